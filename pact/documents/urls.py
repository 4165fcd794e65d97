from django.urls import path

from pact.documents import views

app_name = "documents"
urlpatterns = [
    path("documents/", views.jobs, name="jobs"),
    path("documents/<int:pk>/", views.job, name="job"),
    path("documents/<int:pk>/cancellation/", views.cancellation, name="cancellation"),
    path("documents/<int:pk>/retry/", views.retry, name="retry"),
    path("documents/<int:pk>/file/", views.file, name="file"),
    path("healthz", views.healthz, name="healthz"),
]
