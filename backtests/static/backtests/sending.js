// One submission of a form at a time: while one is under way, a second does nothing.
//
// A page that comes back, be it from the browser's cache, can be sent again; so can one that was given
// no answer for a while, since nothing tells it that its submission was stopped. The server knows by
// the form what it has started already.

const PATIENCE_MS = 10000;

export function oneAtATime(form, page = window) {
  let underWay = null;
  const free = () => {
    clearTimeout(underWay);
    underWay = null;
  };
  form.addEventListener("submit", (event) => {
    if (underWay) event.preventDefault();
    else underWay = setTimeout(free, PATIENCE_MS);
  });
  page.addEventListener("pageshow", free);
}
