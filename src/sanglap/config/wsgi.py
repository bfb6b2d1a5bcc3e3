"""How a web server reaches the pages."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sanglap.config.settings")
application = get_wsgi_application()
