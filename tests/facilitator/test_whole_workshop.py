"""One whole workshop by keys alone, from `n` to the file that is handed out, read back."""

from pathlib import Path

from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from facilitator.app import FacilitatorApp
from facilitator.screens.live import LiveScreen
from sessions import lettering, rounds
from sessions.model import Session
from sessions.stage import current_step
from tests.facilitator.live_app import Hands, painted

PEOPLE = """Mair Pugh, Ysgol y Bryn, Headteacher
Alun Rees, Cwmtawe Primary, Deputy
Siân Gethin, Pont Wernog, Headteacher
Llŷr Benfield, Ysgol y Bryn, Assistant head
Niamh O'Driscoll, Cwmtawe Primary, Head of Year
"""


async def put(pilot: Pilot[None], text: str) -> None:
    """Type into the field that has the focus; a paste, so that a long text takes no minutes."""
    field = pilot.app.focused
    assert isinstance(field, Input | TextArea), field
    if isinstance(field, TextArea):
        field.text = text
    else:
        field.value = text
    await pilot.pause()


async def until(pilot: Pilot[None], title: str) -> None:
    """Press the one button until the room is at this step."""
    for _ in range(60):
        step = current_step(session_of(pilot))
        if step is not None and step.title == title:
            return
        await pilot.press("pagedown")
    raise AssertionError(f"never came to {title}: {painted(pilot.app)}")


async def sees(pilot: Pilot[None], words: str) -> None:
    """Wait until these words are on the screen: what was pressed is saved first."""
    for _ in range(100):
        if words in painted(pilot.app):
            return
        await pilot.pause(0.02)
    raise AssertionError(f"never saw “{words}”: {painted(pilot.app)}")


def session_of(pilot: Pilot[None]) -> Session:
    app = pilot.app
    assert isinstance(app, FacilitatorApp)
    return app.store.load(app.store.summaries()[0].id)


async def test_from_n_to_the_exported_file(data_folder: Path, tmp_path: Path):
    hands = Hands()
    app = FacilitatorApp(data_folder, now=hands)
    async with app.run_test(size=(120, 40)) as pilot:
        # Prepare: two templates in order, the cluster, the people.
        await pilot.press("n")
        await pilot.press(*"pair", "space", *"swap:", "space", "tab", "tab")
        await put(pilot, "Cwm Test")
        await pilot.press("tab", "tab", "tab", "tab", "tab")
        await put(pilot, PEOPLE)
        await sees(pilot, "5 people from 3 schools")
        await pilot.press("ctrl+s")
        made = session_of(pilot)
        assert [step.title for step in made.steps][:2] == ["Welcome", "Choose a quality"]
        assert len(made.people) == 5

        # Before the room: arrivals, then the one button as far as the talk.
        await pilot.press("r")
        await pilot.press("2")
        await pilot.press("a")
        for name in ("mair", "alun", "siân", "llŷr", "niamh"):
            await put(pilot, name)
            await pilot.press("enter")
        await pilot.press("escape")
        assert len(rounds.present(session_of(pilot))) == 5
        await until(pilot, "Talk in pairs")
        talk = current_step(session_of(pilot))
        assert talk is not None
        groups = rounds.round_for(session_of(pilot), talk).groups
        assert sorted(len(group.people) for group in groups) == [2, 3]

        # Write it down: the first person of the first group, a behaviour, evidence and an action.
        await until(pilot, "Write it down")
        await pilot.press("c")
        first = session_of(pilot).person(groups[0].people[0])
        assert first.name in painted(app)
        await put(pilot, "1.4")
        await pilot.press("tab")
        await put(pilot, "In March two subject leaders ran the meeting without me.")
        await pilot.press("tab")
        await put(pilot, "Hand over the Monday briefing [bold]")
        await pilot.press("ctrl+s")
        await pilot.press("escape")
        (note,) = session_of(pilot).notes
        assert (note.people, [cite.ref for cite in note.cites]) == ((first.id,), ["1.4"])
        await sees(pilot, "notes from 1 of 5")

        # Harvest: what is shared with the room is on the wall.
        await until(pilot, "Harvest")
        await pilot.press("c")
        await put(pilot, "1.4")
        await pilot.press("tab")
        await put(pilot, "Give the meeting away, keep the questions")
        await pilot.press("escape")
        await pilot.press("w", "s", "f5")
        await sees(pilot, "1.4 Treats a challenge")
        shown = painted(app)
        # The only note on the wall is drawn in large letters.
        assert any(lettering.draw(font, "Give the")[4].strip() in shown for font in lettering.FONTS)
        assert "1 note\n" in shown
        await pilot.press("w", "f6")

        # Learning points, then on to the end.
        await until(pilot, "Three learning points")
        await pilot.press("c")
        await put(pilot, "How their year leaders talk to parents")
        await pilot.press("escape")
        for _ in range(40):
            if session_of(pilot).meta.status == "finished":
                break
            await pilot.press("pagedown")
        assert session_of(pilot).meta.status == "finished"
        assert isinstance(app.screen, LiveScreen)

        # Hand out the record, and read it back.
        folder = tmp_path / "handed out"
        await pilot.press("e", "down", "down", "down", "down", "down")
        await sees(pilot, "The facilitator's record")
        await pilot.press("f")
        await sees(pilot, "Enter")
        await put(pilot, str(folder))
        await pilot.press("enter")
        await pilot.press("ctrl+s")
        await sees(pilot, "Write the facilitator's record?")
        await pilot.press("enter")
        await sees(pilot, "files")
        for _ in range(100):
            if list(folder.glob("*.md")):
                break
            await pilot.pause(0.05)
        (file,) = folder.glob("*.md")
        text = file.read_text(encoding="utf-8")
        for words in (
            "In March two subject leaders ran the meeting without me.",
            r"Hand over the Monday briefing \[bold]",
            "Give the meeting away, keep the questions",
            "How their year leaders talk to parents",
            first.name,
        ):
            assert words in text
        assert list((folder / "qr").glob("*.png"))
