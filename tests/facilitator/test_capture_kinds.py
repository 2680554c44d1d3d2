"""Fields with a meaning: answered by a key or two, understood while they are typed, examples and likenesses beside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from textual.content import Content
from textual.widgets import Static

from exports import handout, markdown
from facilitator.screens.capture import CaptureScreen
from frameworks.model import Area, Framework, Group, Statement
from frameworks.writer import write_framework
from sessions import notes
from sessions.forms import due
from sessions.model import Earlier, Field, Kind, Ref, Session, Step
from sessions.outcomes import actions
from tests.facilitator.capture_desk import Desk, held, words
from tests.facilitator.small import FRAMEWORK, HOSTILE, NOW

POINTS = ("not yet", "partly", "fully")
EVERY_KIND = Step(
    id="kinds",
    title="Every kind",
    source="person",
    capture=(
        Field(key="text", name="In a word"),
        Field(key="lines", name="To ask", kind="lines"),
        Field(key="scale", name="How far", kind="scale", options=POINTS),
        Field(key="rating", name="How well", kind="rating", options=POINTS),
        Field(key="yes", name="Agreed", kind="yes/no"),
        Field(key="date", name="Day", kind="date", hint="the day of the visit"),
        Field(key="person", name="With whom", kind="person"),
        Field(key="evidence", name="Evidence", kind="evidence"),
        Field(key="action", name="Action", kind="action"),
        Field(key="owner", name="Owner", kind="owner"),
        Field(key="due", name="By when", kind="due"),
        Field(key="progress", name="Sign", kind="progress"),
        Field(key="help", name="Help", kind="help"),
        Field(key="point", name="Point", kind="point"),
        Field(key="objective", name="Objective", kind="objective"),
        Field(key="learning", name="Learning", kind="learning"),
        Field(key="practice", name="Practice", kind="practice"),
    ),
)
REVIEW = Step(
    id="review",
    title="Review",
    source="person",
    for_each="earlier",
    earlier=("action",),
    capture=(Field(key="state", name="What became of it", kind="state"), Field(key="more", name="More")),
)
LEFT = Earlier(
    id="n9.do",
    session="s",
    day=NOW.date(),
    kind="action",
    step="Write",
    field="Do",
    text="Visit",
    people=("p0",),
)


def asking(*fields: Field, **step: object) -> Session:
    """A session whose room is at a step that asks each person these."""
    made = Step(id="ask", title="Ask", source="person", capture=fields)
    return held(replace(made, **step))


def flat(text: str) -> str:
    return " ".join(text.split())


async def test_a_form_with_every_kind_of_field_is_filled_by_keys_alone(tmp_path: Path) -> None:
    desk = Desk(tmp_path, held(EVERY_KIND))
    async with desk.run() as pilot:
        for typed in (
            "w enter", "o enter t tab", "3 enter", "p tab", "y enter", "1 . 2 enter", "m a i enter", "e enter",
            "a enter", "p u g h tab", "2 _ j a n tab", "s enter", "h enter", "l enter", "o enter", "l enter", "p enter",
        ):  # fmt: skip
            await desk.keys(pilot, *(" " if key == "_" else key for key in typed.split()))
        assert "2 of 3" in desk.text
        await desk.keys(pilot, "ctrl+s")
        made = desk.app.saved
        assert words(made.notes[0]) == {
            "text": "w", "lines": "o\nt", "scale": "fully", "rating": "partly", "yes": "yes", "date": "2027-02-01",
            "person": "Mair Pugh", "evidence": "e", "action": "a", "owner": "Mair Pugh", "due": "2027-01-02",
            "progress": "s", "help": "h", "point": "l", "objective": "o", "learning": "l", "practice": "p",
        }  # fmt: skip
    (action,) = actions(made)
    assert (action.owner, action.due.isoformat()) == ("p1", "2027-01-02")
    printed = markdown.render(handout.record(made, NOW))
    assert "### Mair Pugh\n\n- [ ] a – by 2 January 2027" in printed
    assert "**Day**: Monday 1 February 2027" in printed or "Monday 1 February 2027" in printed
    assert "2027-02-01" not in printed


def bold(row: Static) -> list[str]:
    """What stands out in a row."""
    text = row.content
    assert isinstance(text, Content)
    return [text.plain[span.start : span.end] for span in text.spans if "bold" in str(span.style)]


async def test_points_are_seen_with_their_numbers_and_the_one_meant_stands_out(tmp_path: Path) -> None:
    desk = Desk(tmp_path, asking(Field(key="f", name="How far", kind="scale", options=POINTS, hint="so far")))
    async with desk.run() as pilot:
        row = desk.app.screen.query_one("#remark", Static)
        assert "1 not yet   2 partly   3 fully" in desk.text
        assert "so far" in desk.text
        assert bold(row) == []
        await desk.keys(pilot, "2")
        assert bold(row) == ["partly"]
        await desk.keys(pilot, "tab", "pageup")
        assert "1 not yet   2 partly   3 fully" in desk.text
        # Answered anew with one key, without deleting what was there.
        await desk.keys(pilot, "n", "ctrl+s", "tab")
        assert words(desk.notes[0]) == {"f": "not yet"}


async def test_long_points_are_never_cut(tmp_path: Path) -> None:
    options = tuple(f"point {n} in a good many words, so that it is long" for n in range(1, 5))
    desk = Desk(tmp_path, asking(Field(key="f", name="F", kind="rating", options=options)))
    async with desk.run():
        for number, point in enumerate(options, 1):
            assert f"{number} {point}" in desk.text


@pytest.mark.parametrize(
    ("key", "state"), [("d", "done"), ("o", "still open"), ("x", "dropped"), ("3", "dropped")]
)
async def test_what_became_of_an_action_takes_one_key(tmp_path: Path, key: str, state: str) -> None:
    desk = Desk(tmp_path, replace(held(REVIEW), earlier=(LEFT,)))
    async with desk.run() as pilot:
        assert "d done   o still open   x dropped" in desk.text
        await desk.keys(pilot, key, "enter", "a", "ctrl+s")
        assert words(desk.notes[0]) == {"state": state, "more": "a"}
        assert desk.notes[0].about == Ref(framework="", ref="n9.do")


async def test_a_date_is_said_in_words_while_it_is_typed_and_shown_so_afterwards(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path, asking(Field(key="f", name="Day", kind="due", hint="if known"), Field(key="g", name="G"))
    )
    async with desk.run() as pilot:
        assert "Write it like 1 Dec, 1.12.2026 or tomorrow." in desk.text
        await desk.keys(pilot, "1", "2", " ", "j", "a", "n")
        assert "Tuesday 12 January 2027" in desk.text
        await desk.keys(pilot, "enter", "ctrl+s")
        assert words(desk.notes[0]) == {"f": "2027-01-12"}
        assert "Tuesday 12 January 2027" in desk.text
        assert "2027-01-12" not in desk.text
        await desk.keys(pilot, "shift+tab")
        assert "Tuesday 12 January 2027" in desk.text
        # Looked at and left, it stays.
        await desk.keys(pilot, "tab", "shift+tab", "tab", "ctrl+s")
        assert words(desk.notes[0]) == {"f": "2027-01-12"}
        await desk.keys(pilot, "shift+tab", "3", "1", ".", "2")
        assert "has no day 31." in desk.text
        await desk.keys(pilot, "tab", "ctrl+s")
        assert words(desk.notes[0]) == {"f": "31.2"}
        assert "It is kept as you typed it." in flat(desk.text)


async def test_names_narrow_while_one_is_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, asking(Field(key="f", name="With whom", kind="person"), Field(key="g", name="G")))
    async with desk.run() as pilot:
        assert "Mair Pugh   Siân Gethin   Alun Rees" in desk.text
        await desk.keys(pilot, "r")
        assert "Mair Pugh" not in desk.text
        await desk.keys(pilot, "e", "e", "s", "tab", "ctrl+s")
        assert words(desk.notes[0]) == {"f": "Alun Rees"}
        await desk.keys(pilot, "shift+tab", "z")
        assert "Nobody on the list is called that. The name stands as it is." in desk.text


async def test_many_names_take_one_row_and_typed_markup_in_them_shows_as_it_stands(tmp_path: Path) -> None:
    made = held(
        Step(id="ask", title="Ask", source="room", capture=(Field(key="f", name="Who", kind="owner"),)),
        count=40,
    )
    made = replace(made, people=(replace(made.people[0], name=HOSTILE), *made.people[1:]))
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        await pilot.pause()
        assert f"{HOSTILE}   Mair Pugh   Siân Gethin   and 37 more" in desk.text
        await desk.keys(pilot, *"the governors, llŷr b")
        assert "Llŷr Benfield" in desk.text
        await desk.keys(pilot, "ctrl+s")
        assert words(desk.notes[0]) == {"f": "the governors, Llŷr Benfield"}


async def test_a_key_in_a_field_with_a_meaning_lays_nothing_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kinds = (
        Field(key="a", name="A", kind="scale", options=POINTS),
        Field(key="b", name="B", kind="date"),
        Field(key="c", name="C", kind="person"),
    )
    desk = Desk(tmp_path, asking(*kinds))
    laid_out: list[str] = []
    lay_out = CaptureScreen._refresh_layout

    def counted(screen: CaptureScreen, *args: Any, **more: Any) -> None:
        laid_out.append(desk.text)
        lay_out(screen, *args, **more)

    async with desk.run() as pilot:
        for place, key in enumerate(("2", "1", "m")):
            await desk.keys(pilot, *(["tab"] if place else []))
            await pilot.pause()
            with monkeypatch.context() as patch:
                patch.setattr(CaptureScreen, "_refresh_layout", counted)
                await desk.keys(pilot, key)
                await desk.saved(pilot)
    assert not laid_out


# --- examples ------------------------------------------------------------------------------------------------

WITH_EXAMPLES = replace(
    FRAMEWORK,
    areas=(
        Area(
            ref="1",
            code="1",
            title="Direction",
            groups=(
                Group(title="Knows", statements=(Statement(ref="1.1", code="1.1", text="Knows the way"),)),
                Group(
                    title="Actions",
                    statements=tuple(
                        Statement(
                            ref=f"1.{n}a", code=f"1.{n}a", text=f"Walks the way number {n} with the others"
                        )
                        for n in range(1, 13)
                    ),
                ),
            ),
        ),
    ),
)
SHOWN = Step(
    id="review",
    title="Review each",
    source="person",
    for_each="statement",
    examples="Actions",
    shared="room",
    capture=(
        Field(key="depth", name="How deep", kind="rating", options=POINTS),
        Field(key="evidence", name="Evidence", kind="evidence", hint="one piece"),
        Field(key="priority", name="Priority", kind="yes/no"),
    ),
)


def with_examples() -> Session:
    made = held(SHOWN)
    return replace(made, frameworks=(replace(made.frameworks[0], framework=WITH_EXAMPLES),))


async def test_examples_stand_below_the_field_for_evidence_and_nowhere_else(tmp_path: Path) -> None:
    desk = Desk(tmp_path, with_examples())
    async with desk.run((120, 40)) as pilot:
        assert "Examples" not in desk.text
        await desk.keys(pilot, "tab")
        assert "Examples" in desk.text
        assert "one piece" in desk.text
        assert "1.1a Walks the way number 1 with the others" in desk.text
        assert "1.12a Walks the way number 12 with the others" in desk.text
        assert "F4" not in desk.text
        await desk.keys(pilot, "tab")
        assert "Examples" not in desk.text


async def test_on_a_small_screen_examples_are_cut_and_the_rest_is_turned_to(tmp_path: Path) -> None:
    desk = Desk(tmp_path, with_examples())
    async with desk.run() as pilot:
        await desk.keys(pilot, "tab")
        await pilot.pause()
        assert "1 to 7 of 12 · F4 for more" in desk.text
        assert "1.7a Walks" in desk.text
        assert "1.8a" not in desk.text
        await desk.keys(pilot, "s", "e", "e", "n", "f4")
        await pilot.pause()
        assert "8 to 12 of 12 · F4 for more" in desk.text
        assert "1.12a Walks" in desk.text
        assert "Evidence" in desk.text
        assert "seen" in desk.text
        await desk.keys(pilot, "f4", "ctrl+s")
        assert "1 to 7 of 12" in desk.text
        assert words(desk.notes[0]) == {"evidence": "seen"}


async def test_before_the_room_there_is_only_the_line_being_typed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, with_examples(), scribe=True)
    async with desk.run() as pilot:
        await desk.keys(pilot, "2", "tab", "a", "f4")
        assert "Examples" not in desk.text
        assert "Walks" not in desk.text
        assert "partly" not in desk.text
        await desk.keys(pilot, "escape")
        assert words(desk.notes[0]) == {"depth": "partly", "evidence": "a"}


# --- objectives ----------------------------------------------------------------------------------------------

TRUST = "Builds trust between home and school by listening to families and acting on what they say"
OBJECTIVE = Field(key="aim", name="Objective", kind="objective")
NOT_COMPARED = "Compared with our own wording; the official wording is not installed."


def own_wording(wording: str = "own", id: str = FRAMEWORK.id) -> Framework:
    one = FRAMEWORK.areas[0]
    trusting = replace(one, groups=(Group(statements=(Statement(ref="1.1", code="1.1", text=TRUST),)),))
    return replace(FRAMEWORK, id=id, wording=wording, areas=(trusting, *FRAMEWORK.areas[1:]))


def with_objectives(framework: Framework) -> Session:
    made = asking(OBJECTIVE, Field(key="second", name="Second", kind="objective"), framework=framework.id)
    return replace(made, frameworks=(replace(made.frameworks[0], framework=framework),))


async def typed(desk: Desk, pilot: object, text: str) -> None:
    desk.paste(text)
    await desk.keys(pilot, "ctrl+s")  # type: ignore[arg-type]


async def test_an_objective_that_repeats_a_statement_is_pointed_out_after_a_pause(tmp_path: Path) -> None:
    desk = Desk(tmp_path, with_objectives(own_wording()))
    async with desk.run() as pilot:
        desk.paste("I will build trust between home and school, listen to families and act on what they say")
        await desk.said("This is close to 1.1 of Qualities:", pilot)
        assert f"“{TRUST}”. Say what it means in your school." in flat(desk.text)
        # It stays while one types on, until the next pause.
        desk.keys_at_once("!")
        await pilot.pause()
        assert "This is close to 1.1" in desk.text
        await desk.keys(pilot, *["ctrl+u"] * 4)
        desk.paste("By Easter each class teacher rings three families a week")
        await desk.until(lambda: "This is close to" not in desk.text, pilot)


async def test_that_the_official_wording_is_missing_is_said_once(tmp_path: Path) -> None:
    desk = Desk(tmp_path, with_objectives(own_wording()))
    async with desk.run() as pilot:
        await typed(desk, pilot, "Fewer memos")
        await desk.said(NOT_COMPARED, pilot)
        await desk.keys(pilot, "tab")
        await typed(desk, pilot, "Shorter meetings")
        assert NOT_COMPARED not in desk.text
        await desk.keys(pilot, "shift+tab")
        assert NOT_COMPARED in desk.text


async def test_it_is_compared_with_every_framework_in_the_library_the_users_own_included(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data" / "frameworks"
    folder.mkdir(parents=True)
    official = replace(own_wording("official", "official-qualities"), title="Official qualities")
    (folder / "official.md").write_text(write_framework(official))
    plain = replace(FRAMEWORK, wording="own")
    desk = Desk(tmp_path, with_objectives(plain))
    async with desk.run() as pilot:
        await typed(desk, pilot, f"To do this: {TRUST}")
        await desk.said("This is close to 1.1 of Official qualities:", pilot)
        assert NOT_COMPARED not in desk.text
        # At rest it is still said.
        await desk.keys(pilot, "tab")
        assert "This is close to 1.1 of Official qualities:" in desk.text


async def test_the_room_is_told_nothing_of_it(tmp_path: Path) -> None:
    made = with_objectives(own_wording())
    made = replace(made, steps=tuple(replace(one, shared="room") for one in made.steps))
    desk = Desk(tmp_path, made, scribe=True)
    async with desk.run() as pilot:
        await typed(desk, pilot, TRUST)
        await pilot.pause(0.1)
        assert "This is close to" not in desk.text
        assert NOT_COMPARED not in desk.text
        assert "Builds trust" in desk.text


async def test_an_objective_written_before_says_so_when_it_is_looked_at_again(tmp_path: Path) -> None:
    made = with_objectives(own_wording())
    form = due(made, made.steps[0])[0]
    made = notes.put_field(made, form, "n1", "aim", TRUST, NOW)
    desk = Desk(tmp_path, made, subject="p0")
    async with desk.run() as pilot:
        await pilot.pause()
        assert "This is close to 1.1 of Qualities:" in desk.text


@pytest.mark.parametrize(
    ("kind", "key", "meant"), [("scale", "3", "fully"), ("rating", "2", "partly"), ("yes/no", "n", "no")]
)
async def test_a_key_for_a_point_is_saved_as_that_point_while_the_field_is_still_in_hand(
    tmp_path: Path, kind: Kind, key: str, meant: str
) -> None:
    options = POINTS if kind != "yes/no" else ()
    desk = Desk(tmp_path, asking(Field(key="far", name="How far", kind=kind, options=options)))
    async with desk.run() as pilot:
        await pilot.press(key)
        await desk.until(lambda: bool(desk.notes), pilot)
        assert words(desk.notes[0]) == {"far": meant}


async def test_what_is_typed_when_the_app_closes_is_saved_as_what_it_means(tmp_path: Path) -> None:
    fields = (
        Field(key="far", name="How far", kind="scale", options=POINTS),
        Field(key="day", name="Day", kind="date"),
    )
    for number, (typed, kept) in enumerate((("3", {"far": "fully"}), ("\t1.2", {"day": "2027-02-01"}))):
        desk = Desk(tmp_path / str(number), asking(*fields))
        async with desk.run():
            desk.keys_at_once(*("tab" if key == "\t" else key for key in typed))
        assert words(desk.app.saved.notes[0]) == kept


async def test_a_state_is_asked_for_with_the_same_keys_wherever_it_is(tmp_path: Path) -> None:
    desk = Desk(
        tmp_path, replace(held(REVIEW), earlier=(replace(LEFT, people=(held(REVIEW).people[0].id,)),))
    )
    async with desk.run() as pilot:
        assert "d done   o still open   x dropped" in desk.text
        await desk.keys(pilot, *"nearly", "tab")
        assert "It is one of d done, o still open, x dropped." in flat(desk.text)
        assert "1 done" not in desk.text
