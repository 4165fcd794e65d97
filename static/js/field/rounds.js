// A street round without a signal: which door comes next, and how each stands. What is told of a call is which door it was
// and what came of it, and neither is put beside an interview: a call that arrived leaves nothing on the phone.
import { ABOUT_SOMEBODY, isAboutSomebody, times } from "./calls.js";
import { button, el, hint, link, p } from "./dom.js";
import * as pack from "./pack.js";
import * as queue from "./queue.js";
import * as sync from "./sync.js";

const LEFT = ["new", "not_in", "back"];
const SAID = { not_in: "not in", done: "interview done", refused: "refused", empty: "empty", back: "come back", unsafe: "not safe to knock" };
const STANDS = { new: "", done: "Interviewed", refused: "Refused", unsafe: "Not safe", empty: "Empty" };
const go = (where) => { location.hash = where; };
let last = null; // the last call, to take it back: what was said of which door
let cameFrom = null; // where the interview form was opened from: in memory only, and no part of the interview
const called = new WeakSet(); // the doors of this screen on which a button was pressed
const isLeft = (door) => LEFT.includes(door.state);

const find = async (round, street) => {
  const list = await pack.kept();
  const found = list?.rounds?.find(({ pk }) => String(pk) === round);
  return { round: found, street: found?.streets.find(({ pk }) => String(pk) === street) };
};

export function card(round) {
  const doors = round.streets.flatMap((street) => street.doors);
  return el("li", { class: "card" },
    el("h3", { class: "card__title" }, round.title),
    hint(`${round.ward}, ${doors.filter(isLeft).length} of ${doors.length} doors left`),
    el("a", { class: "govuk-button field-button", role: "button", href: `#/round/${round.pk}` }, "Walk the round"),
  );
}

export async function round(holder, pk) {
  const { round: found } = await find(pk);
  if (!found) {
    holder.append(p("This round is not on the phone any more."));
    return;
  }
  holder.append(
    found.url ? p(link("Take your street", found.url), " before you leave the signal: only then do others see that you are on it.") : "",
    el("ul", { class: "govuk-list field-items" }, found.streets.map((street) => el("li", { class: "field-item" },
      el("p", { class: "field-item__head" }, link(street.name, `#/street/${pk}/${street.pk}`),
        `${street.doors.filter(isLeft).length} of ${street.doors.length} left`)))),
  );
  return { title: found.title };
}

// The street to go back to after an interview that was opened from it, once.
export function backFrom(engagement) {
  const to = cameFrom?.engagement === String(engagement) ? cameFrom.hash : null;
  cameFrom = null;
  return to;
}

// Those to come back to at their time first, then those not knocked on, then those where nobody was in.
function turn(door) {
  if (door.state === "back") {
    return new Date(door.back_at) <= new Date() ? 0 : 3;
  }
  return door.state === "new" ? 1 : 2;
}

export async function street(holder, round, pk) {
  const { round: of, street: found } = await find(round, pk);
  if (!found) {
    holder.append(p("This street is not on the phone any more."));
    return;
  }
  const left = found.doors.filter(isLeft).sort((one, other) => turn(one) - turn(other) || one.not_in - other.not_in);
  const finished = found.doors.filter((door) => !isLeft(door));
  const isNext = (door, at) => at === 0 && turn(door) < 3;
  holder.append(
    last?.street === found.pk ? justSaid(of, found) : "",
    left.length ? el("ol", { class: "doors", "aria-label": "Doors left, the next one first" }, left.map((door, at) =>
      el("li", { class: `doors__door${isNext(door, at) ? " doors__door--next" : ""}` }, shown(door, isNext(door, at), of, found))))
      : p("Every door is finished."),
    left.length ? hint("A note says something of the door, such as “bell is broken” or “home after 6”: no name, nothing about a person. It goes by itself.") : "",
    finished.length ? el("details", { class: "govuk-details" },
      el("summary", { class: "govuk-details__summary" }, el("span", { class: "govuk-details__summary-text" }, `${finished.length} finished`)),
      el("ul", { class: "govuk-list finished" }, finished.map((door) => el("li", { class: "finished__door" },
        el("span", { class: "door__label" }, door.label), el("span", { class: "door__facts" }, STANDS[door.state]),
        putBack(door, () => call(of, found, door, "new")))))) : "",
  );
  return { title: found.name };
}

function putBack(door, act) {
  const made = button("Put it back", act, "link");
  made.append(el("span", { class: "govuk-visually-hidden" }, ` on the list: ${door.label}`));
  return made;
}

// What was said a moment ago, for whoever pressed the wrong button. Not sent yet, it is as if it had not been.
function justSaid(of, found) {
  const { label, outcome, uuid, was } = last;
  const undo = button("Undo", async () => {
    undo.disabled = true;
    if (await queue.throwAway(uuid)) {
      await pack.restoreDoor(of.pk, found.pk, was, outcome);
      again(of, found);
    } else {
      await call(of, found, { ...was, label }, "new");
    }
  }, "secondary");
  undo.append(el("span", { class: "govuk-visually-hidden" }, ` what you said of ${label}`));
  return el("div", { class: "just-said", role: "status" }, el("p", {}, el("strong", {}, label), `: ${SAID[outcome]}`), undo);
}

function again(of, found) {
  last = null;
  go(`#/street/${of.pk}/${found.pk}/${Date.now()}`);
}

function facts(door) {
  if (door.state === "back") {
    return `come back ${new Date(door.back_at).toLocaleString("en-GB", { weekday: "long", hour: "numeric", hour12: true })}`;
  }
  return door.not_in ? `not in ${["once", "twice"][door.not_in - 1] || `${door.not_in} times`}` : "";
}

function shown(door, isNext, of, found) {
  const at = el("select", { class: "govuk-select", id: `back-${door.pk}` }, new Option("Choose a time", ""), times());
  const note = el("input", { class: "govuk-input", id: `note-${door.pk}`, maxlength: 60, autocomplete: "off", value: door.note });
  const noted = el("div", { class: "govuk-form-group" }, el("label", { class: "govuk-label", for: note.id }, "Note on the door"), note);
  const say = (outcome) => async () => {
    const words = note.value.trim();
    noted.querySelector(".govuk-error-message")?.remove();
    if (await isAboutSomebody(words)) {
      note.before(el("p", { class: "govuk-error-message" }, ABOUT_SOMEBODY));
      note.focus();
      return;
    }
    await call(of, found, door, outcome, { note: words, back_at: outcome === "back" ? at.value : "" });
  };
  const press = (words, outcome, kind) => {
    const made = button(words, say(outcome), kind);
    made.append(el("span", { class: "govuk-visually-hidden" }, ` at ${door.label}`));
    made.classList.add("door__button");
    return made;
  };
  const later = press("Come back then", "", "secondary");
  later.addEventListener("click", () => (at.value ? say("back")() : at.focus()));
  return el("details", { class: "door", open: isNext },
    el("summary", { class: "door__summary" }, el("span", { class: "door__label" }, door.label),
      el("span", { class: "door__facts" }, facts(door)), door.note ? el("span", { class: "door__note" }, door.note) : ""),
    isNext ? p(talk(of, found)) : "",
    el("div", { class: "door__form" },
      el("div", { class: "door__buttons" }, press("Not in", "not_in"), press("Interview done", "done"),
        press("Refused", "refused", "secondary"), press("Empty", "empty", "secondary")),
      el("div", { class: "door__later" }, el("label", { class: "govuk-label", for: at.id }, "Come back"), at, later),
      noted,
      ["not_in", "back"].includes(door.state) ? press("Take the last call back", "new", "link") : "",
      press("Not safe to knock", "unsafe", "warning")),
  );
}

function talk(of, found) {
  const opened = link("They will talk: open the interview form", `#/new/interview/${of.engagement}`);
  opened.addEventListener("click", () => { cameFrom = { engagement: String(of.engagement), hash: `#/street/${of.pk}/${found.pk}` }; });
  return opened;
}

async function call(of, found, door, outcome, { note = "", back_at = "" } = {}) {
  if (!outcome || called.has(door)) { // the second of two quick taps
    return;
  }
  called.add(door);
  const values = Object.entries({ door: String(door.pk), outcome, note, back_at, called_at: new Date().toISOString() });
  const { pk, state, back_at: back, note: noted, not_in } = door;
  const was = { pk, state, back_at: back, note: noted, not_in };
  const kept = { title: found.name, label: `Call in ${found.name}`, round: of.pk, door: door.label, was, values };
  const uuid = await queue.begin({ kind: "call", on: found.pk, kept, state: "waiting" });
  await pack.changeDoor(of.pk, found.pk, { door: String(door.pk), outcome, note, back_at });
  last = outcome === "new" ? null : { street: found.pk, label: door.label, outcome, uuid, was };
  sync.run();
  go(`#/street/${of.pk}/${found.pk}/${Date.now()}`);
}
