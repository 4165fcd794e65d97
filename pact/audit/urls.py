from django.urls import path

from pact.audit import views

app_name = "audit"

urlpatterns = [
    path("trail/", views.trail, name="trail"),
    path("trail/export/", views.export, name="export"),
    path("trail/<str:label>/<str:pk>/", views.subject, name="subject"),
]
