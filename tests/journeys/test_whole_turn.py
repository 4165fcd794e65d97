"""One turn of the cycle in a real ward: from the figures to the leaflet on every doormat, each role in its turn."""

from tests.journeys import story


def test_a_ward_goes_round_the_whole_cycle(wigan_west, worker, tmp_path):
    story.a_profile_says_where_to_look(wigan_west)
    story.the_members_agree(wigan_west)
    story.a_cycle_begins(wigan_west)
    story.people_are_asked(wigan_west)
    story.the_meeting_decides(wigan_west)
    story.promises_are_kept(wigan_west)
    story.members_hold_the_partners_to_account(wigan_west, worker, tmp_path)
    story.the_ward_is_told(wigan_west, tmp_path)
    story.anybody_can_read_it(wigan_west)
    story.a_line_leads_back_to_the_figures(wigan_west)
