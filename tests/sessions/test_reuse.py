"""A session's plan as a template: what is left behind, and the names that are still in its words."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sessions.date_search import said
from sessions.model import ActionDetail, Field, Note, Person, Session, Step, Swap, Template
from sessions.name_search import words
from sessions.reuse import as_template, finds, intro_of, neutral, replaced
from sessions.template_reader import parse_template
from sessions.template_writer import tidy, write_template
from tests import build

SIAN = Person(id="a", name="Siân Ŵyn-Jones", school="Ysgol Tŷ Gwyn", role="Head", aliases=("Shan Jones",))
RAJ = Person(id="b", name="Raj Patel", school="Cwm Primary School")
WILL = Person(id="c", name="Will Price", school="School 7")


def session(*steps: Step, title: str = "Talk", people: tuple[Person, ...] = (SIAN, RAJ, WILL)) -> Session:
    made = build.session()
    used = steps or made.steps
    meta = replace(made.meta, title=title, steps=tuple(step.id for step in used))
    return replace(made, meta=meta, steps=used, people=people)


def found(prompt: str, private: str = "") -> list[tuple[str, str]]:
    """What is found in a prompt or a private note, with what is suggested."""
    one = session(Step(id="s", title="A step", prompt=prompt, private=private))
    return [(find.words, find.suggestion) for find in finds(as_template(one, "x", "X"), one)]


# --- the plan --------------------------------------------------------------------------------------------------


def test_the_plan_is_taken_as_it_stands() -> None:
    made = build.session()
    changed = replace(made.steps[0], minutes=9, title="Good morning", prompt="Changed")
    added = Step(id="own", title="Tea", minutes=15, at="10:30")
    template = as_template(
        replace(made, steps=(changed, *made.steps[1:], added)), "our-own", "Our own", "For whom."
    )
    assert [step.id for step in template.steps] == [
        "good-morning", "talk-in-pairs", "swap-roles", "write-it-down", "harvest", "tea",
    ]  # fmt: skip
    assert (template.steps[0].minutes, template.steps[0].prompt) == (9, "Changed")
    assert (template.steps[-1].at, template.steps[-1].framework) == ("10:30", "")
    assert {step.same_as for step in template.steps[2:5]} == {"talk-in-pairs"}
    assert (template.framework, template.language, template.intro) == ("fw", "en", "For whom.")
    assert parse_template(write_template(template), "x") == template


def test_the_framework_most_steps_work_on_is_the_templates() -> None:
    steps = tuple(
        Step(id=str(n), title=f"Step {n}", framework=id)
        for n, id in enumerate(("", "one", "two", "two", "", ""))
    )
    template = as_template(session(*steps), "x", "X")
    assert template.framework == "two"
    text = write_template(template)
    assert "framework: one" in text
    assert [step.framework for step in parse_template(text, "x").steps] == ["", "one", "two", "two", "", ""]


def test_nothing_of_a_session_is_in_its_template_but_the_plan() -> None:
    at = build.NOW
    made = session(title="Morning")
    note = Note(id="n", step=made.steps[3].id, people=("a",), fields={"evidence": "SAID"}, at=at, changed=at)
    text = write_template(as_template(replace(made, notes=(note,)), "x", "X"))
    for word in ("SAID", "Raj", "Patel", "Gwyn", "Cwm", "2026", made.id, "p1"):
        assert word not in text


def test_the_intro_of_the_templates_it_was_made_of_comes_along() -> None:
    talk = replace(build.template(), intro="For heads.")
    assert intro_of([talk, build.template(), replace(talk, intro="Bring tea.")]) == "For heads.\n\nBring tea."
    assert intro_of([]) == ""


# --- what is found ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ask Siân, then SIAN ŴYN-JONES", [("Siân", "a colleague"), ("SIAN ŴYN-JONES", "a colleague")]),
        ("Mrs Jones’s idea", [("Mrs Jones’s", "A colleague's")]),
        ("- Shan begins", [("Shan", "A colleague")]),
        ("at Tŷ Gwyn, or the Cwm Primary School", [("Tŷ Gwyn", "a school"), ("the Cwm Primary School", "a school")]),
        ("School 7, not School 70 or any school", [("School 7", "A school")]),
        ("Hello Cwm Test cluster, hello {cluster}", [("Cwm Test", "{cluster}")]),
        ("write to raj@cwm.example", [("raj@cwm.example", "an e-mail address")]),
        ("he will ask Will", [("Will", "a colleague")]),
        ("Rajasthan, Patels\u00adon and Jonesborough", []),
    ],
)  # fmt: skip
def test_every_known_name_in_a_prompt_is_found_with_what_may_be_put_for_it(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(text) == expected


def test_a_placeholder_is_put_only_where_one_is_filled_in() -> None:
    assert found("", private="the Cwm Test cluster meets on 12 January 2027") == [
        ("the Cwm Test cluster", "The cluster"),
        ("12 January 2027", "the review date"),
    ]
    assert found("Back on 12 January 2027") == [("12 January 2027", "{review_date}")]


def test_the_words_of_a_placeholder_are_nobodys_name() -> None:
    one = session(Step(id="s", title="A step", prompt="{cluster} {date} {area}"), people=())
    one = replace(one, people=(Person(id="a", name="Area Date"),))
    assert finds(as_template(one, "x", "X"), one) == []


@pytest.mark.parametrize(
    "text",
    [
        "1 December",
        "Tuesday 1 December 2026",
        "Tue, 1st of Dec 2026",
        "December 1",
        "2026-12-01",
        "1/12/2026",
        "1.12.26",
    ],
)
def test_the_day_of_the_session_is_found_however_it_is_written(text: str) -> None:
    assert found(f"On {text} we begin") == [(text, "{date}")]


@pytest.mark.parametrize(
    "text", ["1.12 is a code", "11 December", "1 December 2025", "1 Decembers", "21.12.2026"]
)
def test_what_is_not_the_day_of_the_session_stays(text: str) -> None:
    assert said(date(2026, 12, 1)).search(text) is None


def test_titles_intro_fields_hints_roles_points_and_notes_are_searched_and_said_where() -> None:
    step = Step(
        id="s",
        title="Raj speaks",
        roles=("Raj", "listener"),
        source="person",
        private="Raj again",
        capture=(
            Field(
                key="raj-s-view", name="Raj’s view", hint="as Raj sees it", kind="scale", options=("Raj", "b")
            ),
        ),
    )
    one = session(step, title="A morning with Raj")
    template = as_template(one, "x", one.meta.title, "With Raj.")
    assert [find.where for find in finds(template, one)] == [
        "the title",
        "what it is for",
        "Raj speaks, title",
        "Raj speaks, role",
        "Raj speaks, private note",
        "Raj speaks, the field “Raj’s view”",
        "Raj speaks, the key of “Raj’s view”",
        "Raj speaks, the hint of “Raj’s view”",
        "Raj speaks, a point of “Raj’s view”",
    ]
    clean = neutral(template, one)
    assert "Raj" not in write_template(clean)
    assert "raj" not in write_template(clean)
    assert clean.steps[0].id == "a-colleague-speaks"


def test_names_from_everywhere_in_the_session_file_are_known() -> None:
    one = session(
        Step(id="s", title="A step", prompt="Bedwyr, Ffion Puw, Ysgol Bryn, Ysgol Nant and Ysgol Uchaf")
    )
    one = replace(
        one,
        meta=replace(one.meta, former_names=("Bedwyr Puw",), former_schools=("Ysgol Uchaf",)),
        actions=(ActionDetail(id="n.action", owner="Ffion Puw"),),
        swaps=(Swap(id="w", person="a", host="Ysgol Bryn", home="Ysgol Nant"),),
    )
    assert [find.words for find in finds(as_template(one, "x", "X"), one)] == [
        "Bedwyr", "Ffion Puw", "Ysgol Bryn", "Ysgol Nant", "Ysgol Uchaf",
    ]  # fmt: skip


def test_a_find_shows_the_words_around_it() -> None:
    text = (
        "Before the first line\nPlease let Raj have the last word of all, however long it may take him\nAfter"
    )
    one = session(Step(id="s", title="A step", private=text))
    (find,) = finds(as_template(one, "x", "X"), one)
    assert (find.before, find.words) == ("Please let ", "Raj")
    assert find.after == " have the last word of all, however long it may…"


def test_ordinary_words_of_the_template_it_was_made_of_are_no_finds() -> None:
    step = Step(id="s", title="A step", prompt="Will it help? Ask Siân.", private="Will speaks")
    one = session(step)
    origin = Template(
        id="o", title="O", steps=(replace(step, prompt=f"{step.prompt}\nMore.", private="Ask."),)
    )
    template = as_template(one, "x", "X")
    assert [find.words for find in finds(template, one, [origin])] == ["Siân", "Will"]
    assert [(find.words, find.ordinary) for find in finds(template, one)] == [
        ("Will", True), ("Siân", False), ("Will", True),
    ]  # fmt: skip


def test_people_known_by_a_number_do_not_make_every_leader_a_find() -> None:
    one = session(Step(id="s", title="A step", prompt="Each leader: Leader 03, then head 2 and Leader 033"))
    numbered = (Person(id="a", name="Leader 03"), Person(id="b", name="Head 2", school="School 1"))
    one = replace(one, people=numbered)
    assert [find.words for find in finds(as_template(one, "x", "X"), one)] == ["Leader 03", "head 2"]


def test_only_what_is_decided_on_is_replaced() -> None:
    one = session(Step(id="s", title="A step", prompt="Raj and Siân and Raj"))
    template = as_template(one, "x", "X")
    first, second, _ = finds(template, one)
    assert replaced(template, [first]).steps[0].prompt == "A colleague and Siân and Raj"
    assert replaced(template, [second]).steps[0].prompt == "Raj and a colleague and Raj"
    assert replaced(template, []) == template


def test_what_became_alike_can_still_be_told_apart() -> None:
    fields = (Field(key="raj", name="Raj"), Field(key="sian", name="Siân"))
    one = session(
        Step(id="s", title="Raj", source="person", capture=fields, roles=("Raj", "Siân")),
        Step(id="t", title="Siân"),
    )
    clean = neutral(as_template(one, "x", "X"), one)
    assert parse_template(write_template(clean), "x") == clean
    assert [step.title for step in clean.steps] == ["A colleague", "A colleague (2)"]
    assert [field.key for field in clean.steps[0].capture] == ["a-colleague", "a-colleague-2"]


def test_what_is_put_for_a_name_is_nobodys_name() -> None:
    people = (Person(id="a", name="Colleague Jones", school="A School"),)
    one = replace(session(Step(id="s", title="A step", prompt="Colleague Jones")), people=people)
    assert neutral(as_template(one, "x", "X"), one).steps[0].prompt == "Someone"


# --- never a name ----------------------------------------------------------------------------------------------

# Names of every make, with the words by which each would be known.
PEOPLE = {
    "Siân Ŵyn-Jones": {"sian", "wyn", "jones"},
    "Niamh O'Driscoll": {"niamh", "driscoll"},
    "A.B. (Bob) Tudor*+?": {"bob", "tudor"},
    "Gŵen ap Rhys": {"gwen", "rhys"},
    "[a-z]{2} Kowalski|.*": {"kowalski"},
    "D’Arcy Łukasz \\d+": {"arcy", "lukasz"},
}
SCHOOLS = {"Ysgol Tŷ Môn": {"mon"}, "St. Winefride's (C.i.W.)": {"winefride"}, "Pont-y-gof": {"gof"}}
CLUSTERS = {"Cwm [Rhyd]+ cluster": {"rhyd"}, "Dyffryn Ŷan": {"dyffryn"}}
NAMES = {**PEOPLE, **SCHOOLS, **CLUSTERS}
altered = st.sampled_from([str, str.upper, str.lower, lambda name: name.replace(" ", "  ")])
signs = st.text(alphabet=" .,;:!?'’\"()[]{}-–/*_|1", max_size=3)
sentences = st.builds(
    lambda before, name, alter, after: f"with {before}{alter(name)}{after} today",
    signs, st.sampled_from([*NAMES, *(name.split()[-1] for name in PEOPLE)]), altered, signs,
)  # fmt: skip


@given(st.lists(sentences, min_size=8, max_size=8), st.sampled_from(list(CLUSTERS)))
def test_no_known_name_is_left_in_a_template_whatever_it_is_made_of(texts: list[str], cluster: str) -> None:
    step = Step(
        id="s",
        title=texts[0],
        source="person",
        roles=(texts[1], "listener"),
        prompt=f"## {texts[2]}\n\n- {texts[3]}",
        private=texts[4],
        capture=(
            Field(key="one", name=texts[5], hint=texts[6]),
            Field(key="two", name="Two", kind="scale", options=("not yet", texts[7])),
        ),
    )
    people = tuple(
        Person(id=str(n), name=name, school=[*SCHOOLS][n % len(SCHOOLS)]) for n, name in enumerate(PEOPLE)
    )
    one = replace(session(step, title=texts[0]), people=people)
    one = replace(one, meta=replace(one.meta, cluster=cluster))
    # What is said of another cluster nobody here can know.
    known = set().union(*PEOPLE.values(), *SCHOOLS.values(), CLUSTERS[cluster])
    template = neutral(as_template(one, "x", texts[0], texts[1]), one)
    text = write_template(template)
    assert not known & set(words(text))
    assert finds(template, one) == []
    assert parse_template(text, "x") == tidy(template) == template


# --- web addresses ---------------------------------------------------------------------------------------------

HILL = (
    Person(id="h", name="Ann Bevan", school="Hill School"),
    Person(id="o", name="Oldcastle Gwern", school="Hill"),
)


@pytest.mark.parametrize(
    ("prompt", "left"),
    [
        ("See https://hill.sch.uk/x for more.", "See for more."),
        ("See https://hill.sch.uk/x.", "See."),
        ("See <https://www.hill.sch.uk/a/hill?b=1#c> now", "See now"),
        ("Read www.hill.sch.uk/x, then talk", "Read, then talk"),
        ("Read hill.sch.uk first", "Read first"),
        ("Read [their plan](https://hill.sch.uk/x) first", "Read their plan first"),
        ("Read https://gov.wales/x first", "Read https://gov.wales/x first"),
    ],
)
def test_a_web_address_with_a_name_in_it_is_taken_out_whole(prompt: str, left: str) -> None:
    one = session(Step(id="s", title="A step", prompt=prompt), people=HILL)
    assert neutral(as_template(one, "x", "X"), one).steps[0].prompt == left


def test_a_web_address_is_one_find_with_all_of_it() -> None:
    one = session(Step(id="s", title="A step", prompt="See https://hill.sch.uk/hill for more"), people=HILL)
    (find,) = finds(as_template(one, "x", "X"), one)
    assert (find.words, find.suggestion) == ("https://hill.sch.uk/hill", "")


def test_a_title_that_is_nothing_but_an_address_keeps_words() -> None:
    one = session(Step(id="s", title="https://hill.sch.uk/x", prompt="Hello"), people=HILL)
    assert neutral(as_template(one, "x", "X"), one).steps[0].title == "A web page"
