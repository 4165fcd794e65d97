from allauth.account.auth_backends import AuthenticationBackend

from pact.accounts import rules


class People(AuthenticationBackend):
    """By e-mail and password. Asked again at every request, so that who may no longer sign in is out at once."""

    def user_can_authenticate(self, user):
        return rules.may_sign_in(user)
