// Who logs in or out in another tab changes the token that the forms of this one were made with.
function refresh() {
  const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (!token) return;
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
}

addEventListener("focus", refresh);
document.addEventListener("submit", refresh, true);
