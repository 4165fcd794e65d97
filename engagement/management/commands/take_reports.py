"""Take a file of the council's reporting system into a cycle: say what would be taken, then, if told to, take it."""

from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from engagement import actions
from pact.accounts.models import User
from pact.core.refusals import Refused
from pact.cycles.models import Cycle


class Command(BaseCommand):
    help = "Show what a file of reports would add to a cycle; with --apply, take it. Doing it twice adds nothing."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="CSV, JSON or XLSX, as Open311 or FixMyStreet give it")
        parser.add_argument("--cycle", type=int, required=True, help="the number in the address of the cycle's page")
        parser.add_argument("--system", default="FixMyStreet", help="whose numbers the reports carry")
        parser.add_argument("--by", metavar="EMAIL", required=True, help="who takes them, for the trail")
        parser.add_argument("--only-whole", action="store_true", help="take nothing if one row is refused")
        parser.add_argument("--apply", action="store_true", help="take the reports after showing the counts")

    def handle(self, *, file, cycle, system, by, only_whole, apply, **options):
        person = User.objects.filter(email__iexact=by).first()
        found = Cycle.objects.filter(pk=cycle).select_related("pact__ward").first()
        if person is None or found is None or not file.is_file():
            missing = (
                "person of that address" if person is None else "cycle of that number" if found is None else "file"
            )
            raise CommandError(f"There is no such {missing}.")
        try:
            self._take(file, found, system, person, only_whole=only_whole, apply=apply)
        except Refused as refusal:
            raise CommandError("\n".join(refusal.reasons)) from None

    def _take(self, file, cycle, system, person, *, only_whole, apply):
        now = timezone.now()
        with file.open("rb") as stream:
            kept = actions.receive_file(cycle, file=File(stream, name=file.name), system=system, by=person, at=now)
        if kept.state != kept.State.CHECKED:
            self.stdout.write(f"This file was taken before: {kept.counts}")
            return
        read, counts = actions.look_through(kept, today=timezone.localdate(now))
        self.stdout.write(", ".join(f"{name} {count}" for name, count in counts.items()))
        for fault in read.faults:
            self.stdout.write(f"row {fault.row}: {fault.reason}")
        if not apply:
            actions.throw_away(kept, by=person, at=now)
            return
        kept = actions.ask_to_take(kept, only_whole=only_whole, by=person, at=now)
        actions.take_reports(kept, by=person, at=now)
        self.stdout.write("Taken.")
