from django.urls import path

from profiles import views

app_name = "profiles"
urlpatterns = [
    path("profiles/", views.overview, name="overview"),
    path("profiles/wards/<slug:slug>/", views.ward, name="ward"),
    path("profiles/wards/<slug:slug>/next-version/", views.profile_start, name="profile_start"),
    path("profiles/<int:pk>/", views.profile, name="profile"),
    path("profiles/<int:pk>/draft/", views.profile_draft, name="profile_draft"),
    path("profiles/<int:pk>/draft/first-draft/", views.profile_first_draft, name="profile_first_draft"),
    path("profiles/<int:pk>/draft/<slug:section>/", views.profile_section, name="profile_section"),
    path("profiles/<int:pk>/publication/", views.profile_publication, name="profile_publication"),
    path("profiles/<int:pk>/pdf/", views.profile_pdf, name="profile_pdf"),
    path("profiles/<int:pk>/areas/", views.area_proposal, name="area_proposal"),
    path("profiles/<int:pk>/answer/", views.member_answer, name="member_answer"),
    path("consultations/", views.consultation_list, name="consultation_list"),
    path("consultations/new/", views.consultation_registration, name="consultation_registration"),
    path("consultations/<int:pk>/", views.consultation, name="consultation"),
    path("consultations/<int:pk>/correction/", views.consultation_correction, name="consultation_correction"),
    path("consultations/<int:pk>/withdrawal/", views.consultation_withdrawal, name="consultation_withdrawal"),
    path("consultations/<int:pk>/findings/", views.finding_addition, name="finding_addition"),
    path("findings/<int:pk>/correction/", views.finding_correction, name="finding_correction"),
    path("findings/<int:pk>/removal/", views.finding_removal, name="finding_removal"),
    path("areas/<int:pk>/", views.area, name="area"),
    path("areas/<int:pk>/decision/", views.area_decision, name="area_decision"),
    path("indicators/", views.indicator_list, name="indicator_list"),
    path("indicators/<slug:slug>/", views.indicator, name="indicator"),
    path("indicators/<slug:slug>/description/", views.indicator_description, name="indicator_description"),
    path("datasets/", views.dataset_list, name="dataset_list"),
    path("datasets/<int:pk>/", views.dataset, name="dataset"),
    path("datasets/<int:pk>/rows-not-taken/", views.dataset_rows, name="dataset_rows"),
    path("datasets/<int:pk>/withdrawal/", views.dataset_withdrawal, name="dataset_withdrawal"),
]
