// A form as the server made it, filled in without it: what was typed is put by at once, and checked in the form's own words.
import { button, buttons, el, errorSummary, hint } from "./dom.js";
import * as photos from "./photos.js";
import { startSuggesting } from "./suggesting.js";

const PAUSE = 400;

export const valuesOf = (form) => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");

function fill(form, values) {
  for (const control of form.elements) {
    const said = values.filter(([name]) => name === control.name).map(([, value]) => value);
    if (!control.name || control.type === "file") {
      continue;
    }
    if (["radio", "checkbox"].includes(control.type)) {
      control.checked = said.includes(control.value);
    } else if (control.tagName !== "BUTTON" && said.length) {
      control.value = said[0];
    }
  }
  for (const part of form.querySelectorAll("details.disclosure")) {
    part.open ||= [...part.querySelectorAll("input, select, textarea")].some(isChanged);
  }
}

// Whether somebody filled it in: the day of the interview, the language and the like are there from the beginning.
function isChanged(control) {
  if (["radio", "checkbox"].includes(control.type)) {
    return control.checked && !control.defaultChecked && Boolean(control.value);
  }
  return Boolean(control.value.trim()) && control.value !== control.defaultValue && !/^(held_on|started)/.test(control.name);
}

// The day and the time at which it is filled in, not those at which it was taken along.
export function nowIn(form) {
  const now = new Date();
  const today = { day: now.getDate(), month: now.getMonth() + 1, year: now.getFullYear() };
  for (const [part, value] of Object.entries(today)) {
    const box = form.elements[`held_on_${part}`];
    if (box) {
      box.value = value;
    }
  }
  if (form.elements.started) {
    form.elements.started.value = `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")}`;
  }
}

// Checks and errors

function isFilled(values, name) {
  // "0" is "not at all" and "" "not assessed" or "no": they are chosen, and say nothing.
  return values.some(([given, value]) =>
    (given === name || given.startsWith(`${name}_`) && /_(day|month|year|latitude|longitude)$/.test(given)) && value.trim() && value !== "0");
}

export function problemsIn(values, checks) {
  const chosen = Object.fromEntries(values);
  const asked = checks.filter(({ when, given }) =>
    (!when || when.some((name) => isFilled(values, name)))
    && (!given || Object.entries(given).every(([name, value]) => chosen[name] === value)));
  const found = {};
  for (const { need, never, say, at } of asked) {
    if (never ? new RegExp(never, "i").test(chosen[at] || "") : !need.some((name) => isFilled(values, name))) {
      (found[at] ||= []).push(say);
    }
  }
  return found;
}

export function showErrors(holder, form, errors) {
  holder.querySelector(".govuk-error-summary")?.remove();
  form.querySelectorAll("[data-said]").forEach((said) => said.remove());
  form.querySelectorAll(".govuk-form-group--error").forEach((group) => group.classList.remove("govuk-form-group--error"));
  const problems = Object.entries(errors).flatMap(([name, said]) => said.map((say) => ({ name, say })));
  if (!problems.length) {
    return;
  }
  for (const [name, said] of Object.entries(errors)) {
    mark(form, name, said);
  }
  const summary = errorSummary(problems.map(({ name, say }) => ({ say, href: firstIn(form, name) })));
  holder.prepend(summary);
  summary.addEventListener("click", (event) => {
    const target = event.target.hash && document.querySelector(event.target.hash);
    if (target) {
      event.preventDefault();
      target.focus();
      target.scrollIntoView({ block: "center" });
    }
  });
  summary.focus();
}

function mark(form, name, said) {
  const group = name && form.querySelector(`#group_id_${CSS.escape(name)}`);
  if (!group) {
    return;
  }
  group.classList.add("govuk-form-group--error");
  const words = el("p", { class: "govuk-error-message", id: `id_${name}_said`, "data-said": true },
    el("span", { class: "govuk-visually-hidden" }, "Error: "), said.join(" "));
  const after = group.querySelector(".govuk-hint") || group.querySelector("legend, label");
  if (after && !after.closest(".govuk-checkboxes__item, .govuk-radios__item")) {
    after.after(words);
  } else {
    group.prepend(words);
  }
  for (let fold = group.closest("details"); fold; fold = fold.parentElement.closest("details")) {
    fold.open = true;
  }
}

function firstIn(form, name) {
  const control = name && form.querySelector(`#group_id_${CSS.escape(name)}`)?.querySelector("input, select, textarea");
  return control ? `#${control.id}` : "";
}

// Photos

function photoBox(form, kept, keep) {
  const input = form.querySelector("input[type=file]");
  if (!input) {
    return;
  }
  input.removeAttribute("name");
  const shown = el("div", { class: "field-photo", role: "status" });
  input.after(shown);

  async function show(bytes) {
    const picture = bytes && await photos.preview(bytes);
    const drop = () => keep(null).then(() => show(null)).then(() => input.focus());
    input.hidden = Boolean(bytes); // “No file chosen” beside a photo that is kept would worry whoever reads it
    shown.replaceChildren(...(bytes ? [picture || hint("The photo is kept. This phone cannot show it."),
      buttons(button("Remove the photo", drop, "secondary"))] : []));
  }

  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) {
      return;
    }
    shown.replaceChildren(hint("Making it smaller…"));
    const photo = await photos.shrunk(file);
    input.value = "";
    if (photo) {
      await keep(photo);
      await show(photo.bytes);
    } else {
      shown.replaceChildren(hint("This is no photo that opens. Take it again, or choose another."));
    }
  });
  show(kept);
}

// `values` is what was filled in before, `keep(values)` puts it by, `done(values, name of the button)` has it sent.
// `ends(values)` says that there is nothing to check or to keep, and has gone elsewhere. Answers `flush`, which puts by at once what was typed last, and `leave`, for when another screen comes.
export function fillIn(holder, given) {
  const { html, checks, seeds, values, errors = {}, photo = null, keep, keepPhoto, done, ready, untouched, ends = () => false } = given;
  const page = el("div");
  page.innerHTML = html; // as the server rendered it; a script in it would not run
  holder.append(page);
  const form = page.querySelector("form");
  ready(form);
  startSuggesting(form, seeds);
  if (values) {
    fill(form, values);
  } else {
    nowIn(form);
  }
  const maps = page.querySelectorAll("[data-map-input]");
  if (maps.length) {
    import("../map_input.js").then(({ start }) => start(maps)).catch(() => {}); // the boxes do without
  }
  let timer = null;
  let [isTouched, isDone] = [false, false];
  const flush = () => {
    clearTimeout(timer);
    return isTouched && !isDone ? keep(valuesOf(form)) : Promise.resolve();
  };
  const leave = () => (isTouched || isDone ? flush() : untouched());
  const touched = () => {
    isTouched = true;
    clearTimeout(timer);
    timer = setTimeout(flush, PAUSE);
  };
  photoBox(form, photo, (taken) => {
    touched();
    return keepPhoto(taken).then(flush);
  });
  form.addEventListener("input", touched);
  form.addEventListener("change", touched);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (isDone) {
      return;
    }
    const said = valuesOf(form);
    if (ends(said)) {
      return;
    }
    const problems = problemsIn(said, checks);
    showErrors(holder, form, problems);
    touched();
    await flush();
    if (!Object.keys(problems).length) {
      isDone = true;
      await done(said, event.submitter?.name || "");
    }
  });
  if (Object.keys(errors).length) {
    showErrors(holder, form, errors);
  }
  return { form, flush, leave };
}
