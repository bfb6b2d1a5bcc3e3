"""What every level of government sees, live."""

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    """What every level of government sees, live."""

    name = "sanglap.oversight.dashboards"
    label = "dashboards"
