"""The stage's first page: where we are, when it begins, and what the words of each framework are."""

from datetime import timedelta
from itertools import combinations

import pytest
from msgspec.structs import replace

from frameworks.library import FrameworkLibrary
from frameworks.model import Framework
from sessions import clock, progress
from sessions.model import Session, UsedFramework
from sessions.pages import set_stage
from sessions.stage import stage_view
from sessions.stage_size import Size
from tests.build import NOW, framework, session

SMALL = Size(60, 18)
BUNDLED = FrameworkLibrary(None).all()


def working_on(*frameworks: Framework) -> Session:
    used = tuple(UsedFramework(id=one.id, digest="", framework=one) for one in frameworks)
    return replace(session(), frameworks=used)


def lines(made: Session, size: Size = SMALL) -> list[list[str]]:
    """What each page says."""
    return [[line.text for line in page.lines] for page in set_stage(stage_view(made, NOW), size).pages]


def test_the_first_page_says_status_and_source_without_the_address():
    one = replace(
        framework(), title="Wells", status="draft, 2011; our own words.", source="The book: https://x.org/a"
    )
    (page,) = lines(working_on(one))
    assert page[:3] == ["Cwm Test", "Tuesday 1 December 2026", "We begin at 09:00."]
    assert " ".join(" ".join(page[4:]).split()) == "Wells: draft, 2011; our own words. Source: The book."


@pytest.mark.parametrize(
    ("status", "source", "expected"),
    [
        ("", "The book", "A framework: the source is The book."),
        ("draft", "", "A framework: draft."),
        ("draft", "https://x.org/a", "A framework: draft. Source: https://x.org/a."),
        ("draft", "The book (https://x.org/a).", "A framework: draft. Source: The book."),
        ("", "", ""),
    ],
)
def test_what_is_not_known_of_a_framework_is_not_said(status, source, expected):
    (page,) = lines(working_on(replace(framework(), status=status, source=source)))
    assert " ".join(page[4:]) == expected


@pytest.mark.parametrize("one", BUNDLED, ids=lambda one: one.id)
def test_one_framework_fits_the_smallest_stage(one):
    assert len(lines(working_on(one))) == 1


@pytest.mark.parametrize(
    "pair", combinations(BUNDLED, 2), ids=lambda pair: " and ".join(one.id for one in pair)
)
def test_two_frameworks_fit_one_page_or_turn_between_them(pair):
    pages = lines(working_on(*pair))
    assert len(pages) <= 2
    if len(pages) == 2:
        assert pages[1][0].startswith(pair[1].title.split()[0])
    assert len(lines(working_on(*pair), Size(80, 24))) == 1


def test_the_one_button_turns_the_first_pages_before_the_session_begins_and_back():
    made = working_on(*(replace(framework(), title=f"Wells {n}", status="words " * 60) for n in range(2)))
    assert progress.ahead(made, NOW, SMALL).words == "Turn to page 2 of 2"
    turned = progress.next_(made, NOW, SMALL)
    assert (turned.meta.status, stage_view(turned, NOW).first > 0) == ("planned", True)
    assert progress.ahead(turned, NOW, SMALL).move == "begin"
    assert progress.back(turned, NOW, SMALL).progress.word == 0
    begun = progress.next_(turned, NOW, SMALL)
    assert (begun.meta.status, begun.progress.word) == ("running", 0)


def test_what_is_shown_in_place_of_the_first_page_does_not_hold_the_beginning_up():
    made = working_on(*(replace(framework(), title=f"Wells {n}", status="words " * 60) for n in range(2)))
    assert progress.ahead(progress.show(made, "blank"), NOW, SMALL).move == "begin"


def test_a_clock_is_on_the_stage_of_its_own_step_alone():
    made = progress.begin(session(), NOW)
    welcome, talk = made.steps[:2]
    made = replace(made, clock=clock.start(welcome.id, 1, NOW))
    assert stage_view(made, NOW).clock is not None
    later = progress.enter(made, talk, NOW + timedelta(minutes=2))
    # It runs on, over its time: what is read here would be taken for this step's.
    assert (later.clock.step, stage_view(later, NOW + timedelta(minutes=3)).clock) == (welcome.id, None)
    for shown in ("wall", "qr"):
        assert stage_view(progress.show(later, shown, "source"), NOW).clock is None
    assert stage_view(progress.enter(later, welcome, NOW), NOW).clock is not None


def test_the_key_areas_are_background_and_no_yardstick_from_the_first_page_on():
    one = next(one for one in BUNDLED if one.id == "leadership-key-areas")
    (page,) = lines(working_on(one))
    assert "background for setting objectives, not a yardstick" in " ".join(page)
