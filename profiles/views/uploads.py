"""A file is sent, described, checked, loaded, and followed on the way."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from pact.accounts.models import Permission
from pact.core import spreadsheets
from pact.core.dates import moment
from pact.core.refusals import Refused
from pact.taxonomy.models import IssueType
from profiles import forms, queries, rules
from profiles.actions import uploads
from profiles.loading import manifest as manifests
from profiles.loading.mapping import READINGS
from profiles.models import Upload

PAGE = 25
COLUMNS = [{"text": "File"}, {"text": "Borough"}, {"text": "Sent"}, {"text": "By"}, {"text": "State"}]


@login_required
@require_safe
def upload_list(request):
    if not rules.may_load(request.user):
        raise PermissionDenied
    found = queries.uploads(Upload.objects.visible_to(request.user))
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [
        [
            {"text": str(upload), "href": upload.get_absolute_url()},
            upload.borough.name,
            moment(upload.uploaded_at),
            str(upload.uploaded_by or "PACT"),
            {"template": "components/tag.html", "text": upload.get_state_display(), "colour": upload.colour},
        ]
        for upload in page
    ]
    return render(request, "profiles/upload_list.html", {"page": page, "columns": COLUMNS, "rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def upload_file(request):
    """Choose a file. Whoever sends one that is known already is led to where that stands."""
    if not rules.may_load(request.user):
        raise PermissionDenied
    boroughs = request.user.boroughs(Permission.LOAD_DATA).order_by("name", "pk")
    form = forms.FileForm(request.POST or None, request.FILES or None, boroughs=boroughs)
    if request.method == "POST" and form.is_valid():
        now = timezone.now()
        upload = uploads.receive(**form.cleaned_data, by=request.user, at=now)
        if upload.uploaded_at != now:
            messages.info(request, "This file was sent before. Here is where it stands.")
        return redirect("profiles:upload_description" if not upload.entry else "profiles:upload", upload.pk)
    return render(request, "profiles/upload_file.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def upload_description(request, pk):
    """What it seems to be, to be corrected; and its first rows as they are understood with what is said now."""
    upload = _upload_for(request.user, pk)
    asked = request.GET.get("reading", "")
    try:
        guess = queries.guess(upload, asked if asked in READINGS else "", chosen=_chosen(request.POST))
    except Refused as refusal:
        return render(request, "profiles/upload_description.html", {"upload": upload, "obstacles": refusal.reasons})

    form = _description_form(request, upload, guess)
    is_check = request.method == "POST" and "preview" not in request.POST
    if request.method == "POST" and form.is_valid() and is_check:
        try:
            said = {"entry": form.entry, "indicators": form.indicators, "headings": guess.headings}
            how = {"by": request.user, "at": timezone.now()}
            uploads.describe(upload, **said, edition=form.cleaned_data["edition"], **how)
            uploads.check(upload, **how)
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return redirect(upload)
    context = {
        "upload": upload,
        "form": form,
        "guess": guess,
        "other_reading": forms.ReadingForm(initial={"reading": guess.reading.key}),
        "sources": form.sources,
        **_first_rows(upload, form),
    }
    return render(request, "profiles/upload_description.html", context)


def _chosen(data):
    """{number of the column: choice} as it was sent."""
    numbers = {name: name.removeprefix("column_") for name in data if name.startswith("column_")}
    return {int(number): data[name] for name, number in numbers.items() if number.isascii() and number.isdecimal()}


def _description_form(request, upload, guess):
    return forms.DescriptionForm(
        request.POST or None,
        guess=guess,
        known=queries.described(),
        issue_types=IssueType.objects.in_use().order_by("name").values_list("code", "name"),
        sources=queries.sources_of(request.user.boroughs(Permission.LOAD_DATA)),
        initial={"edition": upload.edition},
    )


def _first_rows(upload, form):
    """The preview, as far as the description can be understood yet."""
    file, entry = form.understood()
    if file is None:
        return {}
    try:
        return {"preview": queries.preview(upload, file, entry, form.offered)}
    except Refused as refusal:
        return {"no_preview": refusal.reasons}


@login_required
@never_cache
@require_safe
def upload(request, pk):
    """How a file stands. htmx asks for its progress alone, and for the rest of the page once that is over."""
    upload = _upload_for(request.user, pk)
    if request.htmx and upload.is_busy:
        return render(request, "profiles/_upload_progress.html", _progress(upload))
    context = _standing(request, upload)
    if request.htmx:
        return retarget(reswap(render(request, "profiles/_upload.html", context), "innerHTML"), "#upload")
    return render(request, "profiles/upload.html", context)


def _progress(upload):
    percent = uploads.percent_of(upload)
    return {"upload": upload, "percent": percent, "percent_words": f"{percent}%"}


def _standing(request, upload, form=None):
    context = {"facts": queries.upload_facts(upload), "form": form, **_progress(upload)}
    if upload.is_busy or not upload.counts:
        return context
    form = form or forms.ApplicationForm(initial={"edition": upload.edition, "only_whole": "no"})
    form.action = reverse("profiles:upload_application", args=[upload.pk])
    rows = (upload.dataset.refused_rows if upload.is_loaded and upload.dataset else upload.rows).order_by(
        "number", "pk"
    )
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    return context | {
        "counts": queries.upload_counts(upload),
        "reasons": queries.upload_reasons(upload),
        "reason_columns": [
            {"text": "Why"},
            {"text": "Rows", "is_number": True},
            {"text": "First in row", "is_number": True},
        ],
        "page": page,
        "columns": [{"text": "Row in the file"}, {"text": "Why it is not taken"}],
        "rows": [[str(row.number), row.reason] for row in page],
        "form": form,
    }


@login_required
@require_POST
def upload_check(request, pk):
    return _do(request, pk, uploads.check)


@login_required
@require_POST
def upload_cancellation(request, pk):
    return _do(request, pk, uploads.cancel, "Reading the file is stopped. Nothing of it was taken.")


@login_required
@require_POST
def upload_application(request, pk):
    """Load a checked file. What stands in the way is said where the question was asked."""
    upload = _upload_for(request.user, pk)
    form = forms.ApplicationForm(request.POST)
    if form.is_valid():
        try:
            uploads.apply(upload, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            return redirect(upload)
    return render(request, "profiles/upload.html", _standing(request, upload, form))


@login_required
@require_http_methods(["GET", "POST"])
def upload_removal(request, pk):
    upload = _upload_for(request.user, pk)
    obstacles = rules.obstacles_to_discarding(upload)
    if request.method == "POST":
        try:
            uploads.discard(upload, by=request.user, at=timezone.now())
        except Refused as refusal:
            obstacles = refusal.reasons
        else:
            messages.success(request, f"“{upload}” is thrown away.")
            return redirect("profiles:upload_list")
    return render(request, "profiles/upload_removal.html", {"upload": upload, "obstacles": obstacles})


@login_required
@require_safe
def upload_rows(request, pk):
    """Every row that is not taken, those of other places too, as a CSV file."""
    upload = _upload_for(request.user, pk)
    name = f"rows-not-taken-{upload.filename.partition('.')[0]}.csv"
    return spreadsheets.csv_response(name, ["Row", "Reason"], queries.upload_rows(upload))


@login_required
@require_safe
def upload_manifest(request, pk):
    """What a manifest says of this file, so that next month's can be loaded from the command line."""
    upload = _upload_for(request.user, pk)
    toml = manifests.as_toml(upload.entry, upload.indicators) if upload.entry else ""
    return render(request, "profiles/upload_manifest.html", {"upload": upload, "toml": toml})


def _do(request, pk, action, said=""):
    upload = _upload_for(request.user, pk)
    try:
        action(upload, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        if said:
            messages.success(request, said)
    return redirect(upload)


def _upload_for(user, pk):
    return get_object_or_404(Upload.objects.visible_to(user).for_display(), pk=pk)
