"""The forms of an account, in the words of this site and not of the framework."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.forms import PasswordChangeForm, SetPasswordMixin, UserCreationForm
from django.contrib.auth.models import User

GOOD_PASSWORD = "8 characters or more, no common one, not only digits, not like your name"


def call(form: forms.BaseForm, name: str, label: str, help_text: str = "") -> None:
    form.fields[name].label, form.fields[name].help_text = label, help_text


def in_own_words(form: Any) -> None:
    for field in form.fields.values():
        field.error_messages["required"] = "This is still empty."


class OwnWords(SetPasswordMixin):  # type: ignore[type-arg]  # not generic at run time
    """Labels without a colon, and what is wrong."""

    error_messages = {
        **PasswordChangeForm.error_messages,
        "password_mismatch": "The two passwords are not the same.",
        "password_incorrect": "This is not your current password.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        in_own_words(self)


class SignUpForm(OwnWords, UserCreationForm):  # type: ignore[type-arg]
    """A name and a password; nothing else is asked."""

    class Meta:
        model = User
        fields = ("username",)
        error_messages = {
            "username": {
                "unique": "Somebody has this name already.",
                "invalid": "A name has only letters, digits and @ . + - _, and no spaces.",
                "max_length": "A name has at most 150 letters.",
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = "Letters, digits and @ . + - _; log in with the same capitals"
        call(self, "username", "Name", name)
        call(self, "password1", "Password", GOOD_PASSWORD)
        call(self, "password2", "Password again")


class PasswordForm(OwnWords, PasswordChangeForm):
    """A new password instead of the current one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        call(self, "old_password", "Current password")
        call(self, "new_password1", "New password", GOOD_PASSWORD)
        call(self, "new_password2", "New password again")


class TokenForm(forms.Form):
    """What a token is for, so that it is known when it is to be revoked."""

    name = forms.CharField(
        label="Name of a new token",
        max_length=60,
        help_text="What it is for, such as: notebook at home",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **kwargs})
        in_own_words(self)
