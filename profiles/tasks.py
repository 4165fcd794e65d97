"""What actions leave behind for the worker."""

from celery import signature


def work_on(upload_id):
    """Send the message for an upload. By its name, for the worker is an edge: it stands above the actions it calls."""
    signature("profiles.worker.work_on_upload", kwargs={"upload_id": upload_id}).delay()


def find_hot_spots(borough_id):
    """A broker that is away is no reason to fail: the calendar looks again."""
    signature("profiles.worker.find_hot_spots", kwargs={"borough_id": borough_id}).delay()
