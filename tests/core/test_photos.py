from contextlib import suppress
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from pact.core import photos
from pact.core.photos import NotAPhoto

LATITUDE, GPS, ORIENTATION, TURNED_RIGHT = 2, 0x8825, 0x0112, 6


def upload(size=(40, 20), kind="JPEG", mode="RGB", **how):
    out = BytesIO()
    Image.new(mode, size, how.pop("colour", "red")).save(out, kind, **how)
    return SimpleUploadedFile("IMG_0001", out.getvalue())


def opened(kept):
    return Image.open(BytesIO(kept.read()))


def test_where_a_photo_was_taken_is_gone():
    """Rule 20."""
    exif = Image.Exif()
    exif[0x010F] = "Phone maker"
    exif[GPS] = {1: "N", LATITUDE: (53.0, 32.0, 0.0)}

    kept = opened(photos.cleaned(upload(exif=exif)))

    assert not kept.getexif()
    assert "exif" not in kept.info


def test_a_photo_is_kept_upright():
    exif = Image.Exif()
    exif[ORIENTATION] = TURNED_RIGHT

    kept = opened(photos.cleaned(upload(size=(40, 20), exif=exif)))

    assert kept.size == (20, 40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_what_phones_send_is_kept_as_jpeg(kind):
    assert opened(photos.cleaned(upload(kind=kind))).format == "JPEG"


def test_a_large_photo_is_made_smaller():
    assert opened(photos.cleaned(upload(size=(4000, 1000)))).size == (2000, 500)


def test_what_is_transparent_becomes_white():
    kept = opened(photos.cleaned(upload(kind="PNG", mode="RGBA", colour=(0, 0, 0, 0))))

    assert kept.getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("kind", ["GIF", "TIFF", "BMP"])
def test_other_pictures_are_refused_with_a_sentence(kind):
    with pytest.raises(NotAPhoto, match="must be a JPEG, PNG, WebP or HEIC"):
        photos.cleaned(upload(kind=kind))


def test_a_picture_that_unpacks_to_billions_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "MOST_PIXELS", 100)

    with pytest.raises(NotAPhoto, match="too many pixels"):
        photos.cleaned(upload())


def test_a_photo_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(photos, "LARGEST_UPLOAD", 10)

    with pytest.raises(NotAPhoto, match="smaller than"):
        photos.cleaned(upload())


@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n", b"RIFF\x00\x00\x00\x00WEBP"]),
)
def test_no_bytes_do_worse_than_a_refusal(body, start):
    with suppress(NotAPhoto):
        photos.cleaned(SimpleUploadedFile("x.jpg", start + body))


@given(st.integers(0, 800), st.binary(min_size=1, max_size=8))
def test_a_damaged_photo_does_no_worse_than_a_refusal(at, bytes_):
    whole = upload(size=(60, 60)).read()
    damaged = whole[:at] + bytes_ + whole[at + len(bytes_) :]

    with suppress(NotAPhoto):
        photos.cleaned(SimpleUploadedFile("x.jpg", damaged))
