"""Photographs that nobody took: an alley, drawn, with what was tipped there and without."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from pact.core import photos

SIZE = (1200, 800)
PLATE = (71, 62, 13, 7)  # where the car’s number plate is: left, top, width and height in percent
SKY, WALL, MORTAR, GATE, PAVING, JOINT = "#c9d6de", "#9c5a45", "#b98673", "#42584c", "#b3b0a8", "#98958d"
CAR, GLASS, TYRE = "#39536e", "#a9c0cf", "#24262a"
BAGS = [(150, 560, 330, 720), (290, 590, 450, 735), (230, 500, 380, 640), (420, 620, 540, 740)]
CAPTION = "Drawn for the demonstration"


def alley(*, is_clear):
    """A back alley as a cleaned JPEG, with bags and a mattress in it or cleared."""
    picture = Image.new("RGB", SIZE, SKY)
    pen = ImageDraw.Draw(picture)
    _wall(pen)
    _ground(pen)
    _car(pen)
    if not is_clear:
        _tipped(pen)
    pen.text((20, 770), CAPTION, fill="#4b4f52", font_size=20)
    out = BytesIO()
    picture.save(out, "PNG")
    return photos.cleaned(ContentFile(out.getvalue(), name="alley.png"))


def _wall(pen):
    pen.rectangle((0, 120, 1200, 520), fill=WALL)
    for row, top in enumerate(range(120, 520, 25)):
        pen.line((0, top, 1200, top), fill=MORTAR, width=2)
        for left in range(-30 * (row % 2), 1200, 60):
            pen.line((left, top, left, top + 25), fill=MORTAR, width=2)
    pen.rectangle((560, 250, 700, 520), fill=GATE)
    for left in range(583, 700, 23):
        pen.line((left, 250, left, 520), fill="#37493f", width=3)


def _ground(pen):
    pen.rectangle((0, 520, 1200, 800), fill=PAVING)
    for top in (580, 660, 740):
        pen.line((0, top, 1200, top), fill=JOINT, width=3)
    for left in range(0, 1300, 130):
        pen.line((left, 520, left - 90, 800), fill=JOINT, width=3)


def _car(pen):
    pen.rounded_rectangle((740, 400, 1110, 640), radius=60, fill=CAR)
    pen.rounded_rectangle((790, 420, 1060, 500), radius=30, fill=GLASS)
    for left in (765, 1005):
        pen.rounded_rectangle((left, 600, left + 80, 680), radius=18, fill=TYRE)
    pen.rectangle((860, 505, 990, 540), fill="#f4d35e")
    pen.text((876, 509), "PA26 CTX", fill=TYRE, font_size=24)


def _tipped(pen):
    pen.polygon([(60, 470), (210, 440), (250, 690), (90, 720)], fill="#e4dccb", outline="#b9ae97")
    for top in (500, 560, 620):
        pen.line((72, top + 12, 226, top - 20), fill="#cabfa8", width=4)
    for box in BAGS:
        pen.ellipse(box, fill="#2c2f33", outline="#17191b", width=3)
        left, top, right, _ = box
        middle = (left + right) // 2
        pen.polygon([(middle - 18, top - 24), (middle + 18, top - 24), (middle, top + 12)], fill="#2c2f33")
