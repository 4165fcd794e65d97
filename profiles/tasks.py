"""What actions leave behind for the worker."""

from celery import signature


def work_on(upload_id):
    """Send the message for an upload. By its name, for the worker is an edge: it stands above the actions it calls."""
    signature("profiles.worker.work_on_upload", kwargs={"upload_id": upload_id}).delay()
