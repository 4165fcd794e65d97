"""What stands in the way of a new line of the menu, or of a new group that it speaks of."""

from engagement.models import Group, Technique


def obstacles_to_naming_a_technique(name):
    return (
        ["There is a technique of this name already."] if Technique.objects.filter(name__iexact=name).exists() else []
    )


def obstacles_to_naming_a_group(name):
    return ["There is a group of this name already."] if Group.objects.filter(name__iexact=name).exists() else []
