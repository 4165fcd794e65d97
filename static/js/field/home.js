// The first screen: what can be recorded, what is waiting, and whether there is a signal.
import * as copies from "./copies.js";
import { button, buttons, dayAndTime, el, hint, link, p } from "./dom.js";
import * as pack from "./pack.js";
import * as queue from "./queue.js";
import { row } from "./recording.js";
import * as rounds from "./rounds.js";
import * as sync from "./sync.js";

const DOES = { interview: "Record an interview", walkabout: "Start a walkabout" };

export function standing({ waiting, refused }, { signal, isSending }) {
  const things = `${waiting} waiting`;
  if (isSending && waiting) {
    return `Sending: ${waiting} to go.`;
  }
  if (signal === "none") {
    return waiting ? `No signal: ${things}.` : "No signal. You can go on.";
  }
  if (signal === "signed-out") {
    return waiting ? `You are signed out: ${things}.` : "You are signed out. You can go on.";
  }
  if (signal === "another") {
    return `Somebody else is signed in: ${things}.`;
  }
  if (signal === "unable" && waiting) {
    return `PACT does not answer as it should: ${things}. It is tried again.`;
  }
  if (refused) {
    return `${refused} refused: see why, and correct ${refused === 1 ? "it" : "them"}.`;
  }
  return waiting ? `${things}.` : "Nothing is waiting.";
}

export function banner(items, place) {
  const counts = queue.counted(items);
  const tone = counts.refused ? "red" : counts.waiting || sync.state.signal === "none" ? "amber" : "green";
  const offersSignIn = ["signed-out", "another"].includes(sync.state.signal);
  return el("div", { class: `field-banner field-banner--${tone}` },
    el("p", { class: "field-banner__words", role: "status", id: "field-standing" }, standing(counts, sync.state)),
    offersSignIn && p(link("Sign in to send", place.signIn)),
  );
}

function taken(engagement) {
  return el("li", { class: "card" },
    el("h3", { class: "card__title" }, `${engagement.ward}: ${engagement.title}`),
    el("p", { class: "govuk-hint" }, `Until ${new Date(engagement.last).toLocaleDateString("en-GB", { dateStyle: "long" })}`),
    el("a", { class: "govuk-button field-button", role: "button", href: `#/new/${engagement.kind}/${engagement.pk}` }, DOES[engagement.kind]),
  );
}

function part(title, ...children) {
  return el("section", {}, el("h2", { class: "govuk-heading-m" }, title), ...children);
}

const listOf = (items) => el("ul", { class: "govuk-list field-items" }, items.map(entry));

// A walk opens its own page, where its stretches are.
function entry(item) {
  const made = row(item);
  if (item.kind === "walkabout" && item.state !== "draft") {
    made.querySelector(".field-item__label").replaceChildren(link(item.label, `#/walk/${item.uuid}`));
  }
  return made;
}

export async function home(holder, { place, refresh, lock, called }) {
  const items = await queue.list();
  const list = await pack.kept();
  const open = items.filter((item) => item.state !== "arrived");
  const drafts = open.filter((item) => item.state === "draft");
  const onTheirWay = open.filter((item) => item.state !== "draft");
  const walks = items.filter((item) => item.kind === "walkabout" && item.state === "arrived");
  const arrived = items.filter((item) => item.state === "arrived" && item.kind !== "walkabout");
  holder.append(banner(items, place));
  if (drafts.length) {
    holder.append(part("Not finished", listOf(drafts)));
  }
  if (onTheirWay.length) {
    holder.append(part("To send", listOf(onTheirWay), buttons(button("Send now", () => sync.run({ now: true }), "secondary"))));
  }
  if (list?.rounds?.length) {
    holder.append(part("From door to door", el("ul", { class: "govuk-list field-cards" }, list.rounds.map(rounds.card))));
  }
  if (list?.engagements.length) {
    holder.append(part("Record", el("ul", { class: "govuk-list field-cards" }, list.engagements.map(taken)),
      hint(`As of ${dayAndTime(list.at)}.`)));
  } else {
    holder.append(part("Record", p(list ? "No engagement is going on in which you record." : "Nothing is on this phone yet.")));
  }
  if (walks.length || arrived.length) {
    holder.append(part("Arrived", listOf([...walks, ...arrived].slice(-20).reverse())));
  }
  holder.append(
    buttons(button("Get the latest", refresh, "secondary"), button("Lock", lock, "secondary")),
    hint("What you record stays on this phone, locked with your PIN, until it has arrived."),
    copies.offer(place.handIn),
  );
}
