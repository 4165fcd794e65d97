from django.urls import path

from engagement import views

app_name = "engagement"
urlpatterns = [
    # techniques
    path("techniques/", views.technique_list, name="technique_list"),
    path("techniques/new/", views.new_technique, name="new_technique"),
    path("techniques/<slug:slug>/", views.technique, name="technique"),
    path("techniques/<slug:slug>/retirement/", views.technique_retirement, name="technique_retirement"),
    path("groups/", views.group_list, name="group_list"),
    path("groups/new/", views.new_group, name="new_group"),
    path("groups/<slug:slug>/", views.group, name="group"),
    # engagements
    path("engagements/", views.engagement_list, name="engagement_list"),
    path("engagements/new/", views.plan_start, name="plan_start"),
    path("engagements/new/<int:cycle>/", views.new_engagement, name="new_engagement"),
    path("engagements/<int:pk>/", views.engagement, name="engagement"),
    path("engagements/<int:pk>/plan/", views.engagement_plan, name="engagement_plan"),
    path("engagements/<int:pk>/closing/", views.engagement_closing, name="engagement_closing"),
    path("engagements/<int:pk>/findings/", views.engagement_findings, name="engagement_findings"),
    path("engagements/<int:pk>/findings/publication/", views.findings_publication, name="findings_publication"),
    path("engagements/<int:pk>/interviews/new/", views.new_interview, name="new_interview"),
    path("engagements/<int:pk>/interviews/stop/", views.interview_stop, name="interview_stop"),
    path("engagements/<int:pk>/walkabouts/new/", views.new_walkabout, name="new_walkabout"),
    path("engagements/<int:pk>/rounds/new/", views.new_round, name="new_round"),
    # the network of key individuals
    path("network/", views.network_list, name="network_list"),
    path("network/<slug:slug>/", views.network, name="network"),
    path("network/<slug:slug>/members/new/", views.new_member, name="new_member"),
    path("network/members/<int:pk>/", views.member, name="member"),
    path("network/members/<int:pk>/details/", views.member_details, name="member_details"),
    path("network/members/<int:pk>/invitation/", views.member_invitation, name="member_invitation"),
    path("network/members/<int:pk>/answer/", views.member_answer, name="member_answer"),
    path("network/members/<int:pk>/leaving/", views.member_leaving, name="member_leaving"),
    # services that introduce people
    path("engagements/<int:pk>/introductions/", views.route_list, name="route_list"),
    path("introductions/<int:pk>/", views.route, name="route"),
    # street rounds
    path("rounds/", views.round_list, name="round_list"),
    path("rounds/<int:pk>/", views.round, name="round"),
    path("rounds/<int:pk>/streets/", views.round_streets, name="round_streets"),
    path("rounds/<int:pk>/officers/", views.round_officers, name="round_officers"),
    path("rounds/<int:pk>/ending/", views.round_ending, name="round_ending"),
    path("rounds/<int:pk>/streets/<int:street>/", views.street, name="street"),
    path("rounds/<int:pk>/streets/<int:street>/claim/", views.street_claim, name="street_claim"),
    path("rounds/<int:pk>/streets/<int:street>/doors/new/", views.new_doors, name="new_doors"),
    # interviews
    path("interviews/", views.interview_list, name="interview_list"),
    path("interviews/<int:pk>/", views.interview, name="interview"),
    path("interviews/<int:pk>/erasure/", views.interview_erasure, name="interview_erasure"),
    path("interviews/contacts/", views.contact_search, name="contact_search"),
    path("interviews/contacts/<int:pk>/", views.contact, name="contact"),
    path("interviews/contacts/<int:pk>/withdrawal/", views.contact_withdrawal, name="contact_withdrawal"),
    # walkabouts
    path("walkabouts/", views.walkabout_list, name="walkabout_list"),
    path("walkabouts/<int:pk>/", views.walkabout, name="walkabout"),
    path("walkabouts/<int:pk>/transects/new/", views.new_transect, name="new_transect"),
    path("walkabouts/<int:pk>/findings/new/", views.new_finding, name="new_finding"),
    path("walkabouts/findings/<int:pk>/", views.finding, name="finding"),
    path("walkabouts/findings/<int:pk>/photo/", views.finding_photo, name="finding_photo"),
    path("walkabouts/findings/<int:pk>/reinspection/", views.finding_reinspection, name="finding_reinspection"),
    # out and about, with or without a signal
    path("field/", views.field, name="field"),
    path("field/worker.js", views.field_worker, name="field_worker"),
    path("field/session/", views.field_session, name="field_session"),
    path("field/engagements/", views.field_pack, name="field_pack"),
    path("field/engagements/<int:pk>/", views.field_forms, name="field_forms"),
    path("field/arrivals/", views.field_arrivals, name="field_arrivals"),
    path("field/hand-in/", views.field_hand_in, name="field_hand_in"),
    # concerns
    path("concerns/", views.concern_list, name="concern_list"),
    path("concerns/new/", views.report_start, name="report_start"),
    path("concerns/new/<int:cycle>/", views.report, name="report"),
    path("concerns/wards/<slug:slug>/", views.perception, name="perception"),
    path("concerns/wards/<slug:slug>/<slug:code>/", views.perception_rows, name="perception_rows"),
    path("concerns/<slug:reference>/", views.concern, name="concern"),
    path("concerns/<slug:reference>/issue-type/", views.concern_recoding, name="concern_recoding"),
]
