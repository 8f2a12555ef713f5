// The texts of a strategy in their fold-outs: fetched when one is first opened, copied on request.
import { copyText } from "./copying.js";

export function offerSources(root) {
  root.addEventListener("toggle", ({ target }) => bring(target), true); // it does not bubble
  root.addEventListener("click", ({ target }) => copy(target.closest("[data-copy]")));
}

async function bring(fold) {
  const text = fold.querySelector("[data-source]");
  if (!fold.open || !text || text.textContent) return;
  try {
    const answer = await fetch(text.dataset.source);
    if (!answer.ok) throw new Error(`the text answers ${answer.status}`);
    text.textContent = await answer.text();
  } catch (error) {
    console.error(error);
    tell(fold, "It could not be loaded; the download may do better.");
  }
}

function copy(button) {
  const fold = button?.closest("details");
  const text = fold?.querySelector("pre");
  if (text) copyText(text, (words) => tell(fold, words));
}

function tell(fold, words) {
  fold.querySelector("output").textContent = words;
}
