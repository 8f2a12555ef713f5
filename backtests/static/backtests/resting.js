// A button that takes the place of another rests for a moment: whoever presses there then was aiming at
// the one that is gone. It looks as it is, and every press starts the moment anew.

const MOMENT_MS = 800;

export function rest(form) {
  const button = form.querySelector("button");
  let moment = null;
  const wake = () => {
    form.removeEventListener("submit", again);
    button.ariaDisabled = null; // `disabled` would take the focus from who has just been given it
  };
  const wait = () => {
    clearTimeout(moment);
    moment = setTimeout(wake, MOMENT_MS);
  };
  const again = (event) => {
    event.preventDefault();
    wait();
  };
  button.ariaDisabled = "true";
  form.addEventListener("submit", again);
  wait();
}
