"""Which address leads where."""

from django.conf import settings
from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from backtests import health
from backtests.api import api
from backtests.attempts import limited
from backtests.pages import account_views
from backtests.pages.account_forms import PasswordForm

admin.site.site_header = admin.site.site_title = "Closing Bell"
admin.site.index_title = "History and accounts"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("api/", api.urls),
    path("admin/login/", limited("log in")(admin.site.login)),
    path("admin/", admin.site.urls),
    path("accounts/", account_views.account, name="account"),
    path("accounts/tokens/", account_views.create_token, name="create_token"),
    path("accounts/tokens/<int:token_id>/revoke/", account_views.revoke_token, name="revoke_token"),
    path("accounts/signup/", account_views.sign_up, name="sign_up"),
    path(
        "accounts/login/",
        limited("log in")(
            auth.LoginView.as_view(
                redirect_authenticated_user=True, extra_context={"sign_up": settings.SIGN_UP}
            )
        ),
        name="login",
    ),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path(
        "accounts/password/",
        auth.PasswordChangeView.as_view(form_class=PasswordForm),
        name="password_change",
    ),
    path(
        "accounts/password/done/",
        auth.PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("", include("backtests.urls")),
]
