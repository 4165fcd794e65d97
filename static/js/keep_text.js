// Keeps what is typed and not yet saved in this browser, and offers it again after a crash or a log-out.

const storage = () => {
  try {
    return window.localStorage;
  } catch {
    return null; // switched off by its owner
  }
};

function offer(box, put, drop) {
  const notice = document.createElement("div");
  notice.className = "govuk-inset-text";
  notice.setAttribute("role", "status");
  const words = document.createElement("p");
  words.className = "govuk-body";
  words.textContent = "This browser kept text that you had not saved.";
  notice.append(words, button("Put it back", put), " ", button("Throw it away", drop));
  box.before(notice);
  return notice;
}

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "govuk-button govuk-button--secondary";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

export function start(boxes) {
  const kept = storage();
  if (!kept) {
    return;
  }
  for (const box of boxes) {
    const name = `pact-${box.dataset.keep}`;
    const earlier = kept.getItem(name);
    if (earlier !== null && earlier.trim() !== box.value.trim()) {
      const notice = offer(
        box,
        () => {
          box.value = earlier;
          notice.remove();
          box.focus();
        },
        () => {
          kept.removeItem(name);
          notice.remove();
          box.focus();
        },
      );
    } else {
      kept.removeItem(name);
    }
    const keep = () => kept.setItem(name, box.value);
    if (box.value !== box.defaultValue) {
      keep(); // typed while this script was still on its way
    }
    box.addEventListener("input", keep);
  }
}
