"""Objectives that merely repeat a statement, and those that say something of their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from frameworks.library import FrameworkLibrary
from frameworks.model import Area, Framework, Group, Statement
from sessions.likeness import in_our_words_only, repeats

STATEMENTS = (
    "Builds trust between home and school by listening to families and acting on what they say.",
    "Holds everyone to account for high standards of behaviour.",
    "Sets clear expectations for staff and checks that they are met.",
    "Is careful with money.",
    "Gives newly appointed teachers regular coaching, so that their confidence and their classroom practice grow.",
    "Notices when colleagues are tired.",
    "Makes good use of evidence when deciding what the school should stop doing.",
)
KNOWS = ("how a budget is planned and monitored over several years", "tomorrow")


def framework(*statements: str, id: str = "fw", lead_in: str = "", **more: object) -> Framework:
    made = tuple(
        Statement(ref=f"1.{number}", code=f"1.{number}", text=text)
        for number, text in enumerate(statements, 1)
    )
    group = Group(title="Group" if lead_in else "", lead_in=lead_in, statements=made)
    made_framework = Framework(
        id=id, title="A framework", areas=(Area(ref="1", code="1", title="Area", groups=(group,)),)
    )
    return replace(made_framework, **more)


OWN = framework(*STATEMENTS)
KNOWING = framework(*KNOWS, id="knowing", lead_in="Knows about…")


@pytest.mark.parametrize(
    ("objective", "ref"),
    [
        # Another order, other endings.
        ("Listening to families and acting on what they say, to build trust between school and home", "1.1"),
        ("Everyone held to account for a high standard of behaviour", "1.2"),
        # A lead-in before it.
        ("My objective for this year is to set clear expectations for staff and check that they are met.", "1.3"),
        ("I will be more careful with money", "1.4"),
        # A few words changed, taken out or put in.
        ("To give new teachers regular coaching so that their confidence and practice in the classroom grow", "1.5"),
        ("Notice when a colleague is tired", "1.6"),
        ("Make better use of evidence in deciding what our school stops doing", "1.7"),
        ("Set very clear expectations for all the staff and make sure they are met", "1.3"),
        # A slip of the finger.
        ("Biulds trust betwen home and school by listning to famillies and acting on what they say", "1.1"),
        # A part of a long one.
        ("Regular coaching, so that confidence and classroom practice grow", "1.5"),
        # A day alone is no substance.
        ("By July: listen to families and act on what they say, building trust between home and school", "1.1"),
        ("HOLD EVERYONE TO ACCOUNT, for high standards of behaviour!", "1.2"),
    ],
)  # fmt: skip
def test_a_statement_said_again_is_found(objective: str, ref: str) -> None:
    found = repeats(objective, [OWN])
    assert found is not None
    assert (found.ref, found.code, found.title, found.framework) == (ref, ref, "A framework", "fw")
    assert found.text == STATEMENTS[int(ref[2:]) - 1]


@pytest.mark.parametrize(
    "objective",
    [
        "",
        "Build trust",
        "High standards",
        "By Easter each class teacher rings three families a week; in June four in five say that we listen.",
        "Halve the number of fixed-term exclusions in Year 8 by the summer, counted each month with Mrs Pugh",
        "Staff meetings end at half past four, and the survey in May shows fewer colleagues who are tired",
        "Spend no more than £4,000 on supply cover before April, checked monthly with the bursar",
        "Our two newly appointed teachers each watch a colleague in another school once a fortnight",
        "Stop the Friday memo, the termly data drop and the second lunch rota by 1 March",
        "Hold everyone on the senior team to account for two learning walks a week, with notes sent to Siân by Friday",
        "Introduce a homework club for children in care, with 20 places from January",
        "Coach",
        "Write the new behaviour policy with pupils, so that each class can say it in its own words by half-term",
    ],
)
def test_an_objective_with_substance_of_its_own_is_left_alone(objective: str) -> None:
    assert repeats(objective, [OWN, KNOWING]) is None


def test_a_statement_that_ends_a_sentence_is_said_with_its_beginning() -> None:
    found = repeats("I want to know how budgets are planned and monitored over several years", [OWN, KNOWING])
    assert found is not None
    assert found.text == "Knows about how a budget is planned and monitored over several years"
    # With next to no words of its own it is known by these too.
    assert repeats("Knows about tomorrow", [KNOWING]) is not None
    assert repeats("Tomorrow", [KNOWING]) is None


def test_of_several_that_are_close_the_closest_is_said() -> None:
    two = framework("Sets clear expectations for staff.", "Sets clear expectations for staff and pupils.")
    found = repeats("Set clear expectations for the pupils and the staff", [two])
    assert found is not None
    assert found.ref == "1.2"
    assert repeats("Set clear expectations for staff", [two]).ref == "1.1"


def test_every_statement_that_comes_with_the_app_is_found_again() -> None:
    for one in FrameworkLibrary(None).all():
        for area in one.areas:
            for group in area.groups:
                for statement in group.statements:
                    lead = group.lead_in.rstrip("….") + " " if group.lead_in else ""
                    found = repeats(f"My objective is: {lead}{statement.text}", [one])
                    assert found is not None, statement
                    assert found.ref == statement.ref


@pytest.mark.parametrize(
    "said",
    [
        "{words}",
        "{words} by July 2027",
        "{words}, by 31 July 2027",
        "By the end of the summer term 2027: {words}",
        "I will {words}",
        "{code} {words}",
        "{code} I will {words} in my school within six months",
    ],
)
def test_a_statement_that_comes_with_the_app_is_found_with_a_day_a_code_or_a_beginning(said: str) -> None:
    for one in FrameworkLibrary(None).all():
        texts = [(statement.code, statement.text) for _, statement in one.statements()]
        missed = [words for code, words in texts if not repeats(said.format(code=code, words=words), [one])]
        assert len(missed) <= 0.03 * len(texts), missed


@pytest.mark.parametrize(
    "objective",
    [
        "Distribute leadership by giving each phase leader a budget of £500 and the agenda of one staff meeting a "
        "month; five of six run it alone by March 2027",
        "By July 2027 Siân and I will have coached four new teachers once a fortnight, and lesson visits show that "
        "three of them question every table",
        "Mrs Pugh will mentor both acting year heads every Tuesday until Easter; their diaries show it",
        "Raise reading ages in Year 7 by six months before June, measured with the spring and summer tests",
        "Cut the deputy's paperwork by two hours a week from January, counted in a log, so that work and life balance",
        "By 1 May the school council decides how £2,000 is spent on the yard, and 80 % of pupils can say what on",
        "Recognise good practice: each Friday briefing names one lesson that Tom or I saw, 30 by July 2027",
        "Parents and carers of 20 pupils in Year 3 read with them twice a week by Christmas, according to the diaries",
        "Analyse the risks of the new building with the site manager before September and report to governors monthly",
        "Share responsibility: hand the timetable to Ann by May and the trips to Dafydd by June, with a weekly check",
        "Inspire the maths team: each of the five observes a colleague at Ysgol y Bryn by November and tries one idea",
        "Set high expectations in Year 9 homework; 90 % handed in on time by Easter, from 71 % in the autumn",
        "Write our vision with pupils, parents and staff at three evenings by March; nine in ten can say it in June",
        "Give feedback to every teaching assistant after a visit each half-term, and ask in July what they changed",
        "Two leaders swap with Ysgol Fawr for ten days in February and each presents one change to staff by Easter",
        "Manage the energy bill: the bursar reads meters on Mondays, and by April 2027 we pay a tenth less",
        "Form a network of four primary schools by October that plans one writing week, judged by moderated scripts",
        "Promote equal opportunities: girls make up half of the coding club by summer 2027, counted by Mr Rees",
    ],
)
def test_an_objective_of_ones_own_about_what_a_statement_is_about_is_left_alone(objective: str) -> None:
    assert repeats(objective, FrameworkLibrary(None).all()) is None


def test_our_own_wording_is_known_to_stand_alone_until_the_official_one_is_there() -> None:
    own = replace(OWN, wording="own")
    official = replace(KNOWING, wording="official")
    another = replace(official, areas=(replace(official.areas[0], title="Another area"),))
    assert in_our_words_only([own]) == (own,)
    assert in_our_words_only([own, another]) == (own,)
    assert in_our_words_only([own, official]) == ()
    assert in_our_words_only([OWN]) == ()


@given(st.text(max_size=80), st.text(max_size=80))
def test_no_text_and_no_statement_make_it_fail(text: str, statement: str) -> None:
    found = repeats(text, [framework(statement)])
    assert found is None or found.text == statement
