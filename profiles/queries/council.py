"""What the community puts first beside what the council and others put first, and where they do not meet (T29, C2)."""

from dataclasses import dataclass, field

from django.db.models import Q

from profiles.models import CouncilPriority

Owner = CouncilPriority.Owner


@dataclass(frozen=True)
class Level:
    """Somebody's priorities beside what people said.

    `shared` are issue types that both name; `lacking` those that people named and no priority is about; `unheard`
    [title, source] of priorities about issue types that nobody here named; `tensions` [title, words] that were noted;
    `recorded` how many priorities there are, and `titles` [title, source] of each; a profile frozen before those were
    kept has none.
    """

    name: str = ""
    recorded: int = 0
    lacking: list = field(default_factory=list)
    unheard: list = field(default_factory=list)
    shared: list = field(default_factory=list)
    tensions: list = field(default_factory=list)
    titles: list = field(default_factory=list)


@dataclass(frozen=True)
class Mismatch(Level):
    """That of the council itself, with `others`: a `Level` for each of the others whose priorities are recorded."""

    others: list = field(default_factory=list)

    @property
    def noted(self):
        """[(whose, title, words)] of all tensions that were noted."""
        return [(level.name, *each) for level in (self, *self.others) for each in level.tensions]

    @classmethod
    def from_json(cls, frozen):
        """As a profile froze it, perhaps before there were any others."""
        return cls(**frozen | {"others": [Level(**each) for each in frozen.get("others", [])]})


def mismatch(borough_pk, said, *, today):
    """The `Mismatch` between what people said (`SaidRow`s) and everybody's plans. Two queries."""
    holding = CouncilPriority.objects.on(today).filter(borough=borough_pk)
    recorded = list(holding.prefetch_related("issue_types").order_by("title", "pk"))
    named = {row.code: row.issue for row in said}
    of = {owner: [each for each in recorded if each.owner == owner] for owner in Owner.values}
    others = [Level(**_beside(of[owner], named, Owner(owner).label)) for owner in Owner.values if owner != "council"]
    own = _beside(of[Owner.COUNCIL], named, Owner.COUNCIL.label)
    return Mismatch(**own, others=[level for level in others if level.recorded])


def _beside(priorities, named, name):
    """The facts of a `Level`; none where nothing is recorded, because then nothing can be said."""
    if not priorities:
        return {}
    about = {priority.pk: {kind.code for kind in priority.issue_types.all()} for priority in priorities}
    covered = set().union(*about.values())
    return {
        "name": name,
        "recorded": len(priorities),
        "titles": [[p.title, p.source] for p in priorities],
        "lacking": sorted(issue for code, issue in named.items() if code not in covered),
        "shared": sorted(issue for code, issue in named.items() if code in covered),
        # Without issue types it can be held beside nothing.
        "unheard": [[p.title, p.source] for p in priorities if about[p.pk] and not about[p.pk] & set(named)],
        "tensions": [[p.title, p.tension] for p in priorities if p.tension],
    }


def lacks(borough_pk, issue_type, *, today):
    """Whether the council has recorded what it puts first, and none of it is about this issue type. Two queries."""
    holding = CouncilPriority.objects.on(today).filter(borough=borough_pk, owner=Owner.COUNCIL)
    return holding.exists() and not holding.filter(issue_types=issue_type).exists()


def also_put_first(borough_pk, issue_type, *, today):
    """Everybody's priorities about this issue type, the council's first: where they and a local one overlap (C2)."""
    holding = CouncilPriority.objects.on(today).filter(borough=borough_pk, issue_types=issue_type)
    return sorted(holding, key=lambda each: (Owner.values.index(each.owner), each.title, each.pk))


def council_priorities(visible, *, q="", owner="", state="in use"):
    """With these words, of this owner and in a state ("in use", "withdrawn"), by title."""
    if q:
        visible = visible.filter(Q(title__icontains=q) | Q(source__icontains=q))
    if owner:
        visible = visible.filter(owner=owner)
    rows = visible.filter(withdrawn_at__isnull=state == "in use").select_related("borough", "theme")
    return rows.prefetch_related("issue_types").order_by("title", "pk")
