from tests.permissions.rows import COUNCILLOR, EVERYBODY, INSIDE, MANAGER, SCRUTINY, button, here, page

TABLE = {
    "scrutiny:review_list": page(EVERYBODY),
    "scrutiny:review_plan": page({SCRUTINY}),
    "scrutiny:review": page(INSIDE, here("review.pk")),
    "scrutiny:review_pack": button({SCRUTINY}, here("review.pk")),
    "scrutiny:review_publication": page({SCRUTINY}, here("review.pk")),
    "scrutiny:review_holding": page({SCRUTINY}, here("review.pk")),
    "scrutiny:recommendation_new": page({SCRUTINY}, here("review.pk")),
    "scrutiny:recommendation_list": page(EVERYBODY),
    "scrutiny:recommendation": page(INSIDE, here("recommendation.pk")),
    "scrutiny:recommendation_response": page({MANAGER}, here("recommendation.pk")),  # of the body asked (rule 48)
    "scrutiny:recommendation_completion": button({COUNCILLOR}, here("answered.pk")),  # rule 51
}
