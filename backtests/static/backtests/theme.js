// The look of the site: as the system has it, or as the switch says; whoever draws hears of it.
const THEME = "themechange";
const MEDIA = { light: "not all", dark: "screen", system: "screen and (prefers-color-scheme: dark)" };

export function onTheme(redraw) {
  document.addEventListener(THEME, redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

export function apply(theme) {
  document.getElementById("dark").media = MEDIA[theme];
  document.dispatchEvent(new Event(THEME));
}
