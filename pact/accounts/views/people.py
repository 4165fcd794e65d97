"""The administrator's pages: whom they may see is `visible_to`, so others' people are not found."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.accounts import actions, forms, queries, rules
from pact.accounts.models import Membership, User
from pact.accounts.views.parts import parts
from pact.core import dates
from pact.core.refusals import Refused
from pact.core.wording import counted

PAGE = 50


@login_required
@require_safe
def people(request):
    if not rules.may_manage_people(request.user):
        raise PermissionDenied

    places = _places(request.user)
    form = forms.PeopleFilter(request.GET, places=places)
    page = Paginator(queries.people(request.user, **form.chosen()), PAGE).get_page(request.GET.get("page"))
    context = {
        "parts": parts(request.user, "people"),
        "filter": form,
        "page": page,
        "count": counted(page.paginator.count, "person,people"),
        "columns": PEOPLE,
        "rows": _rows(page),
    }
    return render(request, "accounts/people.html", context)


PEOPLE = [{"text": "Name"}, {"text": "E-mail"}, {"text": "Roles"}, {"text": "State"}]


def _rows(page):
    return [
        [
            {"text": person.name, "href": person.get_absolute_url()},
            person.email,
            "; ".join(membership.in_words for membership in person.current_roles),
            {"template": "components/tag.html"} | _state(person),
        ]
        for person in page
    ]


def _state(person):
    if not person.is_active:
        return {"text": "Left", "colour": "grey"}
    if person.is_invited:
        return {"text": "Invited", "colour": "blue"}
    return {"text": "Active", "colour": "green"}


@login_required
@require_http_methods(["GET", "POST"])
def invitation(request):
    if not rules.may_manage_people(request.user):
        raise PermissionDenied

    form = forms.InvitationForm(request.POST or None, places=_places(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            invited = actions.invite(**form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{invited} has the role, and is on the list.")
            return redirect(invited)

    return render(request, "accounts/invitation.html", {"form": form})


@login_required
@require_safe
def person(request, pk):
    person = _person_for(request.user, pk)
    held = (
        Membership.objects.managed_by(request.user).filter(person=person).for_display().order_by("-started_at", "-pk")
    )
    may_manage = rules.may_manage(request.user, person)
    has_second_factor = is_mfa_enabled(person)
    context = {
        "person": person,
        "state": _state(person),
        "facts": _facts(person, has_second_factor, may_manage),
        "invitation": person.is_invited,
        "current_columns": [{"text": "Role"}, {"text": "Since"}, {"text": "End"}],
        "current": [_current_row(membership) for membership in held if membership.ended_at is None],
        "past_columns": [{"text": "Role"}, {"text": "From"}, {"text": "To"}],
        "past": [_past_row(membership) for membership in held if membership.ended_at],
        "has_second_factor": has_second_factor,
        "may_manage": may_manage,
    }
    return render(request, "accounts/person.html", context)


def _facts(person, has_second_factor, may_manage):
    edit = {"href": reverse("accounts:person_details", args=[person.pk])} if may_manage else {}
    facts = [
        {"key": "Name", "value": person.name, "change": "the name"} | edit,
        {"key": "E-mail", "value": person.email if person.has_address else "Not known yet"}
        | _give_address(person, edit),
        {"key": "Telephone", "value": person.phone, "change": "the telephone number"} | edit,
        {"key": "Second factor", "value": "Set up" if has_second_factor else "Not set up"},
        {"key": "Last signed in", "value": dates.moment(person.last_login) or "Never"},
    ]
    invitation = person.invitations.order_by("-sent_at", "-pk").first() if person.is_invited else None
    if invitation:
        facts.append({"key": "Invitation", "value": _in_words(invitation)})
    return facts


def _give_address(person, edit):
    """The link to give one, where somebody is only known from a list."""
    if person.has_address or not edit:
        return {}
    return {"href": reverse("accounts:person_address", args=[person.pk]), "change": "the e-mail address"}


def _in_words(invitation):
    if invitation.expires_at <= timezone.now():
        return f"Ran out on {dates.day(invitation.expires_at)}"
    sent = f"Sent on {dates.day(invitation.emailed_at)}" if invitation.emailed_at else "Waiting to be sent"
    return f"{sent}, valid until {dates.moment(invitation.expires_at)}"


def _current_row(membership):
    end = reverse("accounts:role_end", args=[membership.person_id, membership.pk])
    return [membership.in_words, dates.short_day(membership.started_at), {"text": "End this role", "href": end}]


def _past_row(membership):
    return [membership.in_words, dates.short_day(membership.started_at), dates.short_day(membership.ended_at)]


@login_required
@require_http_methods(["GET", "POST"])
def person_details(request, pk):
    person = _managed_person_for(request.user, pk)

    form = forms.PersonForm(request.POST or None, initial={"name": person.name, "phone": person.phone})
    if request.method == "POST" and form.is_valid():
        actions.edit_person(person, **form.cleaned_data, by=request.user, at=timezone.now())
        messages.success(request, "The details are saved.")
        return redirect(person)

    return render(request, "accounts/person_details.html", {"person": person, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def person_address(request, pk):
    """Somebody who came in by a published list, such as a councillor, gets an address and their first letter."""
    person = _managed_person_for(request.user, pk)

    form = forms.AddressForm(request.POST or None)
    form.cancel_href = person.get_absolute_url()
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_listed(person, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{person} has an address, and an invitation is on its way to it.")
            return redirect(person)

    return render(request, "accounts/person_address.html", {"person": person, "form": form})


@login_required
@require_POST
def invitation_again(request, pk):
    person = _managed_person_for(request.user, pk)
    try:
        actions.invite_again(person, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "A new invitation is on its way. The link in the one before no longer works.")
    return redirect(person)


@login_required
@require_POST
def second_factor(request, pk):
    person = _managed_person_for(request.user, pk)
    actions.remove_second_factor(person, by=request.user, at=timezone.now())
    messages.success(request, f"{person} has no second factor now.")
    return redirect(person)


@login_required
@require_http_methods(["GET", "POST"])
def departure(request, pk):
    person = _managed_person_for(request.user, pk)
    obstacles = rules.obstacles_to_leaving(person, by=request.user)
    if request.method == "POST":
        try:
            actions.deactivate(person, by=request.user, at=timezone.now())
        except Refused as refusal:
            obstacles = refusal.reasons
        else:
            messages.success(request, f"{person} can no longer sign in and holds no role.")
            return redirect(person)

    return render(request, "accounts/departure.html", {"person": person, "obstacles": obstacles})


@login_required
@require_http_methods(["GET", "POST"])
def role(request, pk):
    person = _person_for(request.user, pk)

    form = forms.RoleForm(request.POST or None, places=_places(request.user))
    if request.method == "POST" and form.is_valid():
        try:
            membership = actions.give_role(person, **form.cleaned_data, by=request.user, at=timezone.now())
        except Refused as refusal:
            form.add_error(None, refusal.reasons)
        else:
            messages.success(request, f"{person} is {membership.in_words}.")
            return redirect(person)

    return render(request, "accounts/role.html", {"person": person, "form": form})


@login_required
@require_http_methods(["GET", "POST"])
def role_end(request, pk, membership_pk):
    person = _person_for(request.user, pk)
    held = Membership.objects.managed_by(request.user).current().filter(person=person)
    membership = get_object_or_404(held.for_display(), pk=membership_pk)
    obstacles = rules.obstacles_to_ending_role(membership)
    if request.method == "POST":
        try:
            actions.end_role(membership, by=request.user, at=timezone.now())
        except Refused as refusal:
            obstacles = refusal.reasons
        else:
            messages.success(request, f"{person} is no longer {membership.in_words}.")
            return redirect(person)

    context = {"person": person, "membership": membership, "obstacles": obstacles}
    return render(request, "accounts/role_end.html", context)


def _person_for(user, pk):
    return get_object_or_404(User.objects.visible_to(user), pk=pk)


def _managed_person_for(user, pk):
    person = _person_for(user, pk)
    if not rules.may_manage(user, person):
        raise PermissionDenied
    return person


def _places(user):
    return queries.places_managed_by(user, day=timezone.localdate(), township_word=settings.WORDS["township"])
