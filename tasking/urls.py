from django.urls import path

from tasking.views import actions, plans, steps

app_name = "tasking"
urlpatterns = [
    path("actions/", actions.action_list, name="action_list"),
    path("priorities/<int:pk>/new-action/", actions.new_action, name="new_action"),
    path("actions/<int:pk>/", actions.action, name="action"),
    path("actions/<int:pk>/evidence/", actions.evidence, name="evidence"),
    path("actions/<int:pk>/photos/<int:note>/", actions.photo, name="photo"),
    path("actions/<int:pk>/sent-back/<int:send_back>/", actions.former_evidence, name="former_evidence"),
    path("actions/<int:pk>/withdrawal/", steps.withdrawal, name="withdrawal"),
    # what its owner does
    path("actions/<int:pk>/acceptance/", steps.acceptance, name="acceptance"),
    path("actions/<int:pk>/refusal/", steps.refusal, name="refusal"),
    path("actions/<int:pk>/progress/", steps.progress, name="progress"),
    path("actions/<int:pk>/block/", steps.block, name="block"),
    path("actions/<int:pk>/block/clearance/", steps.clearance, name="clearance"),
    path("actions/<int:pk>/completion/", steps.completion, name="completion"),
    path("actions/<int:pk>/completion/undo/", steps.completion_undo, name="completion_undo"),
    # what somebody else does
    path("actions/<int:pk>/verification/", steps.verification, name="verification"),
    path("actions/<int:pk>/verification/undo/", steps.verification_undo, name="verification_undo"),
    path("actions/<int:pk>/send-back/", steps.send_back, name="send_back"),
    path("actions/<int:pk>/redating/", steps.redating, name="redating"),
    path("actions/<int:pk>/handover/", steps.handover, name="handover"),
    path("actions/<int:pk>/closing/", steps.closing, name="closing"),
    path("actions/<int:pk>/closing/undo/", steps.closing_undo, name="closing_undo"),
    # the local delivery plan
    path("cycles/<int:pk>/plan/", plans.plan, name="plan"),
    path("cycles/<int:pk>/plan/paper/", plans.plan_paper, name="plan_paper"),
]
