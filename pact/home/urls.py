from django.urls import path

from pact.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("board/", views.board, name="board"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("contact/", views.contact, name="contact"),
]
