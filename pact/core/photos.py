"""Photographs as they are kept: upright, no larger than needed, and without where and when they were taken."""

from io import BytesIO

import pillow_heif
from django.core.files.base import ContentFile
from PIL import Image, ImageOps, UnidentifiedImageError

pillow_heif.register_heif_opener()

MEGABYTE = 1024 * 1024
LARGEST_UPLOAD = 15 * MEGABYTE
MOST_PIXELS = 60_000_000  # a phone makes 12 to 50 million; a small file can unpack to billions
LONGEST_SIDE = 2000  # pixels: sharp across a page of A4
UNREADABLE = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
)
FORMATS = ("JPEG", "PNG", "WEBP", "HEIF")


class NotAPhoto(Exception):
    """The upload cannot be kept as a photograph. Its text is a sentence for the person who sent it."""


def cleaned(upload):
    """The uploaded photograph as a new JPEG in a `ContentFile` named "photo.jpg".

    Turned upright, at most 2000 pixels long, without EXIF, place, thumbnail or colour profile (rule 20): only
    the pixels are copied. Raises `NotAPhoto` for anything that is not a JPEG, PNG, WebP or HEIC picture.
    """
    if upload.size > LARGEST_UPLOAD:
        raise NotAPhoto(f"The photo must be smaller than {LARGEST_UPLOAD // MEGABYTE} MB.")
    try:
        pixels = _pixels(upload)
    except UNREADABLE as error:
        raise NotAPhoto("The photo must be a JPEG, PNG, WebP or HEIC picture that opens.") from error
    out = BytesIO()
    pixels.save(out, "JPEG", quality=85, optimize=True)
    return ContentFile(out.getvalue(), name="photo.jpg")


def _pixels(upload):
    upload.seek(0)
    with Image.open(upload, formats=FORMATS) as image:
        if image.width * image.height > MOST_PIXELS:
            raise NotAPhoto("The photo has too many pixels. Send it at a smaller size.")
        image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        layered = upright.convert("RGBA")
        plain = Image.new("RGB", upright.size, "white")
        plain.paste(layered, mask=layered.getchannel("A"))
        return plain
