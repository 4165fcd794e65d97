from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pact.accounts import actions, forms, queries, rules
from pact.accounts.models import Agency
from pact.accounts.views.parts import parts
from pact.core.refusals import Refused
from pact.core.wording import counted

PAGE = 50


@login_required
@require_safe
def agencies(request):
    if not rules.may_see_agencies(request.user):
        raise PermissionDenied

    form = forms.AgencyFilter(request.GET)
    page = Paginator(queries.agencies(**form.chosen()), PAGE).get_page(request.GET.get("page"))
    context = {
        "parts": parts(request.user, "agencies"),
        "filter": form,
        "page": page,
        "count": counted(page.paginator.count, "agency,agencies"),
        "columns": AGENCIES,
        "rows": [_row(agency) for agency in page],
        "may_edit": rules.may_edit_agencies(request.user),
    }
    return render(request, "accounts/agencies.html", context)


AGENCIES = [
    {"text": "Agency"},
    {"text": "Kind"},
    {"text": "Point of contact"},
    {"text": "Telephone"},
    {"text": "People", "is_number": True},
]


def _row(agency):
    return [
        {"text": agency.name, "href": agency.get_absolute_url()},
        agency.get_kind_display(),
        agency.point_of_contact or "Nobody yet",
        agency.public_phone,
        agency.people,
    ]


@login_required
@require_safe
def agency(request, slug):
    agency = _agency_for(request.user, slug)
    people = [[held.person.name, held.get_role_display(), str(held.place)] for held in queries.roles_for(agency)]
    context = {
        "agency": agency,
        "facts": [
            {"key": "Point of contact", "value": agency.point_of_contact},
            {"key": "Telephone for the public", "value": agency.public_phone},
            {"key": "E-mail for the public", "value": agency.public_email},
        ],
        "people": people,
        "columns": [{"text": "Name"}, {"text": "Role"}, {"text": "Where"}],
        "may_edit": rules.may_edit_agencies(request.user),
    }
    return render(request, "accounts/agency.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def agency_new(request):
    if not rules.may_edit_agencies(request.user):
        raise PermissionDenied

    form = forms.NewAgencyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            agency = actions.add_agency(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error("name", refusal.reasons)
        else:
            messages.success(request, f"{agency} is on the list of agencies.")
            return redirect(agency)

    return render(request, "accounts/agency_new.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def agency_details(request, slug):
    agency = _agency_for(request.user, slug)
    if not rules.may_edit_agencies(request.user):
        raise PermissionDenied

    fields = ("name", "kind", "public_phone", "public_email", "point_of_contact")
    initial = {field: getattr(agency, field) for field in fields}
    form = forms.AgencyForm(request.POST or None, initial=initial, people=queries.people_of(agency))
    if request.method == "POST" and form.is_valid():
        try:
            actions.edit_agency(agency, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, "The details are saved.")
            return redirect(agency)

    return render(request, "accounts/agency_details.html", {"agency": agency, "form": form})


def _agency_for(user, slug):
    if not rules.may_see_agencies(user):
        raise PermissionDenied
    return get_object_or_404(Agency.objects.select_related("point_of_contact"), slug=slug)
