// The screens before anything is shown: choosing a PIN, asking for it, and asking to sign in.
import { button, buttons, el, errorSummary, hint, link, p, textBox } from "./dom.js";
import * as copies from "./copies.js";
import * as vault from "./vault.js";

const SHORTEST = 6;
let hasRunOut = false; // the last try of the PIN was used up just now
const digits = { type: "password", autocomplete: "off", autocapitalize: "none", spellcheck: "false" };

function wrong(holder, sentence, box) {
  holder.querySelector(".govuk-error-summary")?.remove();
  const summary = errorSummary([{ say: sentence, href: `#${box.id}` }]);
  summary.addEventListener("click", (event) => {
    event.preventDefault();
    box.focus();
  });
  holder.prepend(summary);
  summary.focus();
  box.value = "";
}

const isEasy = (pin) => new Set(pin).size < 3 || "01234567890123456789".includes(pin) || "98765432109876543210".includes(pin);

function faultOf(pin, again) {
  if (pin.length < SHORTEST) {
    return `The PIN must have at least ${SHORTEST} figures or letters.`;
  }
  if (isEasy(pin)) {
    return "This PIN is guessed too easily. Choose another.";
  }
  return pin === again ? "" : "The two are not the same. Type your PIN again.";
}

// For whoever is signed in and has no PIN on this phone.
export function choosePin(holder, { called, done }) {
  const form = el("form", { class: "form", novalidate: true, onsubmit: choose },
    textBox({ label: "Your PIN", name: "pin", help: `At least ${SHORTEST} figures or letters. Longer is safer.`, ...digits }),
    textBox({ label: "The PIN again", name: "pin-again", ...digits }),
    buttons(el("button", { class: "govuk-button" }, "Use this PIN")),
  );
  holder.append(
    p(`You are signed in as ${called}.`),
    p("Choose a PIN for this phone. You need it to go on when there is no signal: after the screen was locked, or the battery was flat."),
    hint("What you record is locked with it until it has arrived. Nobody can tell you the PIN; if you forget it, sign in with a signal and choose another."),
    form,
  );

  async function choose(event) {
    event.preventDefault();
    const [pin, again] = [form.elements.pin.value, form.elements["pin-again"].value];
    const fault = faultOf(pin, again);
    if (fault) {
      form.elements["pin-again"].value = "";
      wrong(holder, fault, form.elements.pin);
      return;
    }
    await vault.setPin(pin);
    await done();
  }
}

// Nobody is named: whoever holds the phone learns only that something on it is locked.
export function askForPin(holder, { hasSignal, signIn, done }) {
  const form = el("form", { class: "form", novalidate: true, onsubmit: open },
    textBox({ label: "Your PIN", name: "pin", ...digits }),
    buttons(el("button", { class: "govuk-button" }, "Unlock")),
  );
  holder.append(
    p("This phone is locked."),
    form,
    hasSignal ? p("Forgotten it, or not yours? ", link("Sign in", signIn), ".") : hint("Forgotten it? Sign in as soon as you have a signal: nothing is lost."),
    copies.offer(),
  );

  async function open(event) {
    event.preventDefault();
    const left = await vault.openWithPin(form.elements.pin.value);
    if (left === null) {
      await done();
    } else if (left === 0) {
      hasRunOut = true;
      await done(); // the PIN opens nothing any more, and the next screen says so
    } else {
      wrong(holder, `That is not the PIN. ${left === 1 ? "One try is" : `${left} tries are`} left; after that, signing in opens it.`, form.elements.pin);
    }
  }
}

export function askToSignIn(holder, { hasSignal, signIn, again }) {
  if (hasRunOut) {
    holder.append(p("That was the last try: the PIN opens nothing any more. Nothing is lost. Whoever recorded on this phone signs in with a signal, and chooses another PIN."));
  }
  if (hasSignal) {
    holder.append(p("Sign in to take interviews and walkabouts with you, or to see what you left on this phone."),
      buttons(el("a", { class: "govuk-button", role: "button", href: signIn }, "Sign in")));
  } else {
    holder.append(p(hasRunOut ? "There is no signal." : "There is no signal, and nothing on this phone that can be opened without one."),
      hint("Sign in once where there is a signal. After that this page works without."),
      buttons(button("Try again", again, "secondary")));
  }
}
