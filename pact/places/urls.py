from django.urls import path

from pact.places import views

app_name = "places"
urlpatterns = [
    path("places/", views.boroughs, name="boroughs"),
    path("places/find/", views.find, name="find"),
    path("places/boroughs/<slug:slug>/", views.borough, name="borough"),
    path("places/townships/<slug:slug>/", views.township, name="township"),
    path("places/wards/<slug:slug>/", views.ward, name="ward"),
]
