"""In which encoding a text is written, seen from its bytes as they go by."""

import codecs
import re

UTF_8, WINDOWS = "utf-8-sig", "windows-1252"
WITHOUT_MEANING = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")  # in Windows-1252
# What a letter of UTF-8 looks like to somebody who reads it as Windows-1252: no honest text has "Ã©" or "â€™".
MISREAD = re.compile(rb"[\xc3\xc2][\x80-\xbf]|\xe2[\x80-\x84][\x80-\xbf]")


class NotText(ValueError):
    """The bytes are no text that can be trusted; says why, to stand behind the name of the file."""


class Encoding:
    """Feed it every block in turn, then ask for `name`. UTF-8 as long as all of it is, else Windows-1252.

    Latin-1 is what Windows-1252 is without its dashes and quotation marks, and reads alike.
    """

    def __init__(self):
        self.name = UTF_8
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._has_letters = False

    def feed(self, block, *, is_last=False):
        if b"\0" in block:
            raise NotText("is not text.")
        if self.name == UTF_8:
            try:
                self._has_letters |= not self._decoder.decode(block, final=is_last).isascii()
                return
            except UnicodeDecodeError as error:
                wrong = error.object[error.start]
                if len(block := error.object) > 1 and is_last:
                    self._has_letters = True  # the beginning of a letter that was cut off
                if self._has_letters or not error.object[: error.start].isascii():
                    raise NotText(f"is written in UTF-8, but not all of it: it has a byte {wrong:#04x}.") from None
                self.name = WINDOWS
        self._check(block)

    def _check(self, block):
        if wrong := WITHOUT_MEANING.search(block):
            raise NotText(f"is written neither in UTF-8 nor in Windows-1252: it has a byte {wrong[0][0]:#04x}.")
        if MISREAD.search(block):
            raise NotText("is written partly in UTF-8 and partly in another encoding.")
