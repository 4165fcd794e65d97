// What was recorded, from the first letter typed until it has arrived:
//   draft → waiting → sending → arrived, or refused → (changed) waiting
// An item may also be `doubtful`: it was sent and no answer came. It may be there already, so it is not to be changed.
import * as store from "./store.js";
import * as vault from "./vault.js";

const WEEK = 7 * 24 * 3600 * 1000;
const changed = new EventTarget();

export const onChange = (act) => changed.addEventListener("change", act);
export const tell = () => changed.dispatchEvent(new Event("change"));

// `kept` is what is sealed: kind, on, label, values ([name, value] as a form sends them), errors, url.
export async function begin({ kind, on, parent = null, kept, state = "draft" }) {
  const now = Date.now();
  const uuid = kept.uuid || crypto.randomUUID();
  const values = [["uuid", uuid], ...kept.values];
  const item = {
    uuid, kind, on: String(on), parent, after: parent ? [parent] : [], person: vault.person(), state,
    order: now, at: now, tries: 0, next: 0, doubtful: false, photo: null,
    sealed: await vault.seal({ ...kept, kind, on: String(on), values }, uuid),
  };
  await store.put("items", item);
  tell();
  return item.uuid;
}

export async function read(uuid) {
  const item = await store.get("items", uuid);
  if (!item || item.person !== vault.person()) {
    return null; // another person's is not there
  }
  return { ...item, ...(item.sealed ? await vault.unseal(item.sealed, uuid) : {}) };
}

export async function list() {
  const items = vault.isOpen() ? await store.itemsOf(vault.person()) : [];
  return Promise.all(items.map(async (item) => ({ ...item, ...(await vault.unseal(item.sealed, item.uuid)) })));
}

// Whether it may still be changed: not while it is on its way, and not while it may have arrived.
export const isOpen = (item) => ["draft", "refused"].includes(item.state) || (item.state === "waiting" && !item.doubtful);

// Put by what is filled in so far, or `state: "waiting"` to have it sent. Answers whether it was still possible.
export async function keep(uuid, kept, { state = "draft", after = null, on = null } = {}) {
  const sealed = await vault.seal(kept, uuid);
  const now = await store.alter("items", uuid, (item) => isOpen(item) && {
    ...item, sealed, state, on: on || item.on, after: after || item.after, tries: 0, next: 0,
  });
  tell();
  return now !== null;
}

export async function keepPhoto(uuid, bytes) {
  const photo = bytes && await vault.sealBytes(bytes, `${uuid}:photo`);
  await store.alter("items", uuid, (item) => isOpen(item) && { ...item, photo });
  tell();
}

export const photoOf = (item) => item.photo && vault.unsealBytes(item.photo, `${item.uuid}:photo`);

// With everything that hangs on it. Answers how many were thrown away.
export async function throwAway(uuid) {
  const gone = await store.within(["items"], async (of, result) => {
    const all = await result(of("items").getAll());
    const those = all.filter((item) => item.uuid === uuid || item.parent === uuid);
    if (those.some((item) => item.state === "sending" || item.doubtful)) {
      return 0;
    }
    those.forEach((item) => of("items").delete(item.uuid));
    return those.length;
  });
  tell();
  return gone;
}

// What has arrived is named for a week and then forgotten.
export async function forgetOld() {
  const items = vault.isOpen() ? await store.itemsOf(vault.person()) : [];
  for (const item of items) {
    if (item.state === "arrived" && item.at < Date.now() - WEEK) {
      await store.remove("items", item.uuid);
    }
  }
}

export function counted(items) {
  const of = (...states) => items.filter((item) => states.includes(item.state)).length;
  return { drafts: of("draft"), waiting: of("waiting", "sending"), refused: of("refused"), arrived: of("arrived") };
}
