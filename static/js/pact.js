// Starts the parts of GOV.UK Frontend that are on the page. Everything works without this file.
import {
  Button, CharacterCount, Checkboxes, createAll, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner, PasswordInput,
  Radios, ServiceNavigation, SkipLink, Tabs,
} from "../built/govuk-frontend.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

function start(root) {
  for (const part of [
    Button, CharacterCount, Checkboxes, ErrorSummary, ExitThisPage, FileUpload, NotificationBanner, PasswordInput,
    Radios, ServiceNavigation, SkipLink, Tabs,
  ]) {
    createAll(part, undefined, root);
  }
}

start(document);
// htmx says this of the whole page as well, once.
document.body.addEventListener("htmx:load", ({ target }) => target !== document.body && start(target));

const maps = document.querySelectorAll("[data-map-input]");
if (maps.length) {
  import("./map_input.js").then(({ start: startMaps }) => startMaps(maps));
}

const kept = document.querySelectorAll("[data-keep]");
if (kept.length) {
  import("./keep_text.js").then(({ start: startKeeping }) => startKeeping(kept));
}

const blurring = document.querySelector("[data-blurring]");
if (blurring) {
  import("./blurring.js").then(({ start: startBlurring }) => startBlurring(blurring));
}

if (document.querySelector("[data-suggested]")) {
  import("./field/suggesting.js").then(({ startTaking }) => startTaking(document.body));
}

// What was taken along on this phone is put away before its owner is signed out, whatever else fails.
for (const form of document.querySelectorAll("form[action$='/logout/']")) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const put = import("./field/sign_out.js").then(({ putAway }) => putAway()).catch(() => true);
    put.then((goesOn) => goesOn && form.submit());
  });
}
