"""The pages of an account: signing up, and the tokens that let programs in."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backtests.attempts import limited
from backtests.models import ApiToken
from backtests.pages.account_forms import SignUpForm, TokenForm

MOST_TOKENS = 20
# The text of a new token on its way to the page that shows it: in the browser alone, for a minute.
MADE, MADE_SECONDS = "made", 60


@sensitive_post_parameters("password1", "password2")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@limited("sign up")
def sign_up(request: HttpRequest) -> HttpResponse:
    """A new account, which takes over what was done as a guest."""
    if not settings.SIGN_UP:
        raise Http404("The owner of this site makes its accounts.")
    target = _target(request)
    if request.user.is_authenticated:
        return redirect(target)
    form = SignUpForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        login(request, form.save())
        messages.success(request, "Your account is ready.")
        return redirect(target)
    status = 422 if form.errors else 200
    return render(request, "account/sign_up.html", {"form": form, "next": target}, status=status)


def _target(request: HttpRequest) -> str:
    """Where to go afterwards; never to another site."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    here = {request.get_host()}
    safe = url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure())
    return wanted if safe else str(settings.LOGIN_REDIRECT_URL)


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Who one is here, and which programs are let in; a new token is shown this one time."""
    made = request.get_signed_cookie(MADE, "", max_age=MADE_SECONDS) or ""
    page = _account_page(request, TokenForm(), made=made)
    if MADE in request.COOKIES:
        page.delete_cookie(MADE, path=request.path, samesite="Strict")
    return page


@never_cache
@login_required
@require_POST
@limited("make a token")
def create_token(request: HttpRequest) -> HttpResponse:
    """A new token; the page that shows it can be loaded again without making another."""
    form = TokenForm(request.POST)
    if form.is_valid() and _tokens(request).count() >= MOST_TOKENS:
        form.add_error("name", f"You have {MOST_TOKENS} tokens already; revoke one first.")
    if form.is_valid() and _tokens(request).filter(name__iexact=form.cleaned_data["name"]).exists():
        form.add_error("name", "You have a token of this name; give this one another.")
    if not form.is_valid():
        return _account_page(request, form, 422)
    assert request.user.pk is not None
    text = ApiToken.issue(request.user.pk, form.cleaned_data["name"])
    page = redirect("account")
    page.set_signed_cookie(
        MADE,
        text,
        max_age=MADE_SECONDS,
        path=page.url,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Strict",
    )
    return page


@login_required
@require_POST
def revoke_token(request: HttpRequest, token_id: int) -> HttpResponse:
    """The token opens nothing from now on; another's is left alone."""
    if _tokens(request).filter(pk=token_id).delete()[0]:
        messages.success(request, "The token is revoked.")
    return redirect("account")


def _tokens(request: HttpRequest) -> QuerySet[ApiToken]:
    assert request.user.pk is not None
    return ApiToken.objects.filter(user_id=request.user.pk).order_by("-created_at", "-pk")


def _account_page(
    request: HttpRequest, form: TokenForm, status: int = 200, made: str = ""
) -> HttpResponse:
    shown = {"form": form, "tokens": _tokens(request), "made": made}
    return render(request, "account/account.html", shown, status=status)
