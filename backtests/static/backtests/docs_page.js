// The pages of the API, drawn by Swagger UI in the look of the site.
import { onTheme } from "./theme.js";

const dark = document.getElementById("dark");
const token = document.querySelector("[name=csrfmiddlewaretoken]"); // kept fresh, as in every form

function follow() {
  document.documentElement.classList.toggle("dark-mode", matchMedia(dark.media).matches);
}

// The path of an operation stands in the button that unfolds it, and must be no link there.
const plainPaths = (system) => ({
  components: { DeepLink: ({ text }) => system.React.createElement("span", null, text) },
});

// What Swagger UI leaves without a name, or scrolls without a key.
const LACKING = [
  [".body-param__text", "aria-label", "Request body"],
  [".examples-select-element", "aria-label", "Example"],
  [".microlight", "tabindex", "0"],
];

function complete() {
  for (const [which, name, value] of LACKING)
    document.querySelectorAll(`${which}:not([${name}])`).forEach((node) => node.setAttribute(name, value));
}

function signed(request) {
  request.headers["X-CSRFToken"] = token.value;
  return request;
}

onTheme(follow);
matchMedia("print").addEventListener("change", follow); // paper is always light
follow();
SwaggerUIBundle({
  ...JSON.parse(document.getElementById("swagger-settings").textContent),
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [plainPaths],
  requestInterceptor: signed,
});
new MutationObserver(complete).observe(document.getElementById("swagger-ui"), { childList: true, subtree: true });
