"""allauth's forms in our words: what they do is theirs, what a person reads is ours. Named in pact/settings.py."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp

from pact.core.forms import speak_plainly

NEW_PASSWORD = {"password1": "New password", "password2": "The same password again"}
HINTS = {"password1": "At least 10 characters. Three words that do not belong together are easy to remember."}


def in_our_words(form, **labels):
    """This form of allauth's with other labels, its own hints, and nothing written in the boxes."""

    class Relabelled(form):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            for name, label in labels.items():
                field = self.fields[name]
                field.label = label
                field.help_text = HINTS.get(name, field.help_text)
                field.widget.attrs.pop("placeholder", None)
                speak_plainly(field, label)

    return Relabelled


SignIn = in_our_words(account.LoginForm, login="E-mail address")
ForgottenPassword = in_our_words(account.ResetPasswordForm, email="E-mail address")
NewPassword = in_our_words(account.ResetPasswordKeyForm, **NEW_PASSWORD)
FirstPassword = in_our_words(account.SetPasswordForm, **NEW_PASSWORD)
OtherPassword = in_our_words(account.ChangePasswordForm, oldpassword="Password that you have now", **NEW_PASSWORD)
OtherEmail = in_our_words(account.AddEmailForm, email="New e-mail address")
Code = in_our_words(mfa.AuthenticateForm, code="Code from your app, or a recovery code")
CodeAgain = in_our_words(mfa.ReauthenticateForm, code="Code from your app, or a recovery code")
FirstCode = in_our_words(totp.ActivateTOTPForm, code="Code that your app shows")
