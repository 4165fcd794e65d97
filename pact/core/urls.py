from django.urls import path

from pact.core import views

app_name = "core"
urlpatterns = [
    path("gallery/", views.gallery, name="gallery"),
    path("gallery/form/", views.gallery_form, name="gallery_form"),
]
