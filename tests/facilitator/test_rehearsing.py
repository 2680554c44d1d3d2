"""Rehearsing a session, by keys alone."""

from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace

from facilitator.app import FacilitatorApp
from facilitator.screens.library import LibraryScreen
from facilitator.screens.live import LiveScreen
from facilitator.screens.plan import PlanScreen
from facilitator.stage_app import StageApp
from sessions import progress
from sessions.rehearsal import RehearsalStore, copied
from sessions.store import Store
from tests.build import session
from tests.facilitator.live_app import Hands, live, painted, settled


def kept(data: Path) -> list[str]:
    return [path.name for path in (data / "rehearsals").glob("*.json")]


async def test_a_rehearsal_from_the_plan_leaves_the_session_as_it_was(data_folder: Path):
    hands = Hands()
    hands.on(-14 * 60)
    made = session()
    made = replace(made, meta=replace(made.meta, screens=2), people=())
    real = Store(data_folder, now=hands).create(made)
    app = FacilitatorApp(data_folder, now=hands)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot, "A talk")
        await pilot.press("enter")
        await settled(pilot, "Write it down")
        assert isinstance(app.screen, PlanScreen)
        await pilot.press("p")
        await settled(pilot, "REHEARSAL")
        assert "finish 19:49, on time" in painted(app)
        await pilot.press("pagedown", "p", *(">" for _ in range(6)))
        await settled(pilot, "1:00  over")
        assert "1 min late" in painted(app)
        # It is six minutes later on every clock.
        assert "19:06" in "".join(painted(app).splitlines()[:2])
        await pilot.press("end", "end", "e")
        assert isinstance(app.screen, LiveScreen)
        assert len(live(pilot).desk.session.rounds[0].groups) > 2
        stage = StageApp(data_folder, now=hands)
        async with stage.run_test(size=(80, 24)) as other:
            await settled(other, "SAMPLE DATA")
            assert "Harvest" in painted(stage)
            assert "SAMPLE DATA" in painted(stage)
        await pilot.press("escape")
        await settled(pilot, "Write it down")
        assert isinstance(app.screen, PlanScreen)
        assert [one.message for one in app._notifications][-1] == "Nothing of this was kept."
        await pilot.press("escape")
        assert isinstance(app.screen, LibraryScreen)
    assert Store(data_folder).load(real.id) == real
    assert kept(data_folder) == []
    assert Store(data_folder).open_sessions() == []


async def test_a_rehearsal_that_was_cut_off_is_offered_again(data_folder: Path):
    # Its file is as old as it says: one cut off long ago would not be offered.
    hands = Hands(datetime.now(UTC))
    made = session()
    store = Store(data_folder, now=hands)
    real = store.create(replace(made, meta=replace(made.meta, screens=2)))
    rehearsals = RehearsalStore(store)
    copy = rehearsals.begin(copied(real, hands()))
    rehearsals.change(copy.id, "Begin", lambda one: progress.begin(one, hands()))
    hands.on(2)
    app = FacilitatorApp(data_folder, session=real.id, rehearsing=True, now=hands)
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot, "was cut off, begun at")
        assert "Go on with it at “Welcome”" in painted(app)
        await pilot.press("1")
        await settled(pilot, "REHEARSAL")
        assert "1 of 5  Welcome" in painted(app)
    assert kept(data_folder) == []
