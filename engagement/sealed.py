"""What a device keeps for somebody, and the key by which this installation can open it too. No row, no clock.

A device seals what it holds with a key of its own (AES-GCM), and keeps that key sealed as well: once by the person's
PIN, and once by the key that is made here for this person on this device and told to nobody else. So what a device
gives out as a file can be opened here, and only what it sealed itself opens (docs/decisions/0011).
"""

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

FORMAT = 1
KINDS = ("interview", "walkabout", "transect", "finding", "call")
MOST_ITEMS = 500


class Unreadable(Exception):
    """It is no file of ours, or something in it was changed on the way."""


@dataclass(frozen=True)
class Item:
    """One form as it was filled in: the fields as pairs, and a photograph or None."""

    uuid: str
    kind: str
    on: str
    label: str
    values: list
    photo: bytes | None = None


def keys_for(person_pk, device):
    """The keys of this person on this device, in base64: the present one first, then those of former SECRET_KEYs."""
    return [b64encode(key).decode() for key in _keys(person_pk, device)]


def _keys(person_pk, device):
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    value = f"{person_pk}:{device}"
    return [salted_hmac("engagement.sealed", value, secret=key, algorithm="sha256").digest() for key in secrets]


def opened(text):
    """`(pk of the person, [Item])` of a file that a device gave out, in the order in which they were made."""
    try:
        file = json.loads(text)
        person, device = int(file["person"]), str(UUID(file["device"]))
        if file["pact_field"] != FORMAT or len(file["items"]) > MOST_ITEMS:
            raise Unreadable
        key = AESGCM(_first_that_opens(_keys(person, device), file["key"]))
        return person, [_item(key, sealed) for sealed in file["items"]]
    except (ValueError, KeyError, TypeError, AttributeError, InvalidTag, RecursionError, OverflowError) as error:
        raise Unreadable from error


def _first_that_opens(keys, sealed):
    for key in keys:
        try:
            return _open(AESGCM(key), sealed, "key")
        except InvalidTag:
            continue
    raise Unreadable


def _item(key, sealed):
    uuid = str(UUID(sealed["uuid"]))
    kept = json.loads(_open(key, sealed["sealed"], uuid))
    if kept["kind"] not in KINDS:
        raise Unreadable
    photo = _open(key, sealed["photo"], f"{uuid}:photo") if sealed.get("photo") else None
    values = [(str(name), str(value)) for name, value in kept["values"]]
    # What it is and where it belongs is read from inside the seal: what stands outside could have been changed.
    return Item(uuid, kept["kind"], str(kept["on"]), str(kept["label"]), values, photo)


def _open(key, sealed, name):
    """What was sealed under this name: an item's seal does not open as another's."""
    return key.decrypt(b64decode(sealed["iv"]), b64decode(sealed["data"]), name.encode())
