"""Photographs on paper: inside the page, since a paper fetches nothing, and in the printer's colours for print."""

import base64
from io import BytesIO

import numpy
from PIL import Image

ON_SCREEN, ON_PAPER = 1000, 1600  # pixels of the longer side: sharp at half the width of A4


def inline(file, *, for_print=False):
    """The picture in a `FieldFile` as a `data:` address, empty where its file is gone. Only its pixels are copied."""
    if not file or not file.storage.exists(file.name):
        return ""
    with file.open("rb") as content, Image.open(content) as image:
        picture = image.convert("RGB")
    longest = ON_PAPER if for_print else ON_SCREEN
    picture.thumbnail((longest, longest))
    out = BytesIO()
    (process_colours(picture) if for_print else picture).save(out, "JPEG", quality=85, optimize=True)
    return f"data:image/jpeg;base64,{base64.b64encode(out.getvalue()).decode()}"


def process_colours(picture):
    """An RGB picture as CMYK: from middle grey on, what the three inks have in common is printed in black.

    No spot takes more than two and a half times its area in ink, which is what a newsletter's paper holds.
    """
    inks = 1 - numpy.asarray(picture, dtype=numpy.float32) / 255
    black = 2 * (inks.min(axis=2, keepdims=True) - 0.5).clip(0)
    inks = (inks - black) / (1 - black).clip(1e-6)
    plates = numpy.concatenate([inks, black], axis=2).clip(0, 1)
    return Image.fromarray((plates * 255).round().astype(numpy.uint8), "CMYK")
