// What was taken along: the engagements, and of each its empty forms and some reply codes to give out.
import * as server from "./server.js";
import * as store from "./store.js";
import * as vault from "./vault.js";

const nameOf = (what) => `${vault.person()}:${what}`;

async function put(what, value) {
  const name = nameOf(what);
  await store.put("packs", { name, person: vault.person(), ...(await vault.seal(value, name)) });
}

async function get(what) {
  const name = nameOf(what);
  const kept = await store.get("packs", name);
  return kept ? vault.unseal(kept, name) : null;
}

// { at, engagements }, or null where nothing was taken along yet.
export const kept = () => get("list");
export const formsOf = (pk) => get(`engagement-${pk}`);

// Take everything along as it is now. What is over goes, unless something recorded there still needs its form.
export async function fetchAll(stillNeeded) {
  const { engagements, rounds, about_somebody } = await server.engagements();
  for (const engagement of engagements) {
    await put(`engagement-${engagement.pk}`, await server.formsOf(engagement.pk));
  }
  const before = (await kept())?.engagements || [];
  const over = before.filter(({ pk }) => !engagements.some((engagement) => engagement.pk === pk));
  for (const { pk } of over.filter((one) => !stillNeeded.has(String(one.pk)))) {
    await store.remove("packs", nameOf(`engagement-${pk}`));
  }
  await put("list", { at: Date.now(), engagements, rounds, about_somebody });
}

function withDoor(round, street, pk, change) {
  return navigator.locks.request("pact-field-doors", async () => {
    const list = await kept();
    const streets = list?.rounds.find((one) => one.pk === round)?.streets || [];
    const door = streets.find((one) => String(one.pk) === String(street))?.doors.find((one) => String(one.pk) === String(pk));
    if (door && change(door)) {
      await put("list", list);
    }
  });
}

// How a door stands after a call that has not arrived yet. `said` is what the call says.
export function changeDoor(round, street, said) {
  return withDoor(round, street, said.door, (door) => {
    if (door.state === "done" && said.outcome !== "new") {
      return false;
    }
    if (said.outcome === "new" && door.state === "not_in") { // that nobody was in was the mistake
      door.not_in = Math.max(door.not_in - 1, 0);
      door.state = door.not_in ? "not_in" : "new";
    } else {
      door.state = said.outcome;
      door.not_in += said.outcome === "not_in" ? 1 : 0;
    }
    door.back_at = said.back_at || null;
    door.note = said.note;
    return true;
  });
}

// As it stood before a call that counts no more, unless another has changed it since.
export function restoreDoor(round, street, was, outcome) {
  return withDoor(round, street, was?.pk, (door) => door.state === outcome && Boolean(Object.assign(door, was)));
}

// A number for a new interview with the reply code that it will have; null once those that were taken along are used up.
// Two tabs do not take the same.
export function replyCode(pk) {
  return navigator.locks.request("pact-field-codes", async () => {
    const forms = await formsOf(pk);
    const code = forms.reply_codes.shift() || null;
    await put(`engagement-${pk}`, forms);
    return code;
  });
}
