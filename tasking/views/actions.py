"""The list of actions, the page of each, and the files that belong to it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pact.accounts.models import Agency, Permission, User
from pact.core.refusals import Refused
from priorities.models import Priority
from tasking import actions, forms, queries, rules
from tasking.models import Action
from tasking.views.choices import choices

A_PAGE = 25


@login_required
@require_safe
def action_list(request):
    user, today = request.user, timezone.localdate()
    visible = Action.objects.visible_to(user)
    whose = queries.whose(user)
    filters = forms.ActionFilter(
        request.GET,
        whose=whose,
        wards=user.wards(Permission.SEE_CYCLE).order_by("name", "pk"),
        agencies=Agency.objects.filter(pk__in=visible.values("agency")).order_by("name", "pk"),
        owners=User.objects.filter(pk__in=visible.values("owner")),
    )
    chosen = {"whose": whose[0][0]} | filters.chosen()
    found = queries.found(visible, user=user, today=today, **chosen)
    page = Paginator(found.order_by("due_on", "pk"), A_PAGE).get_page(request.GET.get("page"))
    rows = [queries.row(action, today) for action in page.object_list]
    return render(
        request,
        "tasking/action_list.html",
        {
            "filters": filters,
            "page": page,
            "colours": queries.colours(visible, user=user, today=today, **chosen),
            "cards": [{"row": row, "choices": choices(user, row.action)} for row in rows],
            "is_mine": chosen["whose"] == "mine",
            "owner": chosen.get("owner"),
        },
    )


@login_required
@require_safe
def action(request, pk):
    user, today = request.user, timezone.localdate()
    action = get_object_or_404(Action.objects.visible_to(user).for_display(), pk=pk)
    return render(
        request,
        "tasking/action.html",
        {
            "action": action,
            "row": queries.row(action, today),
            "facts": queries.facts(action, sees_cycle=user.can(Permission.SEE_CYCLE, within=action.ward)),
            "choices": choices(user, action),
            "timeline": queries.timeline(action),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def new_action(request, pk):
    priority = get_object_or_404(Priority.objects.visible_to(request.user).for_display(), pk=pk)
    if not rules.may_manage(request.user, priority.ward):
        raise PermissionDenied

    form = forms.ActionForm(
        request.POST or None, owners=rules.owners_within(priority.ward), carried=queries.carried_over(priority)
    )
    form.cancel_href = priority.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.create(priority, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{made.owner} now owns “{made}” and has been told.")
            return redirect(made)

    obstacles = rules.obstacles_to_tasking(priority)
    context = {"priority": priority, "form": form, "obstacles": obstacles}
    return render(request, "tasking/new_action.html", context)


@login_required
@require_safe
def evidence(request, pk):
    """The photo or document with which its owner said that it was done."""
    action = get_object_or_404(Action.objects.visible_to(request.user).select_related("completion"), pk=pk)
    if not (action.is_done and action.completion.evidence):
        raise Http404
    return _file(action.completion.evidence)


@login_required
@require_safe
def photo(request, pk, note):
    action = get_object_or_404(Action.objects.visible_to(request.user), pk=pk)
    note = get_object_or_404(action.notes.exclude(photo=""), pk=note)
    return _file(note.photo)


@login_required
@require_safe
def former_evidence(request, pk, send_back):
    """What had been offered as evidence before the action was sent back."""
    action = get_object_or_404(Action.objects.visible_to(request.user), pk=pk)
    return _file(get_object_or_404(action.send_backs.exclude(evidence=""), pk=send_back).evidence)


def _file(stored):
    """The file itself, as what we made it: a JPEG is shown, a PDF is saved and never opened inside our pages."""
    try:
        opened = stored.open()
    except FileNotFoundError as error:
        raise Http404 from error
    is_picture = stored.name.endswith(".jpg")
    answer = FileResponse(
        opened,
        as_attachment=not is_picture,
        filename="photo.jpg" if is_picture else "evidence.pdf",
        content_type="image/jpeg" if is_picture else "application/pdf",
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
