from django.urls import path

from pact.cycles import views

app_name = "cycles"
urlpatterns = [
    path("pacts/", views.pact_list, name="pact_list"),
    path("pacts/registration/", views.pact_registration, name="pact_registration"),
    path("pacts/<slug:slug>/", views.pact, name="pact"),
    path("pacts/<slug:slug>/entry/", views.pact_entry, name="pact_entry"),
    path("pacts/<slug:slug>/status/", views.pact_status, name="pact_status"),
    path("pacts/<slug:slug>/validation/", views.pact_validation, name="pact_validation"),
    path("pacts/<slug:slug>/next-cycle/", views.cycle_start, name="cycle_start"),
    path("cycles/<int:pk>/", views.cycle, name="cycle"),
    path("cycles/<int:pk>/stages/<slug:stage>/opening/", views.stage_opening, name="stage_opening"),
    path("cycles/<int:pk>/stages/<slug:stage>/closing/", views.stage_closing, name="stage_closing"),
]
