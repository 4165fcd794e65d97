from itertools import count

from pact.taxonomy.models import IssueType

numbers = count(1)


def issue_type(name="Litter", **fields):
    number = next(numbers)
    return IssueType.objects.create(
        **{"code": f"{number:03}", "name": f"{name} {number}", "strand": "C", "lead_service": "Street cleansing"}
        | fields
    )
