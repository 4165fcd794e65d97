// Taking a suggested kind of issue with one tap, or with Control and Enter in the words. On a phone without a signal the
// seed words alone suggest; with one, the server does (htmx brings its buttons).
import { el } from "./dom.js";

const SURE = 0.5;
const SHOWN = 3;
const PAUSE = 700;

function take(button) {
  const select = document.getElementById(button.dataset.choose);
  if (!select) {
    return;
  }
  select.value = button.value;
  select.dispatchEvent(new Event("change", { bubbles: true }));
  button.closest("[data-suggested]").replaceChildren(el("p", { class: "suggested__lead" }, `Chosen: ${select.selectedOptions[0].text}`));
  select.focus();
}

export function startTaking(root) {
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-choose]");
    if (button) {
      take(button);
    }
  });
  root.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.ctrlKey || event.target.tagName !== "TEXTAREA") {
      return;
    }
    const button = root.querySelector(`#suggested-${CSS.escape(event.target.name)} [data-choose]`);
    if (button) {
      event.preventDefault();
      take(button);
    }
  });
}

// As engagement.coding does it on the server: words without those that say nothing and without the s of a plural.
function wordsOf(text, silent) {
  const found = text.toLowerCase().replaceAll("’", "'").match(/[a-z]+(?:'[a-z]+)?/g) || [];
  return found.filter((word) => !silent.has(word)).map((word) => (word.endsWith("s") && word.length > 3 ? word.slice(0, -1) : word));
}

function times(text, phrase) {
  let [count, at] = [0, text.indexOf(phrase)];
  while (at >= 0) {
    count += 1;
    at = text.indexOf(phrase, at + phrase.length);
  }
  return count;
}

export function suggested(text, { silent, trust, types }) {
  const spoken = ` ${wordsOf(text, new Set(silent)).join(" ")} `;
  const scores = types.map(({ lean, phrases }) =>
    lean + trust * Math.log1p(phrases.reduce((sum, phrase) => sum + times(spoken, phrase), 0)));
  const highest = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - highest));
  const all = powers.reduce((sum, power) => sum + power, 0);
  const ranked = types.map(({ pk }, at) => ({ pk, chance: powers[at] / all })).sort((one, other) => other.chance - one.chance);
  const isSure = ranked[0].chance >= SURE;
  return { isSure, likeliest: ranked.slice(0, isSure ? 1 : SHOWN) };
}

export function startSuggesting(form, seeds) {
  for (const place of seeds?.types.length ? form.querySelectorAll("[data-suggested]") : []) {
    const box = form.elements[place.id.replace("suggested-", "")];
    const select = form.elements[box.name.replace(/words$/, "issue_type")];
    let timer = null;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => show(place, select, box.value.trim(), seeds), PAUSE);
    });
  }
  startTaking(form);
}

function show(place, select, words, seeds) {
  const { isSure, likeliest } = words.length < 8 ? { likeliest: [] } : suggested(words, seeds);
  const offered = likeliest.map(({ pk, chance }) => [[...select.options].find(({ value }) => value === String(pk)), chance]).filter(([option]) => option);
  place.replaceChildren(...(offered.length ? [
    el("p", { class: "suggested__lead" }, isSure ? "PACT suggests" : "PACT is not sure. Perhaps"),
    el("div", { class: "suggested__choices" }, offered.map(([option, chance], at) =>
      el("button", { type: "button", class: "suggested__choice", "data-choose": select.id, value: option.value, "aria-keyshortcuts": at === 0 && "Control+Enter" },
        option.text, el("span", { class: "suggested__sure" }, `${Math.round(100 * chance)}% sure`)))),
  ] : []));
}
