import string
from itertools import count

from pact.taxonomy.models import IssueType

numbers = count(1)


DIGITS = string.digits + string.ascii_uppercase


def issue_type(name="Litter", **fields):
    number = next(numbers)
    return IssueType.objects.create(
        **{"code": _code(number), "name": f"{name} {number}", "strand": "C", "lead_service": "Street cleansing"}
        | fields
    )


def _code(number):
    """Three characters, the first a figure: the handbook’s codes begin with a letter, and a process makes thousands."""
    first, rest = divmod(number, 36 * 36)
    return f"{first}{DIGITS[rest // 36]}{DIGITS[rest % 36]}"
