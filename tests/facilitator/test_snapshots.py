"""The screens as they were last looked at and found good. A changed picture is looked at before it is taken:
`.venv/bin/python -m pytest tests/facilitator/test_snapshots.py --snapshot-update -n 0`."""

import shutil
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from facilitator.app import FacilitatorApp
from facilitator.demo.build import build
from facilitator.settings import Settings
from tests.facilitator.live_app import settled

NOW = datetime(2026, 12, 1, 9, 30, tzinfo=UTC)
SIZES = [(80, 24), (120, 40)]
# What the room sees is composed for smaller and larger ones too.
STAGE_SIZES = [(60, 18), *SIZES, (200, 60)]

Walk = Callable[[Pilot[None]], Awaitable[None]]


def keys(*pressed: str) -> Walk:
    """Press these keys, then let the screen settle."""

    async def walk(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in pressed:
            await pilot.press(key)
            await pilot.pause()
        await pilot.pause(0.1)
        await settled(pilot)

    return walk


# What to press in the library ("" runs no session) or on the console of the session that is half run.
SCREENS = {
    "library": ("", ()),
    "plan": ("planned", ()),
    "console": ("half_run", ("2",)),
    "stage": ("half_run", ("1",)),
    "capture": ("half_run", ("2", "down", "down", "c")),
    "wall": ("half_run", ("1", "w")),
    "qr": ("half_run", ("1", "x")),
    "hand-out": ("half_run", ("2", "e")),
}
PICTURES = [
    (screen, size)
    for screen, (_, pressed) in SCREENS.items()
    for size in (STAGE_SIZES if pressed[:1] == ("1",) else SIZES)
]


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """The sample sessions, made once, and their ids."""
    folder = tmp_path_factory.mktemp("demo")
    return folder, build(folder, NOW)


@pytest.mark.parametrize(
    ("screen", "size"), PICTURES, ids=[f"{screen}-{wide}x{high}" for screen, (wide, high) in PICTURES]
)
def test_the_screen_looks_as_it_did(
    screen: str,
    size: tuple[int, int],
    data_folder: Path,
    demo: tuple[Path, dict[str, str]],
    snap_compare: Callable[..., bool],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    which, pressed = SCREENS[screen]
    # The usual folder: no picture may hold a path of the machine it was drawn on.
    monkeypatch.setenv("FACILITATOR_DATA", str(data_folder))
    folder, made = demo
    shutil.copytree(folder, data_folder)
    Settings(data_folder).put(hand_out_folder="~/Hand-outs")
    start = "" if screen in ("library", "plan") else made[which]
    app = FacilitatorApp(data_folder, session=start, now=lambda: NOW)

    async def walk(pilot: Pilot[None]) -> None:
        if screen == "plan":
            from facilitator.screens.plan import PlanScreen

            await app.push_screen(PlanScreen(app.open_desk(made["planned"])))
            await pilot.pause(0.1)
            await settled(pilot)
        else:
            await keys(*pressed)(pilot)

    assert snap_compare(app, terminal_size=size, run_before=walk)
