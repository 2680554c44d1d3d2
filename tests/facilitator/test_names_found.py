"""The names that were found: what is in doubt is decided, what was not found is added, all of it by keys."""

from pathlib import Path

from msgspec.structs import replace
from textual.pilot import Pilot
from textual.widgets import Input

from facilitator.dialogs.ask import AskLine
from facilitator.screens.names_found import NamesScreen
from sessions.model import Note, Session
from tests.facilitator.small import NOW, SmallApp, session, step, text_of


def saying(*texts: str) -> Session:
    made = session()
    notes = tuple(
        Note(id=f"n{at}", step=step(made, "harvest").id, fields={"headline": text}, shared="room",
             at=NOW, changed=NOW)
        for at, text in enumerate(texts)
    )  # fmt: skip
    return replace(made, notes=notes)


async def settled(pilot: Pilot[None]) -> str:
    await pilot.app.workers.wait_for_complete([one for one in pilot.app.workers if one.group == "looking"])
    await pilot.pause()
    return text_of(pilot.app)  # type: ignore[arg-type]


async def test_what_is_in_doubt_is_decided_one_by_one_and_taken_back(tmp_path: Path) -> None:
    made = saying("Gyda Fair [/oops]. Fair play to [red]Mair[/red]", "ask Mrs Tudor")
    app = SmallApp(tmp_path, made, NamesScreen)
    async with app.run_test(size=(110, 30)) as pilot:
        shown = await settled(pilot)
        assert "2 words are in doubt" in shown
        assert "goes in 1 of 2 places" in shown
        assert "Gyda Fair [/oops]." in shown
        await pilot.press("k")
        assert "1 word is in doubt" in await settled(pilot)
        assert app.saved.meta.names_not == ("Fair",)
        await pilot.press("enter")
        shown = await settled(pilot)
        assert "Nothing is in doubt" in shown
        assert app.saved.meta.names_also == ("Tudor",)
        await pilot.press("ctrl+z", "ctrl+z")
        assert "2 words are in doubt" in await settled(pilot)
        assert not app.saved.meta.names_not
        await pilot.press("escape")
        assert app.left


async def test_a_nickname_is_added_and_counts_at_once(tmp_path: Path) -> None:
    app = SmallApp(tmp_path, saying("Nonny, as everybody calls her"), NamesScreen)
    async with app.run_test(size=(80, 24)) as pilot:
        assert "No name was found" in await settled(pilot)
        await pilot.press("n")
        await pilot.pause()
        assert isinstance(app.screen, AskLine)
        await pilot.press("enter")
        assert isinstance(app.screen, AskLine)
        app.screen.query_one(Input).value = "Nonny"
        await pilot.press("enter")
        await pilot.pause()
        shown = await settled(pilot)
        assert "becomes a colleague, as you decided" in shown
        assert app.saved.meta.names_also == ("Nonny",)
        await pilot.press("delete")
        assert "No name was found" in await settled(pilot)
        assert not app.saved.meta.names_also
