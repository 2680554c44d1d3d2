"""Every command of every screen comes from the one registry: it acts, and stands in palette and help."""

import importlib
import inspect
import pkgutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from textual.actions import parse
from textual.binding import Binding

import facilitator.screens
from facilitator.app import FacilitatorApp
from facilitator.commands import BESIDE, BY_ID, COMMANDS, commands_of
from facilitator.rebinding import command_id
from facilitator.screens.base import RoomScreen
from facilitator.screens.help import _TITLES, help_blocks
from facilitator.screens.live import LiveScreen
from facilitator.widgets.stage import Stage
from sessions import progress
from tests.build import NOW, session
from tests.facilitator.live_app import Hands, console, live, painted


def screens() -> list[type[RoomScreen[Any]]]:
    """Every screen of ours that has commands."""
    modules = [
        importlib.import_module(f"facilitator.screens.{module.name}")
        for module in pkgutil.iter_modules(facilitator.screens.__path__)
    ]
    found = {
        name: one
        for module in modules
        for name, one in vars(module).items()
        if inspect.isclass(one) and issubclass(one, RoomScreen) and one.places
    }
    return [found[name] for name in sorted(found)]


SCREENS = screens()


def test_every_part_of_the_registry_has_a_screen_and_a_title_in_help() -> None:
    parts = {command.where for command in COMMANDS}
    assert {place for screen in SCREENS for place in screen.places} == parts - {"app"}
    assert parts <= set(_TITLES)


def test_every_id_is_there_once_and_every_command_says_what_it_does() -> None:
    assert len(BY_ID) == len(COMMANDS)
    for command in COMMANDS:
        assert command.title
        assert command.help.endswith(".")


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_every_command_of_a_screen_acts_and_is_bound_to_its_keys(screen: type[RoomScreen[Any]]) -> None:
    merged = [binding for _, binding in screen._merged_bindings or ()]
    bound = {(command_id(binding), binding.key) for binding in merged}
    own = {key for _, key in bound}
    for command in commands_of(*screen.places):
        where, name, _ = parse(command.action)
        target: Any = FacilitatorApp if where == "app" else screen
        assert hasattr(target, f"action_{name}"), command.id
        for key in command.keys:
            assert (command.id, key) in bound or key in own, (command.id, key)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_what_a_screen_binds_comes_from_the_registry(screen: type[RoomScreen[Any]]) -> None:
    ours = [
        one
        for base in screen.__mro__
        if base.__module__.startswith("facilitator")
        for one in base.__dict__.get("BINDINGS", ())
    ]
    for one in ours:
        assert isinstance(one, Binding)
        # Keys that stand for themselves, digits and a clicker's, carry which one they are.
        standing = {"choose.number", "hands.digit", "room.clicker"}
        known = one.id in BY_ID or command_id(one) in BY_ID
        assert known or any(one.key in BY_ID[id].keys for id in standing), one


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.__name__)
def test_every_command_of_a_screen_is_in_the_palette_and_on_its_help_page(
    screen: type[RoomScreen[Any]], tmp_path: Path
) -> None:
    app = FacilitatorApp(tmp_path, now=lambda: NOW)
    standing = cast("Any", SimpleNamespace(places=screen.places, check_action=lambda *_: True))
    entries = {entry.title for entry in app.get_system_commands(standing)}
    page = "\n".join(row.plain for block in help_blocks(screen.places, 120) for row in block)
    for command in commands_of(*screen.places, "app"):
        assert command.title in entries or command.id == "app.palette", command.id
        assert f"{command.title}." in page, command.id


def test_parts_that_stand_on_one_screen_are_named_for_the_keys() -> None:
    for screen in SCREENS:
        first, *others = screen.places
        assert set(others) <= set(BESIDE.get(first, ())), screen


async def test_esc_never_ends_a_session_and_a_click_on_the_stage_does_nothing(data_folder: Path) -> None:
    hands = Hands()
    made = progress.begin(session(), NOW)
    async with console(made, data_folder, hands=hands) as pilot:
        await pilot.press("1", "pagedown", "pagedown")
        before = live(pilot).desk.session
        for _ in range(3):
            await pilot.press("escape")
            await pilot.click(Stage, offset=(20, 10))
            await pilot.click(Stage, offset=(20, 10), button=3)
        assert live(pilot).before_the_room
        assert live(pilot).desk.session == before
        await pilot.press("f6", "escape", "escape")
        await pilot.pause()
        assert not any(isinstance(screen, LiveScreen) for screen in pilot.app.screen_stack)
        assert isinstance(pilot.app, FacilitatorApp)
        left = pilot.app.store.load(made.id)
        assert left.meta.status == "running"
        assert left.progress.step == before.progress.step
        assert left.clock == before.clock


async def test_the_bell_can_be_turned_off_and_says_so(
    data_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands, rung = Hands(), []
    made = progress.begin(session(), NOW)
    made = progress.play_pause(progress.enter(made, made.steps[0], NOW), NOW)
    async with console(made, data_folder, hands=hands) as pilot:
        monkeypatch.setattr(pilot.app, "bell", lambda: rung.append(hands()))
        await pilot.press("2", "B")
        assert any("The bell is off" in one.message for one in pilot.app._notifications)
        hands.on(made.steps[0].minutes + 1)
        await pilot.pause(0.4)
        assert rung == []
        assert isinstance(pilot.app, FacilitatorApp)
        assert not pilot.app.settings.bell
        # On the stage a palette offers only what the room may see.
        await pilot.press("f5")
        entries = {entry.title for entry in pilot.app.get_system_commands(cast("Any", live(pilot)))}
        assert "Next" in entries
        assert not {"Bell on or off", "Arrivals"} & entries
        assert "Arrivals" not in painted(pilot.app)
