"""The application a web server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wardbook.config.settings")
django = get_wsgi_application()

from wardbook.portal.tracking import tracking  # noqa: E402 - it reads what was just set up

application = tracking(django)
