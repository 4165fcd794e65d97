"""Load a borough from its manifest: say what would change, then, if told to, change it."""

import csv
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from pact.accounts.models import User
from pact.core.refusals import Refused
from profiles.actions import loading
from profiles.loading import manifest as manifests
from profiles.loading import outcomes

MOST_LINES = 8


class Command(BaseCommand):
    help = "Show what loading a borough's files would change; with --apply, load them. Doing it twice changes nothing."

    def add_arguments(self, parser):
        parser.add_argument("manifest", type=Path, help="the borough's manifest, such as boroughs/wigan.toml")
        parser.add_argument("--data", type=Path, required=True, help="the folder that the manifest's paths begin at")
        parser.add_argument("--apply", action="store_true", help="load the files after showing the plan")
        parser.add_argument("--yes", action="store_true", help="do not ask before applying")
        parser.add_argument("--again", action="append", default=[], metavar="TITLE", help="load a withdrawn file again")
        parser.add_argument("--report", type=Path, help="write every row that is not taken to this CSV file")
        parser.add_argument("--by", metavar="EMAIL", help="who loads, for the trail; without it, PACT itself")

    def handle(self, *, manifest, data, apply, yes, again, report, by, **options):
        if not data.is_dir():
            raise CommandError(f"There is no folder {data}.")
        borough = self._manifest(manifest)
        how = {"again": frozenset(again), "by": self._person(by), "at": timezone.now()}

        self.stdout.write(self.style.MIGRATE_HEADING(f"{borough.name}: what would change"))
        plan = loading.plan(borough, data, **how)
        self._show(plan)
        found = plan
        if apply and not any(outcome.state in {outcomes.NEW, outcomes.REPLACED} for outcome in plan):
            self.stdout.write("There is nothing to apply.")
        elif apply and (yes or self._agreed()):
            self.stdout.write(self.style.MIGRATE_HEADING(f"{borough.name}: applying"))
            found = []
            for outcome in loading.load(borough, data, **how):
                found.append(outcome)
                self._show([outcome])
        elif not apply:
            self.stdout.write("Nothing has been changed. Add --apply to load this.")
        if report:
            self._report(report, found)
        if refused := [outcome.title for outcome in found if outcome.state == outcomes.REFUSED]:
            raise CommandError(f"Not loaded: {', '.join(refused)}.")

    def _manifest(self, path):
        try:
            return manifests.read(path)
        except Refused as refusal:
            raise CommandError("\n".join([f"{path.name} needs correcting:", *refusal.reasons])) from None

    def _person(self, email):
        if email is None:
            return None
        person = User.objects.filter(email__iexact=email, is_active=True).first()
        if person is None:
            raise CommandError(f"Nobody signs in as {email}.")
        return person

    def _show(self, found):
        for outcome in found:
            self.stdout.write(f"  {outcomes.STATES[outcome.state]:10} {outcome.title:44} {outcome.in_words()}")
            lines = [*(f"row {fault.row}: {fault.reason}" for fault in outcome.faults), *outcome.notes]
            for line in lines[:MOST_LINES]:
                self.stdout.write(f"               {line}")
            if len(lines) > MOST_LINES:
                self.stdout.write(f"               and {len(lines) - MOST_LINES} more; --report lists every row.")

    def _agreed(self):
        try:
            return input("Load this? [y/N] ").strip().lower() in {"y", "yes"}
        except EOFError:
            raise CommandError("Nobody is there to ask. Add --yes to load without asking.") from None

    def _report(self, path, found):
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["File", "Row", "Reason"])
            for outcome in found:
                writer.writerows([outcome.title, "", reason] for reason in outcome.reasons)
                writer.writerows([outcome.title, fault.row, fault.reason] for fault in outcome.not_taken())
        self.stdout.write(f"Every row that is not taken is listed in {path}.")
