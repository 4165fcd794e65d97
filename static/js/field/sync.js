// Sends what is waiting, one after the other, each until its answer is known. Whatever happens in between, it is asked
// again under the same number, and the server knows that number: nothing is lost, and nothing is there twice.
import * as queue from "./queue.js";
import * as server from "./server.js";
import * as store from "./store.js";
import * as vault from "./vault.js";

const FIRST_PAUSE = 2000;
const LONGEST_PAUSE = 5 * 60 * 1000;
// What the page says: "unknown" until it was tried, then "none", "signed-out", "another", "unable" or "there".
export const state = { signal: navigator.onLine ? "unknown" : "none", isSending: false };
let timer = null;

function says(signal) {
  state.signal = signal;
  queue.tell();
}

// Two tabs do not send the same. `now` does not wait for what was put off.
export function run({ now = false } = {}) {
  clearTimeout(timer);
  return navigator.locks.request("pact-field-sync", { ifAvailable: !now }, async (lock) => {
    if (lock && vault.isOpen()) {
      await once(now);
      await plan();
    }
  });
}

async function once(now) {
  const items = await store.itemsOf(vault.person());
  const due = items.filter((item) => isDue(item, now));
  if (!due.length && !now) {
    return;
  }
  if (!navigator.onLine) {
    says("none");
    return;
  }
  try {
    const csrf = await mayBeSent();
    if (csrf) {
      state.isSending = true;
      for (const item of due) {
        await deliver(item.uuid, csrf);
      }
    }
  } catch (error) {
    if (!(error instanceof server.NoSignal || error instanceof server.NotNow)) {
      throw error;
    }
    says(error instanceof server.NoSignal ? "none" : "unable");
    await putOff(due);
  } finally {
    state.isSending = false;
    queue.tell();
  }
}

// What says "sending" while nobody sends was interrupted: the phone was switched off, say.
const isDue = (item, now) => item.state === "sending" || (item.state === "waiting" && (now || item.next <= Date.now()));

async function mayBeSent() {
  const session = await server.session(await store.device());
  if (session.person === null) {
    says("signed-out");
  } else if (session.person !== vault.person()) {
    says("another");
  } else {
    says("there");
    return session.csrf;
  }
  return null;
}

async function deliver(uuid, csrf) {
  if (!vault.isOpen() || !(await isReady(uuid))) {
    return;
  }
  let wasDoubtful = false;
  const row = await store.alter("items", uuid, (item) => {
    wasDoubtful = item.doubtful;
    return ["waiting", "sending"].includes(item.state) && { ...item, state: "sending", doubtful: true };
  });
  const item = row && await queue.read(uuid);
  if (!item) {
    return;
  }
  queue.tell();
  const photo = await queue.photoOf(item);
  let answer;
  try {
    answer = await server.send(item, photo, csrf);
  } catch (error) {
    await settle(item, { state: "waiting", tries: row.tries + 1, next: later(row.tries + 1) });
    if (error instanceof server.NotNow) {
      says("unable");
      return; // this one may be what the server stumbles over: the others are tried all the same
    }
    throw error;
  }
  await settle(item, outcome(item, answer.said, wasDoubtful));
  if (answer.said.state === "waiting") {
    says({ "signed out": "signed-out", "another person": "another" }[answer.said.why] || "unable");
  }
}

function outcome(item, said, wasDoubtful) {
  const { kind, on, label, title, engagement, values, code, photoName, photoType } = item;
  const kept = { kind, on, label, title, engagement, round: item.round };
  if (said.state === "arrived" && kind === "call") {
    return { isGone: true }; // not even that somebody called
  }
  if (said.state === "arrived") { // what was said goes from the phone
    return { state: "arrived", doubtful: false, photo: null, kept: { ...kept, values: [], url: said.url } };
  }
  if (said.state === "refused") {
    return { state: "refused", doubtful: false, kept: { ...kept, door: item.door, was: item.was, values, code, photoName, photoType, errors: said.errors } };
  }
  return { state: "waiting", doubtful: wasDoubtful, next: later(1) }; // it was not looked at
}

async function settle(item, { kept, isGone, ...changes }) {
  if (isGone) {
    await store.remove("items", item.uuid);
    queue.tell();
    return;
  }
  if (!vault.isOpen()) {
    return; // locked meanwhile: it stays on its way, and is asked about next time
  }
  const sealed = kept && { sealed: await vault.seal(kept, item.uuid) };
  await store.alter("items", item.uuid, (now) => ({ ...now, ...changes, ...sealed }));
  queue.tell();
}

// A stretch waits for its walk, and what was found on it for both. What is not there any more arrived long ago.
async function isReady(uuid) {
  const items = await store.itemsOf(vault.person());
  const item = items.find((one) => one.uuid === uuid);
  return Boolean(item) && item.after.every((other) => (items.find((one) => one.uuid === other)?.state ?? "arrived") === "arrived");
}

const later = (tries) => Date.now() + Math.min(FIRST_PAUSE * 2 ** (tries - 1), LONGEST_PAUSE) * (0.75 + Math.random() / 2);

async function putOff(items) {
  for (const { uuid } of items) {
    await store.alter("items", uuid, (item) =>
      item.state === "waiting" && item.next <= Date.now() && { ...item, tries: item.tries + 1, next: later(item.tries + 1) });
  }
}

// The next time that something is due, while this page is open. Whoever is signed out comes back by signing in.
async function plan() {
  if (!vault.isOpen() || !["there", "none", "unable"].includes(state.signal)) {
    return;
  }
  const ready = [];
  for (const item of await store.itemsOf(vault.person())) {
    if (item.state === "waiting" && await isReady(item.uuid)) {
      ready.push(item.next);
    }
  }
  if (ready.length) {
    timer = setTimeout(run, Math.max(Math.min(...ready) - Date.now(), 1000));
  }
}
