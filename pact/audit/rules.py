"""Who may read the trail. Nothing in the house decides anything by what stands in it."""

# People and their permissions live a floor above, so this is the permission's own wording; a test holds both together.
READ_TRAIL = "read and export the trail"


def may_read(user):
    return user.can(READ_TRAIL)
