"""What a page's forms would send, as a browser reads them from its HTML."""

from html.parser import HTMLParser

NOT_SENT = {"submit", "button", "image", "reset"}


class Controls(HTMLParser):
    """`offered` maps each field of the page's main part to what a willing person would send; `uploads` names files."""

    def __init__(self, html):
        super().__init__()
        self.offered, self.uploads = {}, []
        self._is_main, self._select, self._textarea = False, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag == "main":
            self._is_main = True
        elif not self._is_main:
            return
        elif tag == "option" and self._select:
            self._choose(self._select, attrs.get("value"), "selected" in attrs)
        elif name := attrs.get("name"):
            self._field(tag, name, attrs)

    def handle_endtag(self, tag):
        if tag == "main":
            self._is_main = False
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea and data.strip():
            self.offered[self._textarea] = data.strip()

    def _field(self, tag, name, attrs):
        kind = attrs.get("type", "text")
        if tag == "select":
            self._select = name
            self.offered.setdefault(name, "")
        elif tag == "textarea":
            self._textarea = name
            self.offered.setdefault(name, "Some words about it")
        elif tag == "input" and kind == "file":
            self.uploads.append(name)
        elif tag == "input" and kind in {"radio", "checkbox"}:
            self._choose(name, attrs.get("value", "on"), "checked" in attrs)
        elif tag == "input" and kind not in NOT_SENT:
            self.offered.setdefault(name, attrs.get("value") or "1")

    def _choose(self, name, value, is_chosen):
        """What is chosen already, else the first that means anything."""
        if value and (is_chosen or not self.offered.get(name)):
            self.offered[name] = value
