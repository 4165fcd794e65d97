"""Somebody without a mouse: they fill in a form with the keys alone, and note where the keys do not lead."""

from datetime import date

ENOUGH = 300  # stops on the way down a page

# What has the focus: what it is called, and whether somebody who looks would find it. `order` is its place in the
# document. A radio or a tick box is painted by its label.
FOCUSED = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const words = (element) => element?.innerText.replace(/\\(optional\\)/, "").replace(/\\s+/g, " ").trim() ?? "";
  const isBox = ["radio", "checkbox"].includes(at.type);
  const paint = isBox ? getComputedStyle(at.labels[0], "::before") : getComputedStyle(at);
  const box = at.getBoundingClientRect();
  return {
    name: words(at.labels?.[0]) || at.getAttribute("aria-label") || words(at),
    question: words(at.closest("fieldset")?.querySelector("legend")),
    kind: at.type || at.tagName.toLowerCase(),
    key: at.name || at.id,
    order: [...document.querySelectorAll("*")].indexOf(at),
    isMarked: paint.boxShadow !== "none" || (paint.outlineStyle !== "none" && parseFloat(paint.outlineWidth) > 0),
    isInView: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    isWithinForm: Boolean(at.form) && at.closest("main") !== null,
  };
}"""
CHOSEN = """() => {
  const at = document.activeElement;
  return (at.tagName === "SELECT" ? at.selectedOptions[0].label : at.labels[0].innerText).replace(/\\s+/g, " ").trim();
}"""
# The names of what can be filled in of the form that the focused button sends.
FILLABLE = """() => [...document.activeElement.form.elements]
  .filter((box) => box.matches("input:not([type=hidden]), select, textarea") && box.checkVisibility())
  .filter((box) => !box.closest(".trap"))  // for programs that fill in whatever they find
  .map((box) => box.name)"""


class Keyboard:
    """`faults` are what is wrong with the way through the form, as sentences."""

    def __init__(self, page):
        self.page = page
        self.keys = page.keyboard
        self.faults = []

    def sends(self, answers, button):
        """Tab down the page from its skip link, fill in what `answers` names, and press `button`.

        Answers go by the label of a box, or by the question above boxes. A date is typed into its three boxes; a
        select, a radio and a tick box are brought to what begins with the answer. What is not asked about is passed by.
        """
        self.keys.press("Tab")
        self.keys.press("Enter")
        passed, last, left = set(), -1, dict(answers)
        for _ in range(ENOUGH):
            self.keys.press("Tab")
            at = self.page.evaluate(FOCUSED)
            if at is None or at["order"] <= last:
                self.faults.append(f"the way does not lead to “{button}”; after {sorted(passed)} it turns back")
                return
            last = at["order"]
            self._looks_at(at)
            if at["kind"] == "submit" and at["name"] == button:
                break
            if at["isWithinForm"]:
                passed.add(at["key"])
                self._fills(at, left)
        self.faults += [f"there is no way to “{label}”" for label in left]
        missed = set(self.page.evaluate(FILLABLE)) - passed
        self.faults += [f"the way leads past {name}" for name in sorted(missed)]
        with self.page.expect_navigation():
            self.keys.press("Enter")

    def _looks_at(self, at):
        if not at["isMarked"]:
            self.faults.append(f"nothing shows that “{at['name']}” has the focus")
        if not at["isInView"]:
            self.faults.append(f"“{at['name']}” has the focus out of sight")

    def _fills(self, at, left):
        """Answer the box that has the focus, if it is asked about, and strike it from what is `left`."""
        question, name = at["question"], at["name"]
        if at["kind"] == "checkbox":
            if name in left or (question in left and name.startswith(left[question])):
                left.pop(name if name in left else question)
                self.keys.press("Space")
        elif at["kind"] == "radio":
            if question in left:
                self._turns_to(left.pop(question))
        elif isinstance(left.get(question), date):
            part = {"Day": "day", "Month": "month", "Year": "year"}[name]
            self._types(getattr(left[question], part))
            if part == "year":
                left.pop(question)
        elif name in left:
            (self._turns_to if at["kind"] == "select-one" else self._types)(left.pop(name))

    def _types(self, words):
        self.keys.press("Control+a")
        self.keys.type(str(words))

    def _turns_to(self, answer):
        """With the arrows, through radios or the options of a select."""
        kind = self.page.evaluate("document.activeElement.type")
        self.keys.press("Space" if kind == "radio" else "Home")
        if not answer and kind != "radio":
            self.keys.press("ArrowDown")
        seen = set()
        while not (chosen := self.page.evaluate(CHOSEN)).startswith(answer):
            if chosen in seen:
                self.faults.append(f"“{answer}” cannot be chosen; there are {sorted(seen)}")
                return
            seen.add(chosen)
            self.keys.press("ArrowDown")
