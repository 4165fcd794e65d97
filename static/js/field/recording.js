// Filling in a form, and the walk that stretches and findings belong to.
import { button, buttons, dayAndTime, el, hint, link, p, tag } from "./dom.js";
import * as calls from "./calls.js";
import { fillIn } from "./filling.js";
import * as pack from "./pack.js";
import * as queue from "./queue.js";
import * as rounds from "./rounds.js";
import * as sync from "./sync.js";

export const TITLES = { interview: "Interview", walkabout: "Walkabout", transect: "Stretch", finding: "Something found", call: "Call at a door" };
const go = (where) => { location.hash = where; };

const valueIn = (values, name) => (values.find(([given]) => given === name) || ["", ""])[1];

// What it is called in the lists: nothing that somebody said.
const labelOf = {
  interview: (item) => `Interview, ${item.title}`,
  walkabout: (item) => `Walkabout, ${item.title}`,
  transect: (item, values) => {
    const [street, from, to] = ["street", "from_point", "to_point"].map((name) => valueIn(values, name));
    return street ? `${street}, ${from} to ${to}` : TITLES.transect;
  },
  finding: (item, values, form) => {
    const chosen = form?.elements.namedItem("item").selectedOptions[0];
    return chosen?.value ? chosen.text.split(":")[0] : TITLES.finding;
  },
};

// The screens that begin something make it at once, and go on with it: going back or switching off loses nothing.

export async function newInterview(pk) {
  const title = await titleOf(pk);
  const code = await pack.replyCode(pk);
  const kept = { title, label: `Interview, ${title}`, values: [], code: code?.code || "", isNew: true, uuid: code?.uuid };
  go(`#/item/${await queue.begin({ kind: "interview", on: pk, kept })}`);
}

export async function newWalkabout(pk) {
  const title = await titleOf(pk);
  const kept = { title, label: `Walkabout, ${title}`, values: [], isNew: true };
  go(`#/item/${await queue.begin({ kind: "walkabout", on: pk, kept })}`);
}

export async function newPart(kind, walk) {
  const of = await queue.read(walk);
  const kept = { title: of.title, engagement: of.on, label: TITLES[kind], values: [], isNew: true };
  go(`#/item/${await queue.begin({ kind, on: walk, parent: walk, kept })}`);
}

async function titleOf(pk) {
  const list = await pack.kept();
  return list.engagements.find((engagement) => String(engagement.pk) === String(pk))?.title || "";
}

export async function item(holder, uuid) {
  const found = await queue.read(uuid);
  if (!found || !queue.isOpen(found)) {
    holder.append(p("This is on its way or has arrived."), buttons(button("Back", () => go("#/"), "secondary")));
    return null;
  }
  if (found.kind === "call") {
    await calls.mend(holder, found, { away: () => discard(uuid, found) });
    return null;
  }
  const forms = await pack.formsOf(found.engagement || found.on);
  if (!forms) {
    holder.append(p("The form of this is not on the phone any more. Open this page where there is a signal."));
    return null;
  }
  return recording(holder, found, { ...forms.forms[found.kind], seeds: forms.seeds });
}

async function recording(holder, found, { html, checks, seeds }) {
  const { uuid, kind } = found;
  const stretches = found.parent ? await stretchesOf(found.parent, uuid) : [];
  const about = { kind, on: found.on, title: found.title, engagement: found.engagement, code: found.code };
  let photo = { photoName: found.photoName, photoType: found.photoType };
  let filling = null;
  const keptWith = (values, errors) => ({
    ...about, ...photo, errors, values: withNumber(values, uuid), label: labelOf[kind](found, values, filling?.form),
  });
  // Sent while it was being changed, in another tab, say: what was typed since is not in it.
  const kept = async (values, errors, options) => {
    const isKept = await queue.keep(uuid, keptWith(values, errors), options);
    if (!isKept) {
      holder.replaceChildren(p("It was sent meanwhile, without what you changed just now."), buttons(button("Back", () => go("#/"), "secondary")));
    }
    return isKept;
  };
  filling = fillIn(holder, {
    html, checks, seeds,
    values: found.isNew ? null : found.values,
    errors: found.errors,
    photo: found.photo && await queue.photoOf(found),
    ready: (form) => {
      form.elements.uuid.value = uuid;
      offerStretches(form, stretches);
      offerCode(form, found.code);
      form.querySelectorAll("a[href$='/stop/']").forEach((anchor) => { anchor.href = `#/stop/${uuid}`; });
    },
    ends: (values) => isUnsafe(values) && go(`#/stop/${uuid}`) === undefined,
    keep: (values) => kept(isUnsafe(values) ? [] : values, found.errors),
    keepPhoto: (taken) => {
      photo = { photoName: taken?.name, photoType: taken?.type };
      return queue.keepPhoto(uuid, taken?.bytes || null);
    },
    untouched: () => found.isNew && queue.throwAway(uuid),
    done: async (values, pressed) => {
      const after = [found.parent, valueIn(values, "transect")].filter(Boolean);
      if (await kept(values, undefined, { state: "waiting", after })) {
        sync.run();
        goOn(found, pressed);
      }
    },
  });
  holder.append(button("Throw this away", () => discard(uuid, found), "secondary"));
  return filling;
}

// Where it is not safe to talk nothing is kept, not even until the form is left.
const isUnsafe = (values) => valueIn(values, "safe_to_talk") === "no";

export async function stop(holder, uuid) {
  const found = await queue.read(uuid);
  if (found && queue.isOpen(found)) {
    await queue.throwAway(uuid);
  }
  const list = await pack.kept();
  const forms = await pack.formsOf(found?.on ?? list.engagements.find(({ kind }) => kind === "interview")?.pk);
  const said = el("div");
  said.innerHTML = forms?.stop || "";
  holder.append(el("p", { class: "lead" }, "Nothing was kept: no answer, no place, not even that you asked."), said,
    found ? buttons(button("Go on at another door", () => go(`#/new/interview/${found.on}`), "secondary")) : "");
}

const withNumber = (values, uuid) => [["uuid", uuid], ...values.filter(([name]) => name !== "uuid")];

function goOn(found, pressed) {
  if (found.kind === "walkabout") {
    go(`#/walk/${found.uuid}`);
  } else if (found.kind === "interview") {
    go(pressed === "another" ? `#/new/interview/${found.on}` : rounds.backFrom(found.on) || "#/");
  } else {
    go(pressed === "finish" ? `#/walk/${found.parent}` : `#/new/${found.kind}/${found.parent}`);
  }
}

async function discard(uuid, { parent, kind, on, round, was, values }) {
  const what = kind === "walkabout" ? "this walk with all that was found on it" : "what was filled in";
  if (window.confirm(`Throw ${what} away? It cannot be brought back.`)) {
    await queue.throwAway(uuid);
    if (kind === "call") {
      await pack.restoreDoor(round, on, was, valueIn(values, "outcome"));
    }
    go(parent ? `#/walk/${parent}` : "#/");
  }
}

async function stretchesOf(walk, but) {
  const parts = (await queue.list()).filter((one) => one.parent === walk && one.kind === "transect" && one.uuid !== but);
  return parts.filter((one) => one.state !== "draft");
}

// Given out at the end of the conversation, so it stands at the end of the form.
function offerCode(form, code) {
  if (code) {
    form.querySelector(".form__buttons").before(el("div", { class: "reply-code" },
      el("p", {}, "Their reply code, for next time"),
      el("p", { class: "reply-code__code" }, code),
      el("p", { class: "reply-code__note" }, "Write it down for them. It holds once the interview has arrived.")));
  }
}

function offerStretches(form, stretches) {
  const select = form.elements.transect;
  if (!select) {
    return;
  }
  if (!stretches.length) {
    select.closest(".govuk-form-group").remove();
    form.querySelector("label[for=id_place]").textContent = "Where?";
    return;
  }
  stretches.forEach((one) => select.append(new Option(one.label, one.uuid)));
}

// The page of a walk that is going on

export async function walk(holder, uuid) {
  const found = await queue.read(uuid);
  if (!found) {
    go("#/");
    return;
  }
  const parts = (await queue.list()).filter((one) => one.parent === uuid);
  holder.append(
    el("p", { class: "field-item__head" }, el("span", {}, found.label), tag(found.state)),
    buttons(
      button("Grade a stretch", () => go(`#/new/transect/${uuid}`)),
      button("Record something found", () => go(`#/new/finding/${uuid}`), "secondary"),
    ),
    parts.length ? el("ul", { class: "govuk-list field-items" }, parts.map(row)) : hint("Nothing yet. Grade the first stretch."),
    buttons(button("Finish the walk", () => go("#/"), "secondary")),
    queue.isOpen(found) ? p(link("Change the start of the walk", `#/item/${uuid}`)) : "",
  );
}

export function row(one) {
  const label = queue.isOpen(one) ? link(one.label, `#/item/${one.uuid}`) : one.url ? link(one.label, one.url) : one.label;
  const reasons = one.state === "refused" ? Object.values(one.errors || {}).flat() : [];
  return el("li", { class: "field-item", "data-state": one.state },
    el("p", { class: "field-item__head" }, el("span", { class: "field-item__label" }, label), tag(one.state)),
    ["interview", "walkabout"].includes(one.kind) ? hint(`Begun ${dayAndTime(one.at)}`) : "",
    reasons.map((say) => el("p", { class: "field-item__reason" }, say)),
    one.doubtful && one.state === "waiting" ? hint("It was sent, and no answer came. It is asked about again.") : "",
  );
}
