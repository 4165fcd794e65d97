"""Looking over the draft referrals of a walk, and an agency's answer to one."""

from django import forms

from engagement.forms.parts import Disclosure, has_something, put
from engagement.models import Referral
from pact.core.forms import DateField, FilterForm, Form, Radios, Section


class ReferralsForm(Form):
    """One part for each draft: send it, to whom; or leave it out and say why. Neither leaves it a draft."""

    submit = "Send what is ticked"
    marks_optional = False

    def __init__(self, *args, drafts, agencies, **kwargs):
        super().__init__(*args, **kwargs)
        self.drafts = drafts
        choices = [("", "Choose one"), *((agency.pk, agency.name) for agency in agencies)]  # asked for once
        for draft in drafts:
            self._put(draft, agencies, choices)
        self.layout = [self._part(draft) for draft in drafts]  # asks for errors, so that all fields must be there

    def _put(self, draft, agencies, choices):
        send, agency, reason = (f"{part}{draft.pk}" for part in ("send", "agency", "reason"))
        left_out = draft.omission.reason if hasattr(draft, "omission") else ""
        label = f"Send: {draft.where} ({draft.standing})"
        is_new = draft.referral is None and not left_out
        put(self, send, forms.BooleanField(label=label, required=False, initial=is_new))
        to = forms.ModelChoiceField(agencies, label="To which agency?", required=False, initial=self._first(draft))
        to.choices = choices
        if draft.referral:
            to.help_text = _why_again(draft.referral)
        put(self, agency, to)
        put(
            self,
            reason,
            forms.CharField(
                label="Why is it not sent?",
                max_length=200,
                required=False,
                initial=left_out,
                help_text="Take the tick away and say why. Without a reason it stays a draft.",
            ),
        )

    def _part(self, draft):
        send, agency, reason = (f"{part}{draft.pk}" for part in ("send", "agency", "reason"))
        is_open = hasattr(draft, "omission") or has_something(self, [reason])
        # A legend is made of our own words only: those of others stand in labels.
        legend = f"{draft.called}, {draft.reference}" if draft.reference else draft.called
        return Section(legend, send, agency, Disclosure("Leave it out", reason, is_open=is_open))

    def _first(self, draft):
        """Nobody, where the last agency gave it back."""
        return None if draft.referral and draft.referral.is_given_back else draft.referred_to_id

    def clean(self):
        cleaned = super().clean()
        for draft in self.drafts:
            send, reason = cleaned.get(f"send{draft.pk}"), cleaned.get(f"reason{draft.pk}")
            agency = f"agency{draft.pk}"
            if send and not cleaned.get(agency) and agency not in self.errors:
                self.add_error(agency, f"Choose to which agency {draft.called.lower()} goes, or take the tick away.")
            if send and reason:
                self.add_error(f"reason{draft.pk}", "Either send it, or say why it is not sent.")
        return cleaned

    def chosen(self):
        """What `actions.refer` takes."""
        data = self.cleaned_data
        to = {draft.pk: data[f"agency{draft.pk}"] for draft in self.drafts if data[f"send{draft.pk}"]}
        reasons = {draft.pk: data[f"reason{draft.pk}"] for draft in self.drafts if draft.pk not in to}
        return {"to": to, "left_out": {pk: reason for pk, reason in reasons.items() if reason}}


def _why_again(referral):
    if referral.is_given_back:
        return f"{referral.agency} gave it back: {referral.words}"
    return f"{referral.agency} said that it was done. The second look found that it was not put right."


class ReferralAnswerForm(Form):
    submit = "Send the answer"

    outcome = forms.ChoiceField(label="What do you say to it?", choices=Referral.Outcome.choices, widget=Radios)
    done_on = DateField(label="Done on which day?", noun="day", required=False, help_text="Only if it is done")
    words = forms.CharField(
        label="A word about it",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="If it is not yours or cannot be done, say why and who might. No names of residents.",
    )

    def __init__(self, *args, today, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["done_on"].latest = today

    def clean(self):
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if outcome == Referral.Outcome.DONE and not cleaned.get("done_on") and "done_on" not in self.errors:
            self.add_error("done_on", "Say on which day it was done.")
        if outcome in Referral.GIVEN_BACK:
            cleaned["done_on"] = None
            self.errors.pop("done_on", None)
            if not cleaned.get("words") and "words" not in self.errors:
                self.add_error("words", "Say why, so that the co-ordinator knows where to send it.")
        return cleaned


class ReferralFilter(FilterForm):
    state = forms.ChoiceField(
        label="Which",
        choices=[
            ("", "Not settled yet"),
            ("open", "Open"),
            ("overdue", "Overdue"),
            ("done", "Said to be done"),
            ("back", "Given back"),
            ("settled", "Settled by a second look"),
        ],
    )
