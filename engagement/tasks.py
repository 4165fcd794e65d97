"""What actions leave behind for the worker, by its name: the worker is an edge and stands above the actions."""

from celery import signature


def take_reports(file_id):
    signature("engagement.worker.take_reports", kwargs={"file_id": file_id}).delay()
