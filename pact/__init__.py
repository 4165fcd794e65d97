from pact.celery import app as celery_app

# A web process that queues work has to know the queue: whoever loads Django loads it.
__all__ = ["celery_app"]
