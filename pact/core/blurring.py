"""Parts of a photograph made unrecognisable: first coarse squares, then a blur over them. Nothing comes back."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageFilter

SQUARES = 5  # across the shorter side of a rectangle: too few for a face or a number plate


def blurred(file, areas):
    """The picture in `file` as a new JPEG in a `ContentFile`, with each of `areas` made unrecognisable.

    An area is left, top, width and height in percent of the picture. What reaches over the edge is cut there.
    """
    with Image.open(file) as image:
        picture = image.convert("RGB")
    for area in areas:
        box = box_of(area, picture.size)
        if box[2] > box[0] and box[3] > box[1]:
            picture.paste(_coarse(picture.crop(box)), box)
    out = BytesIO()
    picture.save(out, "JPEG", quality=85, optimize=True)
    return ContentFile(out.getvalue(), name="photo.jpg")


def box_of(area, size):
    """Left, top, right and bottom in pixels.

    >>> box_of((10, 20, 30, 40), (200, 100)), box_of((90, 0, 50, 50), (200, 100))
    ((20, 20, 80, 60), (180, 0, 200, 50))
    """
    left, top, width, height = area
    across, down = size
    right, bottom = min(left + width, 100), min(top + height, 100)
    return left * across // 100, top * down // 100, -(-right * across // 100), -(-bottom * down // 100)


def _coarse(part):
    step = max(1, min(part.size) / SQUARES)
    few = part.resize((max(1, round(part.width / step)), max(1, round(part.height / step))), Image.Resampling.BOX)
    return few.resize(part.size, Image.Resampling.NEAREST).filter(ImageFilter.GaussianBlur(step / 3))
