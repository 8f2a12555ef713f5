// The switch for light and dark: at once, and kept by the site, which knows it at the next page.
import { apply } from "./theme.js";

const form = document.getElementById("theme");

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const chosen = event.submitter.value;
  for (const button of form.querySelectorAll("button")) button.ariaPressed = String(button === event.submitter);
  apply(chosen);
  const body = new FormData(form);
  body.set("theme", chosen);
  // Kept also where the page is left at once.
  fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true }).catch((error) => console.error(error));
});
