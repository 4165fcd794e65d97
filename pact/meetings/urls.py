from django.urls import path

from pact.meetings import views

app_name = "meetings"
urlpatterns = [
    path("meetings/", views.meeting_list, name="meeting_list"),
    path("meetings/call/", views.meeting_call, name="meeting_call"),
    path("meetings/<int:pk>/", views.meeting, name="meeting"),
    path("meetings/<int:pk>/details/", views.meeting_details, name="meeting_details"),
    path("meetings/<int:pk>/cancellation/", views.meeting_cancellation, name="meeting_cancellation"),
    path("meetings/<int:pk>/calendar.ics", views.meeting_calendar, name="meeting_calendar"),
    # who
    path("meetings/<int:pk>/invitations/", views.invitations, name="invitations"),
    path("meetings/<int:pk>/answer/", views.answer, name="answer"),
    path("meetings/<int:pk>/attendance/", views.attendance, name="attendance"),
    # what
    path("meetings/<int:pk>/agenda/", views.agenda, name="agenda"),
    path("agenda-items/<int:pk>/", views.agenda_item, name="agenda_item"),
    path("agenda-items/<int:pk>/place/", views.agenda_place, name="agenda_place"),
    path("agenda-items/<int:pk>/removal/", views.agenda_removal, name="agenda_removal"),
    path("meetings/<int:pk>/minutes/", views.minutes, name="minutes"),
    path("meetings/<int:pk>/minutes/agreement/", views.minutes_agreement, name="minutes_agreement"),
    # one's own calendar
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/renewal/", views.calendar_renewal, name="calendar_renewal"),
    path("calendar/<str:token>.ics", views.calendar_feed, name="calendar_feed"),
]
