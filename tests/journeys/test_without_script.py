"""The whole turn with JavaScript switched off: every form is sent, every refusal read, every file fetched."""

from tests.journeys import story


def test_a_ward_goes_round_the_whole_cycle_without_script(town_without_script, worker, tmp_path):
    town = town_without_script

    story.a_profile_says_where_to_look(town)
    story.the_members_agree(town)
    story.a_cycle_begins(town)
    story.people_are_asked(town)
    story.the_meeting_decides(town)
    story.promises_are_kept(town)
    story.members_hold_the_partners_to_account(town, worker, tmp_path)
    story.the_ward_is_told(town, tmp_path)
    story.anybody_can_read_it(town)
    story.a_line_leads_back_to_the_figures(town)
