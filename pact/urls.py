from django.urls import include, path

urlpatterns = [
    path("", include("pact.core.urls")),
    path("accounts/", include("allauth.urls")),
    path("", include("pact.documents.urls")),
]
