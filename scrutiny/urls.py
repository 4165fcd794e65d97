from django.urls import path

from scrutiny import views

app_name = "scrutiny"
urlpatterns = [
    path("reviews/", views.review_list, name="review_list"),
    path("reviews/plan/", views.review_plan, name="review_plan"),
    path("reviews/<int:pk>/", views.review, name="review"),
    path("reviews/<int:pk>/pack/", views.review_pack, name="review_pack"),
    path("reviews/<int:pk>/publication/", views.review_publication, name="review_publication"),
    path("reviews/<int:pk>/holding/", views.review_holding, name="review_holding"),
    path("reviews/<int:pk>/recommendations/", views.recommendation_new, name="recommendation_new"),
    path("recommendations/", views.recommendation_list, name="recommendation_list"),
    path("recommendations/<int:pk>/", views.recommendation, name="recommendation"),
    path("recommendations/<int:pk>/response/", views.recommendation_response, name="recommendation_response"),
    path("recommendations/<int:pk>/completion/", views.recommendation_completion, name="recommendation_completion"),
]
