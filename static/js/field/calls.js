// A call at a door that waits or was refused: say again which door it was and what came of it, and send it.
import { button, buttons, el, errorSummary, hint, link, p, textBox } from "./dom.js";
import * as pack from "./pack.js";
import * as queue from "./queue.js";
import * as sync from "./sync.js";

export const ABOUT_SOMEBODY = "A note is about the door, such as “bell is broken” or “home after 6”. Leave out names, numbers, and whatever describes somebody.";
const OUTCOMES = {
  not_in: "Not in", done: "Interview done", refused: "Refused", empty: "Empty", back: "Come back later",
  unsafe: "Not safe to knock", new: "None of these: it was a mistake",
};
const HOURS_TODAY = [9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
const HOURS = [10, 14, 18];

// The times at which somebody may be asked to come back, as choices of a select.
export function times() {
  const now = new Date();
  return [0, 1, 2, 3, 4, 5, 6].flatMap((ahead) => {
    const hours = ahead ? HOURS : HOURS_TODAY.filter((hour) => hour > now.getHours());
    return hours.map((hour) => {
      const at = new Date(now.getFullYear(), now.getMonth(), now.getDate() + ahead, hour);
      const words = at.toLocaleString("en-GB", { weekday: "long", hour: "numeric", hour12: true });
      return new Option(ahead ? words : words.replace(/^\w+/, "Today"), at.toISOString());
    });
  });
}

// The note is checked at the door already, with the server's own pattern: later nobody remembers what it was about.
export async function isAboutSomebody(note) {
  const pattern = (await pack.kept())?.about_somebody;
  return Boolean(note && pattern) && new RegExp(pattern, "i").test(note);
}

// Every door of a street of this name on the phone: the street may be in another round by now.
async function doorsOf({ title, on, said, door }) {
  const found = [];
  for (const round of (await pack.kept())?.rounds || []) {
    for (const street of round.streets.filter(({ name }) => name.toLowerCase() === title.toLowerCase())) {
      found.push(...street.doors.map(({ pk, label }) => ({ round: round.pk, street: String(street.pk), pk: String(pk), label, of: round.title })));
    }
  }
  if (!found.some(({ street, pk }) => street === on && pk === said.door)) {
    found.unshift({ round: null, street: on, pk: said.door, label: door || "The door that was called at", of: "" });
  }
  return found;
}

export async function mend(holder, found, { away }) {
  const said = Object.fromEntries(found.values);
  const doors = await doorsOf({ ...found, said });
  const rounds = new Set(doors.map(({ of }) => of).filter(Boolean));
  const chosen = doors.find(({ round, label }) => round !== null && doors[0].round === null && label === found.door)
    || doors.find(({ street, pk }) => street === found.on && pk === said.door); // the same house in the round that is on now
  const which = el("select", { class: "govuk-select", id: "call-door" }, doors.map((each, at) =>
    new Option(rounds.size > 1 && each.of ? `${each.label} (${each.of})` : each.label, at, each === chosen, each === chosen)));
  const at = el("select", { class: "govuk-select", id: "call-back" }, new Option("Choose a time", ""), times());
  if (said.back_at && new Date(said.back_at) > new Date()) {
    const words = new Date(said.back_at).toLocaleString("en-GB", { weekday: "long", hour: "numeric", hour12: true });
    at.prepend(new Option(words, said.back_at, true, true));
  }
  const later = group("call-back", "When to come back", at);
  const note = textBox({ label: "Note on the door", name: "call-note", help: "Only about the door. It may be empty.", maxlength: 60, autocomplete: "off", value: said.note || "" });
  const form = el("form", { class: "form", novalidate: true, onsubmit: send },
    group("call-door", "Door", which), outcomes(said.outcome), later, note,
    buttons(el("button", { class: "govuk-button" }, found.state === "refused" ? "Send again" : "Save"), button("Throw this away", away, "secondary")));
  const showTime = () => { later.hidden = form.elements.outcome.value !== "back"; };
  holder.append(hint(`${found.title}, ${moment(said.called_at)}`), form);
  if (!doors.some(({ round }) => round !== null)) {
    holder.append(hint("This street is in none of the rounds on this phone. If its round is over, its numbers stand as they were counted: throw this away."));
  }
  form.addEventListener("change", showTime);
  showTime();
  complain(holder, form, Object.entries(found.errors || {}).flatMap(([name, sentences]) => sentences.map((say) => ({ name, say }))));

  async function send(event) {
    event.preventDefault();
    const door = doors[which.value];
    const now = { outcome: form.elements.outcome.value, back_at: "", note: form.elements["call-note"].value.trim() };
    now.back_at = now.outcome === "back" ? at.value : "";
    const problems = [];
    if (now.outcome === "back" && !at.value) {
      problems.push({ name: "back_at", say: "Say when to come back." });
    }
    if (await isAboutSomebody(now.note)) {
      problems.push({ name: "note", say: ABOUT_SOMEBODY });
    }
    complain(holder, form, problems);
    if (problems.length) {
      return;
    }
    const values = Object.entries({ uuid: found.uuid, door: door.pk, called_at: said.called_at, ...now });
    const kept = { kind: "call", on: door.street, title: found.title, label: found.label, round: door.round ?? found.round, door: door.label, values };
    if (!await queue.keep(found.uuid, kept, { state: "waiting", on: door.street })) {
      holder.replaceChildren(p("It was sent meanwhile, without what you changed just now."), p(link("Back", "#/")));
      return;
    }
    await pack.restoreDoor(found.round, found.on, found.was, said.outcome);
    await pack.changeDoor(kept.round, door.street, { door: door.pk, ...now });
    sync.run();
    location.hash = "#/";
  }
}

const moment = (at) => new Date(at).toLocaleString("en-GB", { weekday: "long", day: "numeric", month: "long", hour: "numeric", minute: "2-digit", hour12: true });

function group(id, label, control) {
  return el("div", { class: "govuk-form-group", id: `group_${id}` }, el("label", { class: "govuk-label", for: id }, label), control);
}

function outcomes(chosen) {
  return el("fieldset", { class: "govuk-fieldset govuk-form-group" },
    el("legend", { class: "govuk-fieldset__legend" }, "What happened"),
    el("div", { class: "govuk-radios" }, Object.entries(OUTCOMES).map(([value, words]) =>
      el("div", { class: "govuk-radios__item" },
        el("input", { class: "govuk-radios__input", type: "radio", name: "outcome", id: `call-${value}`, value, checked: value === chosen }),
        el("label", { class: "govuk-label govuk-radios__label", for: `call-${value}` }, words)))));
}

const BOXES = { note: "call-note", door: "call-door", back_at: "call-back", outcome: "call-not_in" };

function complain(holder, form, problems) {
  holder.querySelector(".govuk-error-summary")?.remove();
  form.querySelectorAll(".govuk-error-message").forEach((said) => said.remove());
  form.querySelectorAll(".govuk-form-group--error").forEach((group) => group.classList.remove("govuk-form-group--error"));
  if (!problems.length) {
    return;
  }
  for (const { name, say } of problems) {
    const group = BOXES[name] && form.querySelector(`#group_${BOXES[name]}`);
    group?.classList.add("govuk-form-group--error");
    group?.querySelector("label").after(el("p", { class: "govuk-error-message" }, el("span", { class: "govuk-visually-hidden" }, "Error: "), say));
  }
  const summary = errorSummary(problems.map(({ name, say }) => ({ say, href: BOXES[name] ? `#${BOXES[name]}` : "" })));
  summary.addEventListener("click", (event) => {
    const target = event.target.hash && form.querySelector(event.target.hash);
    if (target) {
      event.preventDefault();
      target.focus();
      target.scrollIntoView({ block: "center" });
    }
  });
  holder.prepend(summary);
  summary.focus();
}
