// Resolves once no finger and no button of the mouse is down: what moves away from under it is not
// pressed.

let held = Promise.resolve();

addEventListener("pointerdown", ({ button }) => {
  if (button) return; // a menu may keep its end to itself
  held = new Promise((go) => {
    const over = () => setTimeout(go); // the click itself comes after it
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, over, { once: true, capture: true });
  });
}, true);

export function released() {
  return held;
}
