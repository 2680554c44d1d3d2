"""The stage in a window of its own, where something is wrong: the room is told no more than it must."""

from pathlib import Path

import pytest

from facilitator import stage_app
from facilitator.stage_app import StageApp
from sessions import progress
from sessions.store import Store
from tests.build import NOW, session
from tests.facilitator.live_app import Hands, painted, settled


async def test_a_file_that_cannot_be_read_stays_and_the_room_sees_neither_its_place_nor_its_fault(
    tmp_path: Path,
):
    store = Store(tmp_path)
    made = store.create(progress.begin(session(), NOW))
    file = tmp_path / "sessions" / f"{made.id}.json"
    stage = StageApp(tmp_path, made.id, now=Hands())
    async with stage.run_test(size=(60, 18)) as pilot:
        await settled(pilot, "Good morning.")
        broken = file.read_bytes()[:200]
        file.write_bytes(broken)
        await settled(pilot, "cannot be read")
        shown = painted(stage)
        assert "the session cannot be read just now" in " ".join(shown.split())
        assert "Good morning." in shown
        assert str(tmp_path) not in shown.replace("\n", "")
        assert "breaks off" not in shown
    assert file.read_bytes() == broken


async def test_a_fault_of_its_own_ends_it_without_anybodys_notes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    made = Store(tmp_path).create(progress.begin(session(), NOW))

    def faulty(*_: object) -> None:
        private = made.steps[0].private
        raise RuntimeError(private[:0])

    monkeypatch.setattr(stage_app, "stage_view", faulty)
    stage = StageApp(tmp_path, made.id, now=Hands())
    with pytest.raises(RuntimeError):
        async with stage.run_test(size=(80, 24)) as pilot:
            await pilot.pause(0.2)
    said = capsys.readouterr().err
    assert "has to stop because of a fault of its own" in said
    assert "SECRET" not in said
