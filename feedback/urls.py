from django.urls import path

from feedback import views

app_name = "feedback"
urlpatterns = [
    # for those who write, approve and print
    path("newsletters/", views.newsletter_list, name="newsletter_list"),
    path("cycles/<int:pk>/newsletter/", views.newsletter_draft, name="newsletter_draft"),
    path("newsletters/<int:pk>/", views.newsletter, name="newsletter"),
    path("newsletters/<int:pk>/text/", views.newsletter_text, name="newsletter_text"),
    path("newsletters/<int:pk>/missing/", views.newsletter_missing, name="newsletter_missing"),
    path("newsletters/<int:pk>/approval/", views.newsletter_approval, name="newsletter_approval"),
    path("newsletters/<int:pk>/publication/", views.newsletter_publication, name="newsletter_publication"),
    path("newsletters/<int:pk>/preview/", views.newsletter_preview, name="newsletter_preview"),
    path("newsletters/<int:pk>/pdf/<slug:kind>/", views.newsletter_pdf, name="newsletter_pdf"),
    path("newsletters/<int:pk>/print-run/", views.print_run, name="print_run"),
    path("print-runs/<int:pk>/printing/", views.print_run_printing, name="print_run_printing"),
    path("print-runs/<int:pk>/delivery/", views.print_run_delivery, name="print_run_delivery"),
    # for anybody
    path("register/", views.public_register, name="public_register"),
    path("wards/<slug:slug>/", views.public_ward, name="public_ward"),
    path("wards/<slug:slug>/report/", views.public_report, name="public_report"),
    path("wards/<slug:slug>/report/<str:sent>/", views.public_report_sent, name="public_report_sent"),
    path("wards/<slug:slug>/newsletters/<int:pk>/", views.public_newsletter, name="public_newsletter"),
]
