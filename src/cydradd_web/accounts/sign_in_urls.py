"""Addresses of signing in, in both languages. What allauth has besides is not reachable here."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from allauth.usersessions import views as sessions
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _

from cydradd_web.accounts import my_data, signing_in
from cydradd_web.accounts.signing_in import scripted

urlpatterns = [
    path(_("login/"), scripted(account.login), name="account_login"),
    path(_("login/link/"), signing_in.ask_for_link, name="ask-for-link"),
    path(_("login/link/sent/"), signing_in.link_sent, name="link-sent"),
    path(_("login/link/<str:token>/"), signing_in.sign_in_by_link, name="sign-in-by-link"),
    path(_("logout/"), account.logout, name="account_logout"),
    path(_("signed-out/"), signing_in.signed_out, name="signed-out"),
    path(_("closed/"), account.account_inactive, name="account_inactive"),
    path(_("signup/"), account.signup, name="account_signup"),
    path(_("confirm/"), scripted(account.reauthenticate), name="account_reauthenticate"),
    path(_("email/"), account.email, name="account_email"),
    path(_("email/sent/"), account.email_verification_sent, name="account_email_verification_sent"),
    re_path(_(r"^email/confirm/(?P<key>[-:\w]+)/$"), account.confirm_email, name="account_confirm_email"),
    path(_("password/change/"), account.password_change, name="account_change_password"),
    path(_("password/set/"), account.password_set, name="account_set_password"),
    path(_("password/reset/"), account.password_reset, name="account_reset_password"),
    path(_("password/reset/sent/"), account.password_reset_done, name="account_reset_password_done"),
    path(_("password/reset/done/"), account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        _(r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$"),
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(_("second-step/"), second_step.index, name="mfa_index"),
    path(_("second-step/code/"), scripted(second_step.authenticate), name="mfa_authenticate"),
    path(_("second-step/code-again/"), scripted(second_step.reauthenticate), name="mfa_reauthenticate"),
    path(_("second-step/app/"), app.activate_totp, name="mfa_activate_totp"),
    path(_("second-step/app/remove/"), app.deactivate_totp, name="mfa_deactivate_totp"),
    path(_("second-step/recovery-codes/"), recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(_("second-step/recovery-codes/new/"), recovery.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(_("second-step/recovery-codes/file/"), recovery.download_recovery_codes, name="mfa_download_recovery_codes"),
    path(_("passkeys/"), passkey.list_webauthn, name="mfa_list_webauthn"),
    path(_("passkeys/new/"), scripted(passkey.add_webauthn), name="mfa_add_webauthn"),
    path(_("passkeys/confirm/"), scripted(passkey.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path(_("passkeys/login/"), passkey.login_webauthn, name="mfa_login_webauthn"),
    path(_("passkeys/<int:pk>/remove/"), passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path(_("passkeys/<int:pk>/name/"), passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path(_("sessions/"), sessions.list_usersessions, name="usersessions_list"),
    path(_("sessions/<int:session>/end/"), my_data.end_session, name="end-session"),
    path(_("my-data/"), my_data.my_data, name="my-data"),
    path(_("my-data/file/"), my_data.my_data_file, name="my-data-file"),
    path(_("my-data/erase/"), my_data.erase, name="erase"),
    path(_("my-data/erased/"), my_data.erased, name="erased"),
    path(_("my-data/erase/<str:token>/"), my_data.erase_by_link, name="erase-by-link"),
    path(_("how-known/"), my_data.how_known, name="how-known"),
]
