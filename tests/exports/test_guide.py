"""The facilitator's guide: everything a template holds, in words that need no knowledge of its settings."""

from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from exports import markdown
from exports.document import Document, Heading, Passage
from exports.guide import guide, timed, write
from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from frameworks.text import clean
from sessions.model import CiteRule, Field, Kind, Step, Template
from sessions.prompts import render
from sessions.templates import TemplateLibrary
from tests.exports.awkward import PLAIN, WATER
from tests.exports.reading import parse, texts

FRAMEWORKS = {one.id: one for one in FrameworkLibrary(None).all()}
TEMPLATES = TemplateLibrary(None, FrameworkLibrary(None)).all()


def made(*steps: Step, intro: str = "", framework: str = "water") -> Template:
    ids = tuple(replace(step, id=step.id or str(number)) for number, step in enumerate(steps))
    return Template(id="t", title="Wells", framework=framework, intro=intro, steps=ids)


def said(template: Template, **frameworks: Framework) -> str:
    return "\n".join(texts(markdown.render(guide(template, {"water": WATER, **frameworks}))))


def a_step(**settings: object) -> Step:
    return replace(Step(id="", title="Dig", framework="water"), **settings)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_it_holds_every_word_of_a_template(template: Template) -> None:
    text = " ".join(said(template, **FRAMEWORKS).split())

    def holds(words: str) -> bool:
        return " ".join(clean(words).split()) in text

    for step in template.steps:
        assert holds(step.title)
        for block in (*render(step.private, {}), *render(step.prompt, {})):
            pieces = block.text.split("…")  # what is filled in on the day
            assert all(holds(piece) for piece in pieces), block.text
        for field in step.capture:
            assert holds(field.name)
            assert holds(field.hint)
            assert all(holds(option) for option in field.options)
    for id in {step.framework for step in template.steps if step.framework}:
        assert holds(FRAMEWORKS[id].status.rstrip("."))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.id)
def test_it_is_made_in_every_format_and_is_whole(template: Template) -> None:
    document = guide(template, FRAMEWORKS)
    headings = [token for token in parse(write(document, "md")) if token.type == "heading_open"]
    assert [token.tag for token in headings].count("h1") == 1
    page = write(document, "html")
    assert page.count("<h2 ") == [token.tag for token in headings].count("h2")
    assert "@page {" in page
    _Closed().feed(page.partition("<body>")[2])


class _Closed(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        if tag not in ("br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in ("body", "html"):
            assert self.open.pop() == tag


def test_times_follow_the_minutes_and_hold_for_what_is_fixed() -> None:
    steps = (a_step(minutes=25), a_step(minutes=5, at="10:30"), a_step(minutes=90, at="09:00"))
    found = [(one.begins, one.ends) for one in timed(steps, "09:50")]
    assert found == [("09:50", "10:15"), ("10:30", "10:35"), ("10:35", "12:05")]
    assert "10:30 to 10:35 (fixed at 10:30) · 5 minutes" in said(made(*steps))


@given(minutes=st.lists(st.integers(1, 240), min_size=1, max_size=12))
def test_without_fixed_times_each_step_begins_when_the_one_before_ends(minutes: list[int]) -> None:
    found = timed([a_step(minutes=one) for one in minutes], "09:00")
    assert all(one.ends == two.begins for one, two in pairwise(found))


def test_the_length_is_said_with_the_end() -> None:
    assert "13 minutes in two steps. Begun at 13:30, it ends at 13:43." in "\n".join(
        texts(markdown.render(guide(made(a_step(minutes=9), a_step(minutes=4)), {}, "13:30")))
    )


def test_what_the_room_will_only_know_on_the_day_stands_in_marks_and_what_the_framework_says_in_full() -> (
    None
):
    prompt = "{area} and {review_date}\n\n{opening}\n\n- {reflection}"
    text = said(made(a_step(prompt=prompt, private="{area} stays")))
    assert "‹the stream chosen› and ‹the review date›" in text
    assert "Tell someone about a **well**." in text
    assert "What did you draw?" in text
    assert "{area} stays" in text


def test_what_the_room_sees_is_framed_and_the_private_note_is_not() -> None:
    document = guide(made(a_step(prompt="## See", private="Secret")), {"water": WATER})
    passages = [
        (block.framed, block.blocks[0].text) for block in document.blocks if isinstance(block, Passage)
    ]
    assert passages == [(True, "See"), (False, "Secret")]


def test_a_run_sheet_says_who_writes_what_and_how_people_sit() -> None:
    talk = a_step(
        id="talk", title="Talk", together="groups", size=4, schools="different", roles=("teller", "listener")
    )
    write_ = a_step(
        together="same", same_as="talk", source="person", capture=(Field(key="a", name="Evidence"),)
    )
    text = markdown.render(guide(made(talk, write_), {"water": WATER}))
    assert "| 09:05 | 5 | 2 Dig | same groups as in “Talk” | each person: Evidence |" in text
    assert "in groups of 4, from different schools; teller, then listener" in text


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({"source": "person"}, "Each person fills in one form. They and you see it, and nobody else."),
        (
            {"source": "group", "shared": "group"},
            "Each pair or group fills in one form. Their group and you see it",
        ),
        (
            {"source": "school", "shared": "group"},
            "Each school fills in one form. Their school and you see it",
        ),
        (
            {"source": "room", "shared": "room"},
            "The room fills in one form. Everyone may see it: it stands",
        ),
        ({"for_each": "chosen statement"}, "a form for each ripple they choose to write about"),
        ({"for_each": "area"}, "a form for each stream that was chosen, or for all"),
        (
            {"for_each": "choice", "examples": "Actions"},
            "for each thing that was chosen. What stands under “Actions”",
        ),
        (
            {"for_each": "earlier", "earlier": ("action", "point")},
            "for each action or learning point of theirs that",
        ),
        (
            {"cite": CiteRule(what="ripple", at_least=1, at_most=3)},
            "It cites at least one ripple, at most three.",
        ),
        ({"cite": CiteRule(what="ripple")}, "It may cite any ripple."),
    ],
)
def test_a_form_is_described_in_words(settings: dict[str, object], expected: str) -> None:
    step = a_step(**{"source": "person", "capture": (Field(key="a", name="A"),), **settings})
    assert expected in said(made(step))


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        (
            {"choose": "person"},
            "Each person chooses what to work on, by stream, from “Leading water | *wet*”.",
        ),
        (
            {"choose": "pair", "choosable": "group"},
            "Each pair or group chooses what to work on, by group, from",
        ),
        (
            {"choose": "room", "choosable": "anything", "choose_most": 4},
            "The room chooses what everyone works on, by stream, group or ripple, from “Leading water | *wet*”; "
            "at most four. Hands can be counted for each.",
        ),
    ],
)
def test_choosing_is_described_in_words(settings: dict[str, object], expected: str) -> None:
    assert expected in said(made(a_step(**settings)))


def test_every_kind_of_field_is_called_something_else() -> None:
    from typing import get_args

    fields = tuple(
        Field(key=kind, name=f"Name of {kind}", kind=kind) for kind in get_args(Kind) if kind != "scale"
    )
    scale = Field(key="s", name="Name of scale", kind="scale", options=("low", "high"))
    text = markdown.render(guide(made(a_step(source="person", capture=(*fields, scale))), {}))
    cells = [line.split(" | ")[1] for line in text.splitlines() if line.startswith("| Name of")]
    assert len(cells) == len(set(cells)) == len(get_args(Kind))
    assert "one of: low, high" in cells


def test_what_to_have_ready_is_what_the_plan_and_the_introduction_say_and_nothing_else() -> None:
    fields = (Field(key="a", name="A"),)
    steps = (
        a_step(choose="person"),
        a_step(source="school", capture=fields),
        a_step(source="person", capture=fields),
        a_step(source="room", capture=fields),
    )
    intro = "Leaders bring wells up to date. For all. Bring rope and a *flipchart*; nobody else does. Print little."
    text = said(made(*steps, intro=intro)).partition("What to have ready\n")[2].partition("\n1 Dig")[0]
    assert text.splitlines() == [
        "A worksheet for each person (steps 1 and 3)",
        "A worksheet for each school (step 2)",
        "“Leading water | *wet*” in print (step 1)",
        "From the introduction: Bring rope and a flipchart; nobody else does.",
        "From the introduction: Print little.",
        "Worksheets are printed from a session, once one is made from this. "
        "A framework is printed from the library’s Frameworks, or as one of a session’s hand-outs.",
    ]
    assert "What to have ready" not in said(made(Step(id="", title="Talk"), framework=""))
    welsh = replace(made(a_step(), intro=intro), language="cy")
    assert "From the introduction" not in said(welsh)


def test_frameworks_are_named_at_the_end_with_status_and_source() -> None:
    text = said(made(a_step(), a_step(framework="plain"), a_step(framework="gone")), plain=PLAIN)
    end = text.partition("What it works on\n")[2].splitlines()
    assert end == [
        "Leading water | *wet*: words made up for the tests; there is no official wording. "
        "Source: The book of water, https://example.org/water_(book).",
        "Plain questions.",
        "gone: a framework that is not here. It has to be taken in before the session is made.",
    ]


def test_nothing_written_in_a_template_becomes_a_part_of_the_page() -> None:
    hostile = "<b>x</b> | # y"
    step = a_step(
        title=hostile,
        prompt=hostile,
        private=hostile,
        source="person",
        roles=(hostile,),
        examples=hostile,
        for_each="choice",
        cite=CiteRule(what=hostile),
        capture=(Field(key="a", name=hostile, hint=hostile, kind="scale", options=(hostile, "z")),),
    )
    document: Document = guide(
        made(step, intro=hostile), {"water": replace(WATER, title=hostile, area=hostile)}
    )
    assert "<b>x" not in write(document, "html")
    levels = [block.level for block in document.blocks if isinstance(block, Heading)]
    found = [int(token.tag[1]) for token in parse(write(document, "md")) if token.type == "heading_open"]
    assert found == levels
