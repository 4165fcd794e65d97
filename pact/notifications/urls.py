from django.urls import path

from pact.notifications import views

app_name = "notifications"
urlpatterns = [
    path("notices/", views.notices, name="notices"),
    path("notices/<int:pk>/", views.notice, name="notice"),
    path("notices/all-read/", views.all_read, name="all_read"),
    path("notices/preferences/", views.preferences, name="preferences"),
]
