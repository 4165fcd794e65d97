from django.urls import path

from pact.taxonomy import views

app_name = "taxonomy"

urlpatterns = [
    path("issue-types/", views.issue_types, name="issue_types"),
    path("issue-types/new/", views.issue_type_new, name="issue_type_new"),
    path("issue-types/<int:pk>/", views.issue_type, name="issue_type"),
    path("issue-types/<int:pk>/retirement/", views.issue_type_retirement, name="issue_type_retirement"),
    path("themes/", views.themes, name="themes"),
    path("themes/new/", views.theme_new, name="theme_new"),
    path("themes/<int:pk>/", views.theme, name="theme"),
    path("themes/<int:pk>/retirement/", views.theme_retirement, name="theme_retirement"),
]
