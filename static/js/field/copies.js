// The last resort: a file of what has not arrived, to be handed in by anybody, for nobody but PACT can read it.
import { button, el, hint } from "./dom.js";
import * as store from "./store.js";
import * as vault from "./vault.js";

function base64(bytes) {
  const all = new Uint8Array(bytes);
  let letters = "";
  for (let at = 0; at < all.length; at += 0x8000) {
    letters += String.fromCharCode(...all.subarray(at, at + 0x8000));
  }
  return btoa(letters);
}

const plain = (seal) => seal && { iv: base64(seal.iv), data: base64(seal.data) };

// As it lies on the phone, sealed: no key is needed for it. What is not finished is not in it.
export async function made(person) {
  const { server } = await store.get("vaults", person);
  const items = (await store.itemsOf(person)).filter((item) => ["waiting", "sending", "refused"].includes(item.state));
  const sealed = items.map((item) => ({ uuid: item.uuid, sealed: plain(item.sealed), photo: plain(item.photo) }));
  return JSON.stringify({ pact_field: 1, device: await store.device(), person, key: plain(server), items: sealed });
}

async function download() {
  const person = vault.person() ?? (await vault.ofThisPhone()).person;
  const name = `pact-copy-${new Date().toISOString().slice(0, 16).replace(/[T:]/g, "-")}.json`;
  const address = URL.createObjectURL(new Blob([await made(person)], { type: "application/json" }));
  const anchor = el("a", { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

export function offer(handIn = "") {
  return el("details", { class: "govuk-details" },
    el("summary", { class: "govuk-details__summary" }, el("span", { class: "govuk-details__summary-text" }, "If this phone cannot send")),
    el("div", { class: "govuk-details__text" },
      hint("Save a copy of what is waiting or was refused, and send the file to your co-ordinator. Nobody can read it but PACT, and what arrived before does not count twice."),
      button("Save a copy", download, "secondary"),
      handIn && el("p", {}, el("a", { class: "govuk-link", href: handIn }, "Hand in a copy")),
    ),
  );
}
