// The account: a new token, which is shown once, is copied with one press.
import { copyText } from "./copying.js";

const made = document.querySelector(".made");
made?.querySelector("[data-copy]").addEventListener("click", () => {
  copyText(made.querySelector(".token"), (words) => (made.querySelector("output").textContent = words));
});
