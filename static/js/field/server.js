// What is asked of the server. Each answer is what it said, or why there is none: no signal, or nobody signed in.

const place = document.getElementById("field").dataset;

export class NoSignal extends Error {}
export class NotNow extends Error {} // it answered, but with nothing that makes sense here: a 500, a page to sign in

const PATIENCE = 60000;

async function ask(address, options = {}) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, {
      ...options, cache: "no-store", credentials: "same-origin", redirect: "manual", signal: stop.signal,
      headers: { Accept: "application/json", ...options.headers },
    });
    if (!(answer.headers.get("Content-Type") || "").startsWith("application/json")) {
      throw new NotNow(`${answer.status}`);
    }
    return { status: answer.status, said: await answer.json() };
  } catch (error) {
    throw error instanceof NotNow ? error : new NoSignal(error.message);
  } finally {
    clearTimeout(timer);
  }
}

// { person, called, may_record, csrf, keys }, with person null where nobody is signed in.
export async function session(device) {
  const { said } = await ask(`${place.session}?device=${device}`);
  return said;
}

export const engagements = async () => (await ask(place.pack)).said;
export const formsOf = async (pk) => (await ask(`${place.engagements}${pk}/`)).said;

export async function send(item, photo, csrf) {
  const body = new FormData();
  item.values.forEach(([name, value]) => body.append(name, value));
  body.append("field_person", item.person);
  body.append("field_kind", item.kind);
  body.append("field_on", item.on);
  if (photo) {
    body.append("photo", new File([photo], item.photoName || "photo.jpg", { type: item.photoType || "image/jpeg" }));
  }
  return ask(place.arrivals, { method: "POST", body, headers: { "X-CSRFToken": csrf } });
}
