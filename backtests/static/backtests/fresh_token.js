// Who logs in or out in another tab changes the secret that the forms of this one were made with.
import { renewed } from "./token.js";

function refresh() {
  const secret = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!secret) return;
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = renewed(field.value, secret);
}

addEventListener("focus", refresh);
document.addEventListener("submit", refresh, true);
