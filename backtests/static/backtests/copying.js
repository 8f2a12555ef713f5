// Copies the text of an element; where a browser does not let pages copy, it is selected for whoever
// reads. `tell` hears which.
export async function copyText(element, tell) {
  try {
    await navigator.clipboard.writeText(element.textContent);
    tell("Copied");
  } catch {
    getSelection().selectAllChildren(element);
    tell("Selected: copy it with the keyboard");
  }
}
