// The account: a new token, which is shown once, is copied with one press.
import { copyText } from "./copying.js";

const made = document.querySelector(".made");
const copy = made?.querySelector("[data-copy]");
copy?.addEventListener("click", () => {
  copyText(made.querySelector(".token"), (words) => (made.querySelector("output").textContent = words));
});
copy?.removeAttribute("hidden"); // nobody presses it before it works
