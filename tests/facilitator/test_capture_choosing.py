"""Forms for each thing chosen, where nothing is chosen yet: capture asks for the choice, and goes on with it."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from facilitator.desk import Desk as OpenDesk
from facilitator.screens import capture_form as fields
from facilitator.screens import capture_lookup as lookup
from facilitator.screens.capture import CaptureScreen
from sessions import choices, forms, notes
from sessions.forms import Form
from sessions.model import Chooser, Field, Ref, Session, Source, Step
from tests.facilitator.capture_desk import Desk, held, words
from tests.facilitator.small import NOW, SmallApp, text_of

ASK = Step(id="ask", title="Choose", framework="qualities", choose="person", choose_most=2)
REVIEW = Step(
    id="review",
    title="Review each",
    framework="qualities",
    source="person",
    for_each="choice",
    capture=(
        Field(key="deep", name="How deep", kind="rating", options=("a start", "secure", "strong")),
        Field(key="evidence", name="Evidence", kind="evidence"),
    ),
)


def reviewing(choose: Chooser = "person", source: Source = "person") -> Session:
    return held(replace(ASK, choose=choose), replace(REVIEW, source=source), at="review")


def chosen(app: SmallApp) -> list[str]:
    return [ref.ref for choice in app.saved.choices for ref in choice.areas]


async def test_the_form_says_what_to_do_first_and_what_is_chosen_is_asked_about_at_once(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, reviewing())
    async with desk.run() as pilot:
        assert "They have not chosen yet. Choose first" in desk.text
        assert "up to 2" in desk.text
        assert "Evidence" not in desk.text
        # Typed without a pause: the words after the choice belong to its form.
        await desk.keys(pilot, *"2", "tab", *"2", "tab", *"They lead together", "ctrl+s")
        await desk.saved(pilot)
        (note,) = desk.notes
        assert note.about == Ref(framework="qualities", ref="2")
        assert words(note) == {"deep": "secure", "evidence": "They lead together"}
        assert chosen(desk.app) == ["2"]
        assert "1 of 3" in desk.text


async def test_it_is_found_with_the_same_look_up_as_what_is_cited_and_more_can_be_added(
    tmp_path: Path,
) -> None:
    desk = Desk(tmp_path, reviewing())
    async with desk.run() as pilot:
        await pilot.press("ctrl+t", *"trust", "enter")
        await desk.said("How deep", pilot)
        assert "3 Trust" in desk.text
        await desk.until(lambda: chosen(desk.app) == ["3"], pilot)
        await pilot.press("ctrl+t", *"refl", "enter")
        await desk.until(lambda: sorted(chosen(desk.app)) == ["1", "3"], pilot)
        await desk.said("1 of 4", pilot)
        assert "3 Trust" in desk.text


async def test_the_choice_is_taken_back_with_one_key_and_asked_for_again(tmp_path: Path) -> None:
    desk = Desk(tmp_path, reviewing())
    async with desk.run() as pilot:
        await pilot.press("ctrl+t", *"trust", "enter")
        await desk.until(lambda: chosen(desk.app) == ["3"], pilot)
        await pilot.press("ctrl+z")
        await desk.said("Choose first", pilot)
        assert chosen(desk.app) == []
        assert "1 of 3" in desk.text
        await pilot.press("ctrl+y")
        await desk.until(lambda: chosen(desk.app) == ["3"], pilot)


async def test_who_does_not_choose_is_passed_over(tmp_path: Path) -> None:
    desk = Desk(tmp_path, reviewing())
    async with desk.run() as pilot:
        assert "1 of 3" in desk.text
        await pilot.press("tab")
        assert "2 of 3" in desk.text
        assert desk.notes == ()


async def test_a_slip_stays_to_be_corrected_and_no_word_goes_to_the_next_one(tmp_path: Path) -> None:
    desk = Desk(tmp_path, reviewing())
    async with desk.run() as pilot:
        await pilot.press(*"9", "tab")
        assert "No quality is or has “9”" in desk.text
        assert "1 of 3" in desk.text
        await pilot.press("backspace", "1", "tab")
        await desk.said("1 Reflection", pilot)


async def test_what_was_chosen_elsewhere_meanwhile_is_asked_about(tmp_path: Path) -> None:
    made = reviewing()
    desk = Desk(tmp_path, made)
    async with desk.run() as pilot:
        first = forms.due(made, made.steps[1])[0].subject.id
        ref = Ref(framework="qualities", ref="1")
        desk.app.store.change(
            desk.app.saved.id, "Elsewhere", lambda now: choices.choose(now, now.steps[0].id, first, (ref,))
        )
        await desk.said("How deep", pilot)
        assert "1 of 3" in desk.text


async def test_where_the_room_chooses_it_is_chosen_for_everyone(tmp_path: Path) -> None:
    for source, count in (("person", 3), ("school", 3), ("room", 1)):
        desk = Desk(tmp_path / source, reviewing("room", source))  # type: ignore[arg-type]
        async with desk.run() as pilot:
            assert "The room has not chosen yet" in desk.text
            await pilot.press("ctrl+t", *"trust", "enter")
            await desk.until(lambda app=desk.app: bool(app.saved.meta.focus), pilot)  # type: ignore[misc]
            await desk.said("3 Trust", pilot)
            assert f"1 of {len(forms.due(desk.app.saved, desk.app.saved.steps[1]))}" in desk.text
            assert len(desk.app.saved.choices) == 0
            assert count


def test_where_the_pair_was_asked_its_people_choose_together() -> None:
    pairs = replace(ASK, choose="pair", together="pairs")
    after = replace(REVIEW, together="same", same_as="ask")
    made = held(pairs, after, at="review", count=4)
    form = forms.due(made, made.steps[1])[0]
    assert fields.chooser(made, form) == form.subject.group != ""


def test_what_was_written_before_anything_was_chosen_keeps_its_fields() -> None:
    made = reviewing()
    form = forms.due(made, made.steps[1])[0]
    made = notes.put_field(made, form, "n1", "evidence", "Early", NOW)
    again: Form = forms.due(made, made.steps[1])[0]
    assert again.note is not None
    assert [entry.key for entry in fields.entries(made, again)] == ["deep", "evidence"]


# --- lists of which only a part is understood --------------------------------------------------------------------


def test_of_a_list_what_is_understood_is_taken_and_what_is_not_is_said() -> None:
    made = reviewing()
    items = lookup.to_choose(made, made.steps[0])
    for typed, missed in (("1, 9, 3", ("9",)), ("1 9 3", ("9",)), ("1; 3; nothing such", ("nothing such",))):
        read = lookup.understand(typed, items, "quality")
        assert [item.code for item in read.items] == ["1", "3"]
        assert read.missed == missed
        assert all(f"“{one}”" in read.fault for one in missed)
        assert "“1" not in read.fault


async def test_a_message_never_says_that_nothing_is_chosen_when_a_part_is(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, held(ASK), _capture)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*"1, zzz of ours")
        assert "1 is chosen. No quality is or has “zzz of ours”." in " ".join(text_of(app).split())
        await pilot.press("tab")
        await pilot.pause()
        said = " ".join(text_of(app).replace("▌", " ").split())
        assert "“zzz of ours” is no quality. 1 is chosen." in said
        assert "nothing is chosen" not in said.casefold()
        assert chosen(app) == ["1"]


def _capture(desk: OpenDesk) -> CaptureScreen:
    return CaptureScreen(desk, step=desk.session.steps[0].id)
