"""On paper: sheets to print for interviews and walks, and the page on which a whole walk is typed in."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import actions, forms, papers, rules
from engagement.views.common import engagement_for, issue_types, walkabout_for
from pact.core.refusals import Refused
from pact.documents import actions as documents


@login_required
@require_safe
def walk_on_paper(request, pk):
    engagement = _recorded(request.user, pk)
    context = {"engagement": engagement, "obstacles": rules.obstacles_to_recording(engagement)}
    return render(request, "engagement/walk_on_paper.html", context)


@login_required
@require_POST
def walk_sheet(request, pk):
    """The empty sheet as a PDF: for adults, or with `sheet=faces` for children."""
    engagement = _recorded(request.user, pk)
    with_faces = request.POST.get("sheet") == "faces"
    name, title = (papers.FACES, "Children’s walk sheet") if with_faces else (papers.WALK, "Walk sheet")
    at = timezone.now()
    return redirect(documents.ask_for(name, engagement.pk, title=f"{title}: {engagement}", by=request.user, at=at))


@login_required
@require_POST
def interview_sheet(request, pk):
    """The empty interview as a PDF. It is typed in on the ordinary page of an interview."""
    engagement = engagement_for(request.user, pk)
    if not rules.may_record(request.user, engagement):
        raise PermissionDenied
    if not engagement.technique.asks_people:
        raise Http404("Nobody is interviewed in this engagement.")
    at, title = timezone.now(), f"Interview sheet: {engagement}"
    return redirect(documents.ask_for(papers.INTERVIEW, engagement.pk, title=title, by=request.user, at=at))


@login_required
@require_http_methods(["GET", "POST"])
def typed_sheet(request, pk):
    return _typed(request, pk, forms.SheetForm, "A walk from paper")


@login_required
@require_http_methods(["GET", "POST"])
def typed_faces(request, pk):
    return _typed(request, pk, forms.FacesForm, "A children’s walk from paper")


@login_required
@require_POST
def walk_report(request, pk):
    """A recorded walk as a PDF for the group that walked it."""
    walkabout = walkabout_for(request.user, pk)
    at = timezone.now()
    return redirect(documents.ask_for(papers.REPORT, walkabout.pk, title=str(walkabout), by=request.user, at=at))


def _typed(request, pk, form_class, title):
    engagement = _recorded(request.user, pk)
    now = timezone.localtime()
    form = form_class(
        request.POST or None,
        request.FILES or None,
        engagement=engagement,
        issue_types=issue_types(),
        today=now.date(),
        now=now.time(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            walkabout = actions.record_sheet(engagement, **form.sheet(), by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The sheet is kept. It counts as a walk recorded on the way does.")
            return redirect(walkabout)

    obstacles = rules.obstacles_to_recording(engagement)
    context = {"form": form, "engagement": engagement, "title": title, "obstacles": obstacles}
    return render(request, "engagement/typed_sheet.html", context)


def _recorded(user, pk):
    engagement = engagement_for(user, pk)
    if not rules.may_record(user, engagement):
        raise PermissionDenied
    if not engagement.technique.walks:
        raise Http404("There is no walk in this engagement.")
    return engagement
