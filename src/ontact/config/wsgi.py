"""The door granian knocks at."""

import os

from django.core.wsgi import get_wsgi_application

from ontact.web.shared import with_shared_answers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontact.config.settings")
application = with_shared_answers(get_wsgi_application())
