from django.urls import include, path

# In the order of the house, from the roof down.
urlpatterns = [
    path("", include("pact.home.urls")),
    path("", include("feedback.urls")),
    path("", include("scrutiny.urls")),
    path("", include("tasking.urls")),
    path("", include("priorities.urls")),
    path("", include("engagement.urls")),
    path("", include("profiles.urls")),
    path("", include("pact.cycles.urls")),
    path("", include("pact.documents.urls")),
    path("", include("pact.notifications.urls")),
    path("", include("pact.meetings.urls")),
    path("", include("pact.core.urls")),
    path("", include("pact.audit.urls")),
    path("", include("pact.accounts.urls")),
    path("", include("pact.taxonomy.urls")),
    path("", include("pact.places.urls")),
    path("accounts/", include("allauth.urls")),
]
