"""A resident tells the ward's PACT something, without an account."""

from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from engagement import actions as engagement
from feedback import forms, queries
from pact.core import open_forms
from pact.core.refusals import Refused
from pact.places.models import Ward

MOST_FROM_ONE, MOST_IN_A_WARD = 6, 120  # within the hour
BUSY = (
    "Many reports have come in within the last hour, so this page takes no more just now. Try again later, or use the "
    "contacts on the ward’s page."
)
AGAIN = (
    "We have these very words from you already, so they are not sent a second time. If it is about something else, or "
    "has become worse, say what is different."
)
NO_COOKIE = (
    "This page was open while something changed in your browser. Send it once more. If you read this again, your "
    "browser refuses cookies: allow them for this page, or use the contacts on the ward’s page."
)
SALT = "feedback.public_report"


def _show_again(request, slug):
    """Nothing is taken from a form that may be another site's; what was typed stays."""
    ward, pacts, form = _asked(slug, request.POST)
    form.add_error(None, [NO_COOKIE])
    return render(request, "feedback/public_report.html", {"ward": ward, "form": form, "pacts": pacts}, status=403)


@open_forms.shown_again_by(_show_again)
@never_cache
@require_http_methods(["GET", "POST"])
def public_report(request, slug):
    ward, pacts, form = _asked(slug, request.POST or None)
    if request.method == "POST" and pacts and form.is_valid():
        if _is_flood(request, ward):
            form.add_error(None, [BUSY])
        elif form.is_of_a_robot:
            # Whoever fills in what nobody sees is thanked, and nothing is kept.
            return redirect("feedback:public_report_sent", ward.slug, signing.dumps("", salt=SALT))
        elif _is_said_again(request, ward, form.report):
            form.add_error("words", [AGAIN])
        else:
            try:
                report = engagement.send_in(**form.report, at=timezone.now())
            except Refused as refusal:
                form.add_error(None, refusal.reasons)
            else:
                sent = signing.dumps(report.reference, salt=SALT)
                return redirect("feedback:public_report_sent", ward.slug, sent)

    return render(request, "feedback/public_report.html", {"ward": ward, "form": form, "pacts": pacts})


def _asked(slug, data):
    ward = get_object_or_404(Ward.objects.select_related("borough"), slug=slug)
    pacts = queries.public_pacts(ward)
    return ward, pacts, forms.PublicReportForm(data, ward=ward, pacts=pacts)


def _is_flood(request, ward):
    from_one = open_forms.is_flood(request, "report", most=MOST_FROM_ONE)
    return open_forms.is_crowd(f"report {ward.pk}", most=MOST_IN_A_WARD) or from_one


def _is_said_again(request, ward, report):
    words = f"{report['words']} {report['place']}"
    return open_forms.is_said_again(request, f"report {ward.pk}", words, number=report["uuid"])


@never_cache
@require_safe
def public_report_sent(request, slug, sent):
    ward = get_object_or_404(Ward.objects.select_related("borough"), slug=slug)
    try:
        reference = signing.loads(sent, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        raise Http404 from None
    return render(request, "feedback/public_report_sent.html", {"ward": ward, "reference": reference})
