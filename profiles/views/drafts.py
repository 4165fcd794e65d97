"""Writing a draft: its sections one by one, with figures in the text, a preview, and two people at once."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pact.core.refusals import Refused
from profiles import actions, forms, queries, references, rules
from profiles.models import AreaProfile


@login_required
@require_safe
def profile_draft(request, pk):
    profile = _written_profile(request.user, pk)
    numbers = queries.numbers_of(profile, today=timezone.localdate())
    saves, texts = queries.last_saves(profile), queries.written(profile, numbers)
    problems = queries.problems(profile, numbers)
    sections = [
        {
            "name": section,
            "title": title,
            "text": texts[section],
            "save": saves.get(section),
            "problems": [sentence for where, sentence in problems if where == title],
        }
        for section, title in profile.SECTIONS.items()
    ]
    return render(
        request,
        "profiles/profile_draft.html",
        {
            "profile": profile,
            "sections": sections,
            "has_empty": any(not section["text"].strip() for section in sections),
            "may_edit": not rules.obstacles_to_editing(profile),
        },
    )


@login_required
@require_POST
def profile_first_draft(request, pk):
    profile = _written_profile(request.user, pk)
    try:
        actions.write_first_draft(profile, by=request.user, at=timezone.now())
    except Refused as refusal:
        messages.error(request, " ".join(refusal.reasons))
    else:
        messages.success(request, "What was empty is filled with a first draft from the numbers. Now make it yours.")
    return redirect("profiles:profile_draft", pk=profile.pk)


@login_required
@require_http_methods(["GET", "POST"])
def profile_section(request, pk, section):
    profile = _written_profile(request.user, pk)
    if section not in profile.SECTIONS:
        raise Http404("A profile has no such section.")
    save = queries.last_saves(profile).get(section)
    text, overtaken = getattr(profile, section), None
    form = forms.SectionForm(
        request.POST or None, title=profile.SECTIONS[section], initial={"text": text, "seen": save.pk if save else 0}
    )
    form.keep_as(f"profile-{profile.pk}-{section}")
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if "preview" not in request.POST:
            try:
                actions.write_section(profile, section, **form.cleaned_data, by=request.user, at=timezone.now())
            except actions.Overtaken as refusal:
                overtaken = refusal.save
                form = forms.SectionForm(title=form.title, initial={"text": text, "seen": overtaken.pk})
                form.keep_as(f"profile-{profile.pk}-{section}")
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
            else:
                messages.success(request, f"“{profile.SECTIONS[section]}” is saved.")
                return redirect("profiles:profile_draft", pk=profile.pk)

    words = queries.numbers_of(profile, today=timezone.localdate()).vocabulary
    return render(
        request,
        "profiles/profile_section.html",
        {
            "profile": profile,
            "title": profile.SECTIONS[section],
            "form": form,
            "save": save,
            "preview": references.told(text, words),
            "problems": references.problems(text, words),
            "offered": [reference for reference in words.values() if reference.value],
            "overtaken": overtaken,
            "between": queries.word_changes(overtaken.text, text) if overtaken else None,
        },
    )


def _written_profile(user, pk):
    profile = get_object_or_404(AreaProfile.objects.visible_to(user).select_related("ward__borough"), pk=pk)
    if not rules.may_write(user, profile.ward):
        raise PermissionDenied
    return profile
