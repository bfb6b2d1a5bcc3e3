"""Is it ours? Was it seen before? What does it say?"""

from django.apps import AppConfig


class ArrivalsConfig(AppConfig):
    """Is it ours? Was it seen before? What does it say?"""

    name = "sanglap.journey.arrivals"
    label = "arrivals"
