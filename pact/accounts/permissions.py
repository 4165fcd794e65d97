"""Who may do what, on one screen. A role is held by a person, for an agency, in a place."""

from enum import StrEnum

from django.db import models


class Role(models.TextChoices):
    ADMINISTRATOR = "administrator", "Administrator"
    COORDINATOR = "coordinator", "PACT co-ordinator"
    COUNCILLOR = "councillor", "Ward councillor"
    OFFICER = "officer", "Front-line officer"
    MANAGER = "manager", "Agency manager"
    SCRUTINY = "scrutiny", "Scrutiny officer"
    CHAIR = "chair", "PACT chair"
    PRINT_UNIT = "print", "Print unit"
    ANALYST = "analyst", "Analyst"
    DATA_PROTECTION = "data_protection", "Data protection lead"


class Permission(StrEnum):
    # everybody who works with the cycle
    SEE_CYCLE = "see everything about a ward's cycle that is not personal"
    # the register, people and words
    MANAGE_PEOPLE = "invite people, give and end roles"
    MANAGE_WORDS = "edit issue types, themes and techniques"
    MANAGE_REGISTER = "open, edit and retire PACTs in the register"
    RUN_CYCLE = "open and close the stages of a cycle"
    HOLD_MEETINGS = "call meetings, take attendance, write minutes"
    CHAIR_MEETINGS = "agree agendas and minutes"
    # area profile
    LOAD_DATA = "load and withdraw datasets"
    WRITE_PROFILE = "write area profiles and propose priority action areas"
    PUBLISH_PROFILE = "publish an area profile"
    AGREE_AREAS = "answer for a ward when priority action areas are agreed"
    SEE_TENSIONS = "read what agencies recorded, and did not report"
    # engagement
    PLAN_ENGAGEMENT = "plan engagements"
    RECORD_ENGAGEMENT = "record interviews and walkabouts"
    JOIN_ENGAGEMENT = "record at those engagements whose team they are on"
    SEE_ANSWERS = "read what people said word for word"
    SEND_CASEWORK = "send in casework for a ward, and see what came of it"
    SEE_CONTACTS = "see who asked to hear back, and how to reach them"
    # priorities
    PROPOSE_PRIORITY = "propose a priority"
    DECIDE_PRIORITIES = "record the community's decision on priorities"
    # tasking
    MANAGE_ACTIONS = "create, assign and re-date actions"
    WORK_ON_ACTIONS = "own actions, report progress and say when they are done"
    MANAGE_AGENCY = "accept, refuse and hand over the agency's actions, and answer recommendations for it"
    VERIFY_ACTIONS = "confirm that an action was done"
    # scrutiny
    RUN_REVIEWS = "build packs, record recommendations and responses"
    SCRUTINISE = "sit on reviews and accept recommendations as complete"
    # feedback
    WRITE_NEWSLETTER = "draft newsletters"
    APPROVE_NEWSLETTER = "approve a newsletter that somebody else wrote"
    PRINT_NEWSLETTER = "download approved print files and record print runs"
    # data protection
    READ_TRAIL = "read and export the trail"


P = Permission

MAY = {
    Role.ADMINISTRATOR: {P.SEE_CYCLE, P.MANAGE_PEOPLE, P.MANAGE_WORDS, P.MANAGE_REGISTER, P.LOAD_DATA},
    Role.COORDINATOR: {
        P.SEE_CYCLE,
        P.MANAGE_WORDS,
        P.MANAGE_REGISTER,
        P.RUN_CYCLE,
        P.HOLD_MEETINGS,
        P.WRITE_PROFILE,
        P.PUBLISH_PROFILE,
        P.SEE_TENSIONS,
        P.PLAN_ENGAGEMENT,
        P.RECORD_ENGAGEMENT,
        P.SEE_ANSWERS,
        P.SEE_CONTACTS,
        P.PROPOSE_PRIORITY,
        P.DECIDE_PRIORITIES,
        P.MANAGE_ACTIONS,
        P.WORK_ON_ACTIONS,  # their own, which somebody else then verifies (rule 32)
        P.VERIFY_ACTIONS,
        P.WRITE_NEWSLETTER,
        P.APPROVE_NEWSLETTER,
    },
    Role.COUNCILLOR: {
        P.SEE_CYCLE,
        P.AGREE_AREAS,
        P.RECORD_ENGAGEMENT,
        P.SEND_CASEWORK,
        P.PROPOSE_PRIORITY,
        P.SCRUTINISE,
    },
    Role.OFFICER: {P.SEE_CYCLE, P.RECORD_ENGAGEMENT, P.WORK_ON_ACTIONS},
    Role.MANAGER: {P.SEE_CYCLE, P.JOIN_ENGAGEMENT, P.WORK_ON_ACTIONS, P.MANAGE_AGENCY},
    Role.SCRUTINY: {P.SEE_CYCLE, P.HOLD_MEETINGS, P.RUN_REVIEWS, P.VERIFY_ACTIONS, P.APPROVE_NEWSLETTER},
    Role.CHAIR: {P.SEE_CYCLE, P.CHAIR_MEETINGS, P.PROPOSE_PRIORITY, P.VERIFY_ACTIONS, P.APPROVE_NEWSLETTER},
    Role.PRINT_UNIT: {P.PRINT_NEWSLETTER},
    Role.ANALYST: {P.SEE_CYCLE, P.LOAD_DATA, P.WRITE_PROFILE, P.SEE_TENSIONS},
    Role.DATA_PROTECTION: {P.READ_TRAIL},
}

# Roles that are always held for an agency.
ROLES_WITH_AN_AGENCY = {Role.OFFICER, Role.MANAGER}

# Roles that must use a second factor when the council says so (REQUIRE_MFA).
GUARDED_ROLES = {Role.ADMINISTRATOR, Role.COORDINATOR, Role.DATA_PROTECTION}


def roles_that_may(permission):
    """The roles that hold this permission, as a sorted list of values."""
    return sorted(role.value for role, held in MAY.items() if permission in held)
