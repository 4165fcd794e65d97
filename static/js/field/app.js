// Out and about: opens what is on this phone, goes from screen to screen, and sees to it that what waits is sent.
import * as doors from "./doors.js";
import { el, p } from "./dom.js";
import * as home from "./home.js";
import * as pack from "./pack.js";
import * as queue from "./queue.js";
import * as recording from "./recording.js";
import * as rounds from "./rounds.js";
import * as server from "./server.js";
import * as store from "./store.js";
import * as sync from "./sync.js";
import * as vault from "./vault.js";

const LEFT_ALONE = 15 * 60 * 1000;
const root = document.getElementById("field");
const place = root.dataset;
const others = new BroadcastChannel("pact-field");
let filling = null; // the form on the screen
let showing = 0; // counts the screens, so that a slow one does not overtake the next
let idle = null;

// Screens

async function show(title, build, { back = "#/" } = {}) {
  const mine = ++showing;
  const holder = el("div", { class: "field" });
  const heading = el("h1", { class: "govuk-heading-l", tabindex: "-1" }, title);
  filling = null;
  const built = await build(holder);
  if (mine !== showing) {
    return;
  }
  filling = built?.flush ? built : null;
  heading.textContent = built?.title || title;
  const isFirst = !root.dataset.screen;
  root.dataset.screen = title;
  root.replaceChildren(...(back ? [el("a", { class: "govuk-back-link", href: back }, "Back")] : []), heading, holder);
  document.title = `${heading.textContent} – PACT`;
  if (!isFirst) {
    window.scrollTo(0, 0);
    const summary = holder.querySelector(".govuk-error-summary");
    (summary || heading).focus({ preventScroll: true });
  }
}

const shown = {
  item: async (uuid) => {
    const found = await queue.read(uuid);
    if (found?.kind === "call" && found.state === "refused") { // the round may be another by now
      await Promise.race([refresh(), new Promise((resume) => setTimeout(resume, 4000))]);
    }
    const back = found?.parent ? `#/walk/${found.parent}` : "#/";
    return show(recording.TITLES[found?.kind] || "Out and about", (holder) => recording.item(holder, uuid), { back });
  },
  walk: (uuid) => show("Walkabout", (holder) => recording.walk(holder, uuid)),
  round: (pk) => show("Street round", (holder) => rounds.round(holder, pk)),
  street: (round, pk) => show("Street round", (holder) => rounds.street(holder, round, pk), { back: `#/round/${round}` }),
  stop: (uuid) => show("Stop kindly", (holder) => recording.stop(holder, uuid)),
  new: (kind, where) => ({
    interview: recording.newInterview, walkabout: recording.newWalkabout,
    transect: (walk) => recording.newPart("transect", walk), finding: (walk) => recording.newPart("finding", walk),
  })[kind](where),
};

function showHome() {
  return show("Out and about", (holder) => home.home(holder, { place, refresh, lock }), { back: "" });
}

async function route() {
  if (location.hash && !location.hash.startsWith("#/")) {
    return; // a link within the page
  }
  if (!vault.isOpen()) {
    await enter();
    return;
  }
  await filling?.leave();
  const [name, ...rest] = location.hash.slice(2).split("/");
  await (Object.hasOwn(shown, name) ? shown[name](...rest) : showHome());
}

// Who is here

async function whoIsSignedIn() {
  try {
    const session = await server.session(await store.device());
    sync.state.signal = session.person === null ? "signed-out" : "there";
    return session;
  } catch (error) {
    if (!(error instanceof server.NoSignal || error instanceof server.NotNow)) {
      throw error;
    }
    sync.state.signal = "none";
    return null;
  }
}

async function enter() {
  const session = await whoIsSignedIn();
  if (session?.person != null) {
    await vault.putAway({ but: session.person });
    if (!session.may_record) {
      await show("Out and about", (holder) => { holder.append(p("Your role records nothing in PACT.")); }, { back: "" });
      return;
    }
    if (await opens(session)) {
      const { pin } = await store.get("vaults", session.person);
      await (pin ? begin() : show("Choose a PIN", (holder) => doors.choosePin(holder, { ...session, done: begin }), { back: "" }));
      return;
    }
  }
  const asking = { hasSignal: Boolean(session), signIn: place.signIn, again: enter };
  if (await vault.ofThisPhone()) {
    await show("Out and about", (holder) => doors.askForPin(holder, { ...asking, done: () => (vault.isOpen() ? begin() : enter()) }), { back: "" });
  } else {
    await show("Out and about", (holder) => doors.askToSignIn(holder, asking), { back: "" });
  }
}

async function opens({ person, keys }) {
  if (await store.get("vaults", person)) {
    return vault.openWithKeys(person, keys);
  }
  await vault.make(person, keys[0]);
  return true;
}

async function begin() {
  navigator.storage?.persist?.(); // so that a full phone does not make room by throwing it away
  await queue.forgetOld();
  stayAwake();
  await route();
  await sync.run({ now: true });
  await refresh();
}

// Take along what is there now, where there is a signal. Without one, what was taken before stays.
async function refresh() {
  if (sync.state.signal !== "there") {
    const session = await whoIsSignedIn();
    if (session?.person !== vault.person()) {
      queue.tell();
      return;
    }
  }
  try {
    const open = (await queue.list()).filter((item) => item.state !== "arrived");
    await pack.fetchAll(new Set(open.map((item) => item.engagement || item.on)));
    for (const item of open.filter(({ kind }) => kind === "call")) { // what the server does not know yet
      await pack.changeDoor(item.round, item.on, Object.fromEntries(item.values));
    }
  } catch (error) {
    if (!(error instanceof server.NoSignal || error instanceof server.NotNow)) {
      throw error;
    }
    sync.state.signal = error instanceof server.NoSignal ? "none" : "unable";
  }
  queue.tell();
}

async function lock() {
  await filling?.flush();
  filling = null;
  vault.lock();
  await enterLocked();
}

// After locking by hand or by time the PIN is asked for, even with a signal: somebody else may hold the phone.
async function enterLocked() {
  if (await vault.ofThisPhone()) {
    const asking = { hasSignal: sync.state.signal !== "none", signIn: place.signIn };
    await show("Out and about", (holder) => doors.askForPin(holder, { ...asking, done: () => (vault.isOpen() ? begin() : enter()) }), { back: "" });
  } else {
    await enter();
  }
}

function stayAwake() {
  clearTimeout(idle);
  idle = setTimeout(() => vault.isOpen() && lock(), LEFT_ALONE);
}

// What happens meanwhile

function isHome() {
  return vault.isOpen() && !filling && !/^#\/(item|new|round|street|stop)\//.test(location.hash);
}

// Show again what is on the screen, unless somebody is filling it in or chooses something with the keyboard.
async function again() {
  if (!isHome()) {
    return;
  }
  const said = document.getElementById("field-standing");
  const before = said?.textContent;
  const focused = document.activeElement?.textContent;
  const mine = showing;
  const holder = el("div", { class: "field" });
  await (location.hash.startsWith("#/walk/") ? recording.walk(holder, location.hash.split("/")[2]) : home.home(holder, { place, refresh, lock }));
  const now = root.querySelector(".field");
  if (mine !== showing || !isHome() || !now) {
    return;
  }
  const details = now.querySelector("details")?.open;
  now.replaceChildren(...holder.children);
  if (details) {
    now.querySelector("details").open = true;
  }
  if (focused && before !== undefined) {
    [...now.querySelectorAll("a, button")].find((one) => one.textContent === focused)?.focus({ preventScroll: true });
  }
}

let soon = null;
queue.onChange(() => {
  others.postMessage("changed");
  clearTimeout(soon);
  soon = setTimeout(again, 50);
});
others.addEventListener("message", async ({ data }) => {
  if (data === "signed out") { // the server is not asked: it may not know yet
    await filling?.flush();
    vault.lock();
    await show("Out and about", (holder) => doors.askToSignIn(holder, { hasSignal: true, signIn: place.signIn }), { back: "" });
  } else if (isHome()) {
    clearTimeout(soon);
    soon = setTimeout(again, 50);
  }
});
window.addEventListener("hashchange", route);
window.addEventListener("online", () => sync.run({ now: true }));
window.addEventListener("offline", () => {
  sync.state.signal = "none";
  queue.tell();
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") {
    filling?.flush();
  } else {
    sync.run({ now: true });
  }
});
window.addEventListener("pagehide", () => filling?.flush());
for (const sign of ["pointerdown", "keydown"]) {
  document.addEventListener(sign, stayAwake, { passive: true });
}

if (!window.isSecureContext || !("serviceWorker" in navigator) || !("locks" in navigator)) {
  show("Out and about", (holder) => {
    holder.append(p("This browser cannot keep anything safely. Use an up-to-date browser, and PACT’s https address."));
  }, { back: "" });
} else {
  navigator.serviceWorker.register(place.worker, { updateViaCache: "none" }).catch(() => {}); // no signal: the one before goes on
  enter();
}
