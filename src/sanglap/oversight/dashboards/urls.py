"""The doors of those who oversee."""

from __future__ import annotations

from django.urls import include, path

from sanglap.oversight.dashboards import views

app_name = "oversight"
urlpatterns = [
    path("", views.home, name="home"),
    path("routing/", include("sanglap.oversight.routing.urls")),
    path("reading/", include("sanglap.oversight.accuracy.urls")),
    path("reports/", include("sanglap.oversight.reports.urls")),
    path("", include("sanglap.oversight.honesty.urls")),
    path("indicators/", views.indicators, name="indicators"),
    path("<str:code>/", views.office, name="office"),
    path("<str:code>/now/<slug:part>/", views.part, name="part"),
    path("<str:code>/cases/", views.cases, name="cases"),
    path("<str:code>/table.csv", views.table_csv, name="table_csv"),
]
