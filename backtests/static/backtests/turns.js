// Long work in turns, so that what was drawn is seen and what is pressed is heard in between.

const PATIENCE = 500; // milliseconds: so long what is out of view waits for a quiet moment

// When what was asked for so far has been painted; a page that is hidden paints nothing.
export function painted() {
  return new Promise((go) => {
    if (document.hidden) setTimeout(go);
    else requestAnimationFrame(() => setTimeout(go));
  });
}

// When nothing else is to be done.
export async function idle() {
  await painted();
  if (window.requestIdleCallback) await new Promise((go) => requestIdleCallback(go, { timeout: PATIENCE }));
}
