from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.core.refusals import Refused
from pact.taxonomy import actions, forms, queries, rules
from pact.taxonomy.models import IssueType, Theme

PAGE = 50
ISSUE_TYPES = [
    {"text": "Issue type"},
    {"text": "Code"},
    {"text": "Strand"},
    {"text": "Leads"},
    {"text": "First response"},
    {"text": "State"},
]
THEMES = [{"text": "Theme"}, {"text": "Place in the list", "is_number": True}, {"text": "State"}]


@login_required
@require_safe
def issue_types(request):
    may_edit = _may_edit(request.user)
    page = Paginator(queries.issue_types(), PAGE).get_page(request.GET.get("page"))
    rows = [_issue_type_row(issue_type, may_edit) for issue_type in page]
    context = {
        "parts": _parts("issue_types"),
        "page": page,
        "columns": ISSUE_TYPES,
        "rows": rows,
        "may_edit": may_edit,
    }
    return render(request, "taxonomy/issue_types.html", context)


def _issue_type_row(issue_type, may_edit):
    return [
        {"text": issue_type.name, "href": issue_type.get_absolute_url()} if may_edit else issue_type.name,
        issue_type.code,
        issue_type.get_strand_display(),
        issue_type.lead_agency or f"{issue_type.lead_service} (no agency yet)",
        issue_type.target,
        _state(issue_type),
    ]


def _state(thing):
    if thing.retired_at:
        return {"template": "components/tag.html", "text": "Retired", "colour": "grey"}
    return {"template": "components/tag.html", "text": "Current", "colour": "green"}


@login_required
@require_http_methods(["GET", "POST"])
def issue_type_new(request):
    _require_editor(request.user)

    form = forms.NewIssueTypeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            issue_type = actions.add_issue_type(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{issue_type} is on the list of issue types.")
            return redirect("taxonomy:issue_types")

    return render(request, "taxonomy/issue_type_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def issue_type(request, pk):
    _require_editor(request.user)
    issue_type = get_object_or_404(IssueType, pk=pk)

    initial = {field: getattr(issue_type, field) for field in forms.IssueTypeForm.base_fields}
    form = forms.IssueTypeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            issue_type = actions.edit_issue_type(issue_type, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("name", refusal.reasons)
        else:
            messages.success(request, f"{issue_type} is saved.")
            return redirect("taxonomy:issue_types")

    return render(request, "taxonomy/issue_type.html", {"issue_type": issue_type, "form": form})


@login_required
@require_safe
def themes(request):
    may_edit = _may_edit(request.user)
    page = Paginator(queries.themes(), PAGE).get_page(request.GET.get("page"))
    rows = [
        [
            {"text": theme.name, "href": theme.get_absolute_url()} if may_edit else theme.name,
            theme.position,
            _state(theme),
        ]
        for theme in page
    ]
    context = {"parts": _parts("themes"), "page": page, "columns": THEMES, "rows": rows, "may_edit": may_edit}
    return render(request, "taxonomy/themes.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def theme_new(request):
    _require_editor(request.user)

    form = forms.NewThemeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            theme = actions.add_theme(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("name", refusal.reasons)
        else:
            messages.success(request, f"{theme} is on the list of themes.")
            return redirect("taxonomy:themes")

    return render(request, "taxonomy/theme_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def theme(request, pk):
    _require_editor(request.user)
    theme = get_object_or_404(Theme, pk=pk)

    form = forms.ThemeForm(request.POST or None, initial={"name": theme.name, "position": theme.position})
    if request.method == "POST" and form.is_valid():
        try:
            theme = actions.edit_theme(theme, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("name", refusal.reasons)
        else:
            messages.success(request, f"{theme} is saved.")
            return redirect("taxonomy:themes")

    return render(request, "taxonomy/theme.html", {"theme": theme, "form": form})


@login_required
@require_POST
def issue_type_retirement(request, pk):
    return _retirement(request, get_object_or_404(IssueType, pk=pk), "taxonomy:issue_types")


@login_required
@require_POST
def theme_retirement(request, pk):
    return _retirement(request, get_object_or_404(Theme, pk=pk), "taxonomy:themes")


def _retirement(request, thing, back_to):
    """One button that retires what is in use and brings back what is retired, as it says on it."""
    _require_editor(request.user)
    wanted = request.POST.get("state")
    try:
        if wanted == "retired":
            actions.retire(thing, by=request.user, at=timezone.now())
            messages.success(request, f"{thing} is retired. What bears it keeps it.")
        elif wanted == "in use":
            actions.bring_back(thing, by=request.user, at=timezone.now())
            messages.success(request, f"{thing} is in use again.")
        else:
            raise Http404
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(back_to)


def _parts(current):
    """The two lists side by side; `current` is the URL name of this one."""
    pages = [("Issue types", "issue_types"), ("Themes", "themes")]
    return [(text, reverse(f"taxonomy:{name}"), name == current) for text, name in pages]


def _may_edit(user):
    """Whether this person may edit the words as well as read them."""
    if rules.may_edit_words(user):
        return True
    if rules.may_see_words(user):
        return False
    raise PermissionDenied


def _require_editor(user):
    if not rules.may_edit_words(user):
        raise PermissionDenied
