// What somebody keeps on this phone is sealed with a key of its own. That key is kept sealed twice: by the server's key for
// this person on this phone, which only their signed-in session gets, and by their PIN, for when there is no signal.
// Once opened, the key is in memory only.
import * as store from "./store.js";

const ROUNDS = 600000;
export const TRIES = 10;
const text = new TextEncoder();
let opened = null; // { person, key }

export const person = () => opened?.person ?? null;
export const isOpen = () => opened !== null;
export function lock() {
  opened = null;
}

const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

const forSealing = (bytes) => crypto.subtle.importKey("raw", bytes, "AES-GCM", true, ["encrypt", "decrypt"]);

async function fromPin(pin, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", text.encode(pin.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function sealed(key, bytes, name) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, key, bytes);
  return { iv, data: new Uint8Array(data) };
}

async function unsealed(key, { iv, data }, name) {
  return crypto.subtle.decrypt({ name: "AES-GCM", iv, additionalData: text.encode(name) }, key, data);
}

// Opening and locking

// For whoever is signed in, the first time on this phone. `serverKey` is in base64.
export async function make(who, serverKey) {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt", "decrypt"]);
  const raw = await crypto.subtle.exportKey("raw", key);
  const server = await sealed(await forSealing(bytesOf(serverKey)), raw, "key");
  await store.put("vaults", { person: who, server, pin: null, tries: 0 });
  opened = { person: who, key };
}

// For whoever is signed in: with the server's keys, the present one first. Answers whether one of them opened it.
export async function openWithKeys(who, serverKeys) {
  const vault = await store.get("vaults", who);
  for (const serverKey of serverKeys) {
    try {
      const raw = await unsealed(await forSealing(bytesOf(serverKey)), vault.server, "key");
      opened = { person: who, key: await forSealing(raw) };
      if (serverKey !== serverKeys[0]) { // the secret behind it was changed since
        const server = await sealed(await forSealing(bytesOf(serverKeys[0])), raw, "key");
        await store.alter("vaults", who, (now) => ({ ...now, server }));
      }
      await store.alter("vaults", who, (now) => ({ ...now, tries: 0 }));
      return true;
    } catch (error) {
      if (error.name !== "OperationError") {
        throw error;
      }
    }
  }
  return false;
}

export async function setPin(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const raw = await crypto.subtle.exportKey("raw", opened.key);
  const kept = { ...(await sealed(await fromPin(pin, salt, ROUNDS), raw, "pin")), salt, rounds: ROUNDS };
  await store.alter("vaults", opened.person, (now) => ({ ...now, pin: kept, tries: 0 }));
}

// The one on this phone that a PIN opens: whoever was here last and has not signed out.
export async function ofThisPhone() {
  return (await store.all("vaults")).find((vault) => vault.pin) || null;
}

// Answers how many tries are left, or null once it is open. After the last one the PIN opens nothing any more.
export async function openWithPin(pin) {
  const vault = await ofThisPhone();
  // Counted before it is tried: whoever pulls the plug in between has used it up.
  const now = await store.alter("vaults", vault.person, (row) => ({ ...row, tries: row.tries + 1 }));
  try {
    const raw = await unsealed(await fromPin(pin, vault.pin.salt, vault.pin.rounds), vault.pin, "pin");
    opened = { person: vault.person, key: await forSealing(raw) };
    await store.alter("vaults", vault.person, (row) => ({ ...row, tries: 0 }));
    return null;
  } catch (error) {
    if (error.name !== "OperationError") {
      throw error;
    }
  }
  const left = TRIES - now.tries;
  if (left <= 0) {
    await store.alter("vaults", vault.person, (row) => ({ ...row, pin: null }));
  }
  return Math.max(left, 0);
}

// Somebody else is here, or this person signed out: only signing in again opens what they left. What they took along
// and what arrived is of no more use to them on this phone.
export async function putAway({ but = null } = {}) {
  if (opened && opened.person !== but) {
    lock();
  }
  await store.within(["vaults", "packs", "items"], async (of, result) => {
    for (const vault of await result(of("vaults").getAll())) {
      if (vault.person !== but && vault.pin) {
        of("vaults").put({ ...vault, pin: null });
      }
    }
    for (const pack of await result(of("packs").getAll())) {
      if (pack.person !== but) {
        of("packs").delete(pack.name);
      }
    }
    for (const item of await result(of("items").getAll())) {
      if (item.person !== but && item.state === "arrived") {
        of("items").delete(item.uuid);
      }
    }
  });
}

// What is put into it. `name` is what it is sealed as: it does not open as anything else.

export const sealBytes = (bytes, name) => sealed(opened.key, bytes, name);
export const unsealBytes = (seal, name) => unsealed(opened.key, seal, name);
export const seal = (value, name) => sealBytes(text.encode(JSON.stringify(value)), name);
export async function unseal(kept, name) {
  return JSON.parse(new TextDecoder().decode(await unsealBytes(kept, name)));
}
