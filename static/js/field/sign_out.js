// When somebody signs out, on any page: what they left on this phone opens only once they sign in again.
import * as store from "./store.js";
import * as vault from "./vault.js";

async function isThere() {
  return !indexedDB.databases || (await indexedDB.databases()).some(({ name }) => name === store.NAME);
}

// Answers whether to go on.
export async function putAway() {
  if (!(await isThere())) {
    return true;
  }
  const mine = await vault.ofThisPhone();
  const left = mine ? (await store.itemsOf(mine.person)).filter((item) => item.state !== "arrived").length : 0;
  const things = left === 1 ? "1 record has" : `${left} records have`;
  const asked = `${things} not been sent from this phone. They stay on it, locked, and go when you sign in here again. Sign out?`;
  if (left && !window.confirm(asked)) {
    return false;
  }
  await vault.putAway();
  new BroadcastChannel("pact-field").postMessage("signed out");
  return true;
}
