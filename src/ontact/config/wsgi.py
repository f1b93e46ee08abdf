"""The door granian knocks at."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

from ontact.web.shared import with_shared_answers

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ontact.config.settings")
application = with_shared_answers(get_wsgi_application())

# All pages are loaded before the first visitor, and what stays for ever is not searched for litter again: each full
# search of it would halt the answer that it falls into for a tenth of a second.
resolve("/")
gc.collect()
gc.freeze()
