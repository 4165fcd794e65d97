// The browser's own database: who took something along on this phone, what they took, and what they recorded.
// What stands in it in the clear says nothing about anybody: numbers, states and times. The rest is sealed (vault.js).

export const NAME = "pact-field";
let opening = null;

function open() {
  opening ||= new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      const database = request.result;
      database.createObjectStore("facts"); // the number of this device
      database.createObjectStore("vaults", { keyPath: "person" });
      database.createObjectStore("packs", { keyPath: "name" });
      database.createObjectStore("items", { keyPath: "uuid" }).createIndex("person", "person");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opening;
}

const answered = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

// One transaction that is on the disk before it is over: the battery may go flat at any moment.
export async function within(names, work) {
  const database = await open();
  const transaction = database.transaction(names, "readwrite", { durability: "strict" });
  const over = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  const result = await work((name) => transaction.objectStore(name), answered);
  await over;
  return result;
}

export async function get(name, key) {
  const database = await open();
  return answered(database.transaction(name).objectStore(name).get(key));
}

export async function all(name) {
  const database = await open();
  return answered(database.transaction(name).objectStore(name).getAll());
}

export async function itemsOf(person) {
  const database = await open();
  const found = await answered(database.transaction("items").objectStore("items").index("person").getAll(person));
  return found.sort((one, other) => one.order - other.order);
}

export const put = (name, value, key) => within([name], (store) => { store(name).put(value, key); });
export const remove = (name, key) => within([name], (store) => { store(name).delete(key); });

// Change a row as it is now, or leave it: `change` answers the new row or null.
export function alter(name, key, change) {
  return within([name], async (store, result) => {
    const now = await result(store(name).get(key));
    const then = now && change(now);
    if (then) {
      store(name).put(then);
    }
    return then || null;
  });
}

export async function device() {
  const known = await get("facts", "device");
  if (known) {
    return known;
  }
  const made = crypto.randomUUID();
  await put("facts", made, "device");
  return made;
}
