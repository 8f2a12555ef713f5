"""Which address leads where."""

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import include, path

from backtests import health
from backtests.api import api

admin.site.site_header = admin.site.site_title = "Closing Bell"
admin.site.index_title = "History and accounts"

urlpatterns = [
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("api/", api.urls),
    path("admin/", admin.site.urls),
    path("accounts/login/", auth.LoginView.as_view(), name="login"),
    path("accounts/logout/", auth.LogoutView.as_view(), name="logout"),
    path("accounts/password/", auth.PasswordChangeView.as_view(), name="password_change"),
    path(
        "accounts/password/done/",
        auth.PasswordChangeDoneView.as_view(),
        name="password_change_done",
    ),
    path("", include("backtests.urls")),
]
