from django.urls import path

from pact.accounts import views

app_name = "accounts"

urlpatterns = [
    # people
    path("people/", views.people, name="people"),
    path("people/invitation/", views.invitation, name="invitation"),
    path("people/<int:pk>/", views.person, name="person"),
    path("people/<int:pk>/details/", views.person_details, name="person_details"),
    path("people/<int:pk>/address/", views.person_address, name="person_address"),
    path("people/<int:pk>/invitation/", views.invitation_again, name="invitation_again"),
    path("people/<int:pk>/second-factor/", views.second_factor, name="second_factor"),
    path("people/<int:pk>/departure/", views.departure, name="departure"),
    path("people/<int:pk>/role/", views.role, name="role"),
    path("people/<int:pk>/roles/<int:membership_pk>/end/", views.role_end, name="role_end"),
    # agencies
    path("agencies/", views.agencies, name="agencies"),
    path("agencies/new/", views.agency_new, name="agency_new"),
    path("agencies/<slug:slug>/", views.agency, name="agency"),
    path("agencies/<slug:slug>/details/", views.agency_details, name="agency_details"),
    # who may what
    path("permissions/", views.permissions, name="permissions"),
    # oneself
    path("me/", views.me, name="me"),
    path("me/details/", views.my_details, name="my_details"),
    path("accounts/invitation/<str:token>/", views.acceptance, name="acceptance"),
]
