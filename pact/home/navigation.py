"""The menu: which pages a person is offered, in the order of the cycle. The only place that decides it."""

from django.urls import reverse

from pact.accounts.models import Permission as P

PROFILES = (
    *("/profiles/", "/areas/", "/hot-spots/", "/suggested-areas/", "/indicators/", "/consultations/"),
    *("/council-priorities/", "/datasets/", "/uploads/", "/places/"),
)
# Text, URL name, the permissions of which one is enough, and the first parts of the addresses that belong to it.
ITEMS = [
    ("Board", "home:board", None, ("/board/", "/activity/", "/casework/")),
    ("Profiles", "profiles:overview", {P.SEE_CYCLE}, PROFILES),
    (
        "Engagement",
        "engagement:engagement_list",
        {P.SEE_CYCLE},
        ("/engagements/", "/interviews/", "/walkabouts/", "/concerns/", "/techniques/"),
    ),
    ("Priorities", "priorities:priority_list", {P.SEE_CYCLE}, ("/priorities/",)),
    ("Actions", "tasking:action_list", {P.SEE_CYCLE}, ("/actions/",)),
    ("Reviews", "scrutiny:review_list", {P.SEE_CYCLE}, ("/reviews/", "/recommendations/")),
    ("Newsletters", "feedback:newsletter_list", {P.SEE_CYCLE, P.PRINT_NEWSLETTER}, ("/newsletters/", "/print-runs/")),
    ("Meetings", "meetings:meeting_list", {P.SEE_CYCLE}, ("/meetings/", "/agenda-items/", "/calendar/")),
    ("PACTs", "cycles:pact_list", {P.SEE_CYCLE}, ("/pacts/", "/cycles/")),
    ("People", "accounts:people", {P.MANAGE_PEOPLE}, ("/people/", "/agencies/", "/permissions/")),
    ("Issue types", "taxonomy:issue_types", {P.MANAGE_WORDS}, ("/issue-types/", "/themes/")),
    ("Trail", "audit:trail", {P.READ_TRAIL}, ("/trail/",)),
]


def navigation(request):
    """`navigation`, a list of (text, href, is_current) for whoever is signed in; empty for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"navigation": []}
    return {
        "navigation": [
            (text, reverse(name), request.path.startswith(addresses))
            for text, name, permissions, addresses in ITEMS
            if permissions is None or any(user.can(permission) for permission in permissions)
        ]
    }
