from django.urls import path

from pact.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("board/", views.board, name="board"),
    path("activity/", views.activity, name="activity"),
    path("casework/", views.own_casework, name="casework"),
    path("search/", views.search_results, name="search"),
    path("trace/priorities/<int:pk>/", views.priority_trace, name="priority_trace"),
    path("trace/concerns/<slug:reference>/", views.concern_trace, name="concern_trace"),
]
