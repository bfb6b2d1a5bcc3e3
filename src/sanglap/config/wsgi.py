"""How a web server reaches the pages."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

from sanglap.foundation.memory import settle

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanglap.config.settings")
application = get_wsgi_application()
get_resolver().url_patterns  # noqa: B018 – every page is imported now, and not while the first visitor waits
settle()
