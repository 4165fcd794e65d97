// Small pieces of pages.

export function el(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) {
      made.addEventListener(name.slice(2), value);
    } else if (value !== null && value !== false) {
      made.setAttribute(name, value === true ? "" : value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== false));
  return made;
}

export const p = (...words) => el("p", { class: "govuk-body" }, ...words);
export const hint = (...words) => el("p", { class: "govuk-hint" }, ...words);
export const link = (text, href) => el("a", { class: "govuk-link", href }, text);

export function button(text, act, kind = "") {
  const look = kind ? ` govuk-button--${kind}` : "";
  return el("button", { type: "button", class: `govuk-button${look}`, onclick: act }, text);
}

export const buttons = (...some) => el("div", { class: "govuk-button-group" }, ...some);

export function textBox({ label, name, help = "", type = "text", ...attributes }) {
  const helps = help ? { "aria-describedby": `${name}-hint` } : {};
  return el("div", { class: "govuk-form-group", id: `group_${name}` },
    el("label", { class: "govuk-label", for: name }, label),
    help && el("div", { class: "govuk-hint", id: `${name}-hint` }, help),
    el("input", { class: "govuk-input govuk-input--width-10", id: name, name, type, ...helps, ...attributes }),
  );
}

const COLOURS = { draft: "grey", waiting: "blue", sending: "blue", arrived: "green", refused: "red" };
const WORDS = { draft: "Not finished", waiting: "Waiting", sending: "Sending", arrived: "Arrived", refused: "Refused" };
export const tag = (state) => el("strong", { class: `tag tag--${COLOURS[state]}` }, WORDS[state]);

export function errorSummary(problems) {
  return el("div", { class: "govuk-error-summary", tabindex: "-1" },
    el("div", { role: "alert" },
      el("h2", { class: "govuk-error-summary__title" }, "There is a problem"),
      el("div", { class: "govuk-error-summary__body" },
        el("ul", { class: "govuk-list govuk-error-summary__list" },
          problems.map(({ say, href }) => el("li", {}, href ? el("a", { href }, say) : say))),
      ),
    ),
  );
}

export const clock = (at) => new Date(at).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
export const dayAndTime = (at) => new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
