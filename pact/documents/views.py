"""Following a file while it is made, and fetching it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import reswap, retarget

from pact.core.refusals import Refused
from pact.documents import actions, health, queries, rules
from pact.documents.models import Document, Job

A_PAGE = 25
PDF = "application/pdf"


@login_required
@require_GET
def jobs(request):
    page = Paginator(queries.asked_for_by(request.user), A_PAGE).get_page(request.GET.get("page"))
    rows = [queries.row(job) for job in page]
    return render(request, "documents/jobs.html", {"page": page, "columns": queries.COLUMNS, "rows": rows})


@login_required
@never_cache
@require_GET
def job(request, pk):
    """How a file stands. htmx asks for its progress alone, and for the rest of the page once it is made."""
    job = _job_for(request.user, pk)
    is_unfinished = rules.is_unfinished(job)
    context = {"job": job, "is_unfinished": is_unfinished, "percent_words": f"{job.percent}%"}
    if request.htmx and is_unfinished:
        return render(request, "documents/_progress.html", context)
    if document := Document.objects.filter(job=job).select_related("job").first():
        context |= {"document": document, "facts": queries.facts(document), **_ways_to_fetch(document)}
        context["obstacles"] = rules.obstacles_to_fetching(document)
    context["may_try_again"] = not rules.obstacles_to_trying_again(job)
    if request.htmx:
        return retarget(reswap(render(request, "documents/_job.html", context), "innerHTML"), "#job")
    return render(request, "documents/job.html", context)


def _ways_to_fetch(document):
    words = f"Download ({filesizeformat(document.size)})"
    if document.content_type != PDF:
        return {"fetch_words": words}
    return {"fetch_words": words, "view_href": f"{document.get_absolute_url()}?inline"}


@login_required
@require_POST
def cancellation(request, pk):
    job = _job_for(request.user, pk)
    try:
        actions.cancel(job, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"“{job.title}” is no longer being made.")
    return redirect(job)


@login_required
@require_POST
def retry(request, pk):
    job = _job_for(request.user, pk)
    try:
        job = actions.try_again(job, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    return redirect(job)


@login_required
@require_GET
def file(request, pk):
    """The finished file itself. Where the paper is sensitive, the download is in the trail before a byte is sent."""
    job = _job_for(request.user, pk)
    document = get_object_or_404(Document.objects.select_related("job"), job=job)
    if obstacles := rules.obstacles_to_fetching(document):
        messages.error(request, " ".join(obstacles))
        return redirect(job)
    try:
        content = document.file.open("rb")
    except FileNotFoundError:
        raise Http404("The file is no longer kept.") from None
    actions.note_download(document, by=request.user, at=timezone.now())
    response = FileResponse(
        content,
        as_attachment="inline" not in request.GET or document.content_type != PDF,
        filename=document.filename,
        content_type=document.content_type,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


@never_cache
@require_GET
def healthz(request):
    """200 with what was checked, 503 naming what is down. For load balancers and people; says nothing secret."""
    state = health.state(at=timezone.now())
    down = sorted(name for name, answer in state.items() if answer != health.OK)
    if "text/plain" in request.headers.get("Accept", ""):
        lines = [f"{name}: {answer}" for name, answer in state.items()]
        return HttpResponse("\n".join([*lines, ""]), content_type="text/plain", status=503 if down else 200)
    answer = {"status": "down" if down else "ok", "down": down, "checked": state}
    return JsonResponse(answer, status=503 if down else 200)


def _job_for(user, pk):
    """The job, for those who may see what it is about: who that is, only the kind of paper knows. Others get 404."""
    job = get_object_or_404(Job, pk=pk)
    if not rules.may_see(user, job):
        raise Http404
    return job
