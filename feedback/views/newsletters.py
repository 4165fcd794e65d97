"""A newsletter from draft to the doormat."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from engagement import queries as engagement
from feedback import actions, forms, queries, rules
from feedback.models import Newsletter, PrintRun
from pact.accounts.models import Permission
from pact.core.refusals import Refused
from pact.cycles.models import Cycle
from pact.documents import actions as documents

A_PAGE = 25
PDFS = {"read": "feedback.newsletter", "print": "feedback.newsletter_print"}


@login_required
@require_safe
def newsletter_list(request):
    wards = (request.user.wards(Permission.SEE_CYCLE) | request.user.wards(Permission.PRINT_NEWSLETTER)).distinct()
    filters = forms.NewsletterFilter(request.GET, wards=wards.order_by("name", "pk"))
    newsletters = queries.newsletters(Newsletter.objects.visible_to(request.user), **filters.chosen())
    page = Paginator(newsletters, A_PAGE).get_page(request.GET.get("page"))
    to_draft = queries.cycles_to_tell_of(request.user.wards(Permission.WRITE_NEWSLETTER))[:A_PAGE]
    context = {"page": page, "filters": filters, "to_draft": to_draft}
    return render(request, "feedback/newsletter_list.html", context)


@login_required
@require_POST
def newsletter_draft(request, pk):
    """Draft the newsletter of the cycle `pk`."""
    cycle = get_object_or_404(Cycle.objects.visible_to(request.user).for_display(), pk=pk)
    if not rules.may_write(request.user, cycle.ward):
        raise PermissionDenied
    try:
        newsletter = actions.draft(cycle, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
        existing = Newsletter.objects.filter(cycle=cycle).first()
        return redirect(existing or cycle)
    messages.success(request, "A draft is written from the priorities and their actions. Read it through.")
    return redirect(newsletter)


@login_required
@require_safe
def newsletter(request, pk):
    newsletter = _newsletter_for(request.user, pk)
    user, ward = request.user, newsletter.cycle.ward
    return render(
        request,
        "feedback/newsletter.html",
        {
            "newsletter": newsletter,
            "items": queries.items(newsletter),
            "missing": rules.missing(newsletter),
            "runs": newsletter.print_runs.select_related("ordered_by").order_by("-ordered_at", "-pk"),
            "may_write": rules.may_write(user, ward) and not newsletter.is_published,
            "may_approve": rules.may_approve(user, newsletter) and newsletter.state == "Draft",
            "may_publish": rules.may_write(user, ward) and newsletter.state == "Approved",
            "may_order": rules.may_write(user, ward) and newsletter.state != "Draft",
            "may_print": rules.may_print(user, ward),
            "may_trace": user.can(Permission.SEE_CYCLE, within=ward),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def newsletter_text(request, pk):
    newsletter = _written(request.user, pk)
    texts = {name: getattr(newsletter, name) for name in forms.NewsletterForm.base_fields}
    photos = list(engagement.public_photos(newsletter.cycle.ward))
    form = forms.NewsletterForm(request.POST or None, items=queries.items(newsletter), photos=photos, initial=texts)
    form.cancel_href = newsletter.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit(
                newsletter,
                items=form.item_texts,
                photos=form.item_photos,
                **form.texts,
                by=request.user,
                at=timezone.now(),
            )
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The draft is saved. Whoever approves it reads it as it now stands.")
            return redirect(newsletter)

    context = {"newsletter": newsletter, "form": form, "quotations": queries.quotations(newsletter), "photos": photos}
    return render(request, "feedback/newsletter_text.html", context)


@login_required
@require_POST
def newsletter_missing(request, pk):
    newsletter = _written(request.user, pk)
    try:
        items = actions.add_missing_priorities(newsletter, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, f"The newsletter now has every priority of the cycle; {len(items)} came in.")
    return redirect(newsletter)


@login_required
@require_http_methods(["GET", "POST"])
def newsletter_approval(request, pk):
    newsletter = _newsletter_for(request.user, pk)
    if not rules.may_approve(request.user, newsletter):
        raise PermissionDenied
    form = forms.ApprovalForm(request.POST if request.method == "POST" else None)
    form.cancel_href = newsletter.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.approve(newsletter, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The newsletter is approved. Any change takes the approval away.")
            return redirect(newsletter)

    context = {"newsletter": newsletter, "items": queries.items(newsletter), "form": form}
    return render(request, "feedback/newsletter_approval.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def newsletter_publication(request, pk):
    newsletter = _written(request.user, pk)
    form = forms.PublicationForm(request.POST if request.method == "POST" else None)
    form.cancel_href = newsletter.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.publish(newsletter, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The newsletter is on the ward’s public page.")
            return redirect(newsletter)

    obstacles = rules.obstacles_to_publishing(newsletter, today=timezone.localdate())
    context = {"newsletter": newsletter, "form": form, "obstacles": obstacles}
    return render(request, "feedback/newsletter_publication.html", context)


@login_required
@require_safe
def newsletter_preview(request, pk):
    """The newsletter as residents will read it, with a line that says it is not out yet."""
    newsletter = _newsletter_for(request.user, pk)
    context = {"newsletter": newsletter, "ward": newsletter.cycle.ward, "items": queries.items(newsletter)}
    return render(request, "feedback/public_newsletter.html", context | {"is_preview": not newsletter.is_published})


@login_required
@require_POST
def newsletter_pdf(request, pk, kind):
    """Ask for the PDF to read ("read") or for the printer ("print")."""
    newsletter = _newsletter_for(request.user, pk)
    if kind not in PDFS:
        raise Http404
    title = f"{newsletter.title}, {'for the printer' if kind == 'print' else 'to read'}"
    return redirect(documents.ask_for(PDFS[kind], newsletter.pk, title=title, by=request.user, at=timezone.now()))


@login_required
@require_http_methods(["GET", "POST"])
def print_run(request, pk):
    newsletter = _written(request.user, pk)
    addresses = newsletter.cycle.ward.addresses or 0
    suggested = {"addresses": addresses or None, "copies": rules.copies_for(addresses, extra=50) if addresses else None}
    form = forms.PrintRunForm(request.POST or None, initial=suggested)
    form.cancel_href = newsletter.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            run = actions.order_print(newsletter, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{run.copies:,} copies are ordered, and the print unit is told.")
            return redirect(newsletter)

    return render(request, "feedback/print_run.html", {"newsletter": newsletter, "form": form})


@login_required
@require_POST
def print_run_printing(request, pk):
    run = _print_run(request.user, pk)
    actions.mark_printed(run, by=request.user, at=timezone.now())
    messages.success(request, "The run is printed.")
    return redirect(run.newsletter)


@login_required
@require_POST
def print_run_delivery(request, pk):
    run = _print_run(request.user, pk)
    try:
        actions.mark_delivered(run, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "The run is delivered to every address.")
    return redirect(run.newsletter)


def _newsletter_for(user, pk):
    newsletters = Newsletter.objects.visible_to(user).select_related(
        "cycle__pact__ward", "approval__by", "publication__by", "drafted_by"
    )
    return get_object_or_404(newsletters.prefetch_related("authors"), pk=pk)


def _written(user, pk):
    newsletter = _newsletter_for(user, pk)
    if not rules.may_write(user, newsletter.cycle.ward):
        raise PermissionDenied
    return newsletter


def _print_run(user, pk):
    runs = PrintRun.objects.filter(newsletter__in=Newsletter.objects.visible_to(user))
    run = get_object_or_404(runs.select_related("newsletter__cycle__pact__ward"), pk=pk)
    if not rules.may_print(user, run.newsletter.cycle.ward):
        raise PermissionDenied
    return run
