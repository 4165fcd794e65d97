import io

from PIL import Image

from pact.accounts.models import Role
from tests.browser import PHONE
from tests.journeys.steps.member import Member


class Officer(Member):
    """A warden with a phone in one hand."""

    name = "Owen Price"
    role = Role.OFFICER
    works_for_an_agency = True
    size = PHONE

    # On the doorstep

    def goes_out_for(self, engagement):
        self.turns_to("Engagement")
        self.follows(engagement)

    def records_an_interview(self, *, issue, place, words, effect):
        self._knocks(issue=issue, place=place, words=words)
        self._question("How much does it affect how they feel?").get_by_role("radio", name=effect, exact=True).check()
        self.presses("Save the interview")
        self.is_told("The interview is kept.")
        self.reads("Their reply code")
        self.follows_back()

    def leaves_out_the_effect_and_loses_nothing(self, *, issue, place, words, effect):
        """A problem needs its effect (rule 10). What was typed at the door is still there to be sent again."""
        self._knocks(issue=issue, place=place, words=words)
        self.is_refused_when_pressing("Save the interview", "Say how much it affects how they feel")
        self.still_has("What is it?", words)
        self.still_has("Where?", place)
        self._question("How much does it affect how they feel?").get_by_role("radio", name=effect, exact=True).check()
        self.presses("Save the interview")
        self.is_told("The interview is kept.")
        self.follows_back()

    def _knocks(self, *, issue, place, words):
        self.presses("Record an interview")
        is_safe = self._question("Can they talk safely, here and now, with nobody they fear listening?")
        is_safe.get_by_role("radio", name="Yes", exact=True).check()
        self.ticks("They have heard or read this, and agree to answer")
        self.writes("What is it?", words)
        self.selects("Kind of issue", issue)
        self.writes("Where?", place)

    # On the walk

    def starts_walking(self):
        self.presses("Start a walkabout")
        self.selects("Land use", "Medium obstruction housing")
        self.writes("Surveyors’ initials", "OP")
        self.writes("Who else came", "two residents, a councillor")
        self.presses("Start walking")
        self.is_told("The walk has begun.")

    def grades_a_stretch(self, street, start, end, *, then, **grades):
        self.writes("Street", street)
        self.writes("From", start)
        self.writes("To", end)
        for item, grade in grades.items():
            self.chooses(item, grade)
        self.presses(then)
        self.is_told("is graded.")

    def finds(self, what, *, how_bad, on):
        self.presses("Record something found")
        self.selects("What did you find?", what)
        self.chooses("How bad is it?", how_bad)
        self.selects("On which stretch?", on)
        self.attaches("Photo", photo())
        self.presses("Save and finish")
        self.is_told(f"{what} is recorded.")

    def sees_the_photo_of(self, finding):
        self.follows(finding)
        self.sees_a_picture()
        self.follows_back()

    # Actions

    def takes_on(self, action):
        self.takes_up(f"Take on or refuse: {action}")
        self.presses(f"Accept {action}")
        self.is_told(f"You have accepted “{action}”.")

    def tells_of_progress(self, action, words):
        self.presses(f"Progress: {action}")
        self.writes("What has happened?", words)
        self.presses("Save progress")
        self.reads(words)

    def says_it_is_done(self, action, *, outcome):
        """With a photo, or with the reason why there is none (rule 31)."""
        self.presses(f"Done: {action}")
        self.writes("What changed as a result?", outcome)
        self.is_refused_when_pressing("Mark as done", "Add a photo or a document, or say below why there is none.")
        self.still_has("What changed as a result?", outcome)
        self.attaches("Photo or document", photo())
        self.presses("Mark as done")
        self.is_told("Somebody else will verify it.")


def photo():
    """A file as a phone sends it."""
    picture = io.BytesIO()
    Image.new("RGB", (1200, 900), "olivedrab").save(picture, "JPEG")
    return {"name": "IMG_0001.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}
