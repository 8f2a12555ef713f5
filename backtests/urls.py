"""The pages."""

from django.urls import path

from backtests import views
from backtests.pages import (
    bulk_views,
    compare_views,
    data_views,
    history_views,
    mark_views,
    theme_views,
)

urlpatterns = [
    path("", views.ask, name="ask"),
    path("compare/", compare_views.compare_page, name="compare"),
    path("compare/curves/", compare_views.compare_curves, name="compare_curves"),
    path("data/", data_views.data_page, name="data"),
    path("data/remove/", data_views.remove_prices, name="remove_prices"),
    path("jobs/", history_views.history_page, name="history"),
    path("jobs/rows/", history_views.history_rows, name="history_rows"),
    path("jobs/bulk/", bulk_views.bulk, name="bulk"),
    path("jobs/<uuid:job_id>/", views.run_page, name="run"),
    path("jobs/<uuid:job_id>/star/", mark_views.star, name="star"),
    path("jobs/<uuid:job_id>/marks/", mark_views.marks, name="marks"),
    path("jobs/<uuid:job_id>/result/", views.result, name="result"),
    path("jobs/<uuid:job_id>/trades/", views.trades, name="trades"),
    path("jobs/<uuid:job_id>/cancel/", views.cancel, name="cancel"),
    path("jobs/<uuid:job_id>/rerun/", views.rerun, name="rerun"),
    path("jobs/<uuid:job_id>/refine/", views.refine, name="refine"),
    path("jobs/<uuid:job_id>/answers/", views.answer, name="answer"),
    path("jobs/<uuid:job_id>/variant/", views.variant, name="variant"),
    path("theme/", theme_views.theme, name="theme"),
]
