// A star is given and taken where it stands: the page neither jumps nor loses the focus.

export async function toggleStar(button, form) {
  const body = new FormData(form);
  body.set(button.name, button.value);
  const answer = await fetch(button.formAction, { method: "POST", body, redirect: "manual" });
  if (answer.type !== "opaqueredirect") throw new Error(`the star answers ${answer.status}`);
  const starred = button.value === "1";
  button.value = starred ? "0" : "1";
  button.ariaPressed = String(starred);
  button.textContent = starred ? "\u2605" : "\u2606";
}

export function quickStars(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = event.submitter;
    toggleStar(button, form).catch(() => {
      form.action = button.formAction;
      form.append(Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value }));
      form.submit(); // the page says what is wrong
    });
  });
}
