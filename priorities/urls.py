from django.urls import path

from priorities.views import candidates, decisions, priorities

app_name = "priorities"
urlpatterns = [
    # what the meeting chooses from
    path("cycles/<int:pk>/candidates/", candidates.candidate_list, name="candidate_list"),
    path("cycles/<int:pk>/candidates/<slug:key>/", candidates.candidate, name="candidate"),
    path("cycles/<int:pk>/proposal/", candidates.proposal, name="proposal"),
    path("proposals/<int:pk>/withdrawal/", candidates.proposal_withdrawal, name="proposal_withdrawal"),
    # what it decides
    path("cycles/<int:pk>/decision/", decisions.decision, name="decision"),
    path("cycles/<int:pk>/order/", decisions.order, name="order"),
    path("priorities/<int:pk>/decision/undo/", decisions.decision_undo, name="decision_undo"),
    path("priorities/<int:pk>/words/", decisions.words, name="words"),
    path("priorities/<int:pk>/ending/", decisions.ending, name="ending"),
    path("priorities/<int:pk>/ending/undo/", decisions.ending_undo, name="ending_undo"),
    # what has been decided
    path("priorities/", priorities.priority_list, name="priority_list"),
    path("priorities/<int:pk>/", priorities.priority, name="priority"),
    path("priorities/<int:pk>/proposal/", priorities.ending_proposal, name="ending_proposal"),
]
