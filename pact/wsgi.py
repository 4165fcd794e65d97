import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pact.settings")
application = get_wsgi_application()

# All this stays for as long as the process does: no collection need look through it again, here or in a forked worker.
gc.collect()
gc.freeze()
