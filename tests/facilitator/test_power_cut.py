"""The console is killed, as by a power cut: started again, the room goes on where it was."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from msgspec.structs import replace

from facilitator.screens.library_lists import still_running
from sessions import clock as clocks
from sessions import progress
from sessions.beginning_again import begin_again
from sessions.model import Session
from sessions.store import Store
from tests.build import NOW, after, session, titled


def test_the_library_says_since_when_a_session_runs_in_the_session_s_own_time(data_folder: Path):
    begun = after(60 * 24)
    made = session()
    made = replace(made, meta=replace(made.meta, zone="Asia/Tokyo"))
    store = Store(data_folder)
    store.create(progress.begin(made, NOW + timedelta(minutes=12)))
    (one,) = store.summaries()
    assert still_running(one) == "still running, since 18:12"
    store.change(made.id, "Another day", lambda now: progress.begin(begin_again(now), begun))
    (one,) = store.summaries()
    assert still_running(one) == "still running, since Wed 2 Dec, 18:00"
    store.change(made.id, "End", lambda now: progress.finish(now, begun))
    assert still_running(store.summaries()[0]) == ""


def running(now: datetime) -> Session:
    """At the harvest, where what is said is written down, since three minutes."""
    made = session()
    local = now.astimezone()
    meta = replace(made.meta, screens=2, date=local.date(), start="09:00", title="A morning", zone="UTC")
    made = progress.begin(replace(made, meta=meta), now - timedelta(minutes=40))
    made = progress.enter(made, titled(made, "Talk in pairs"), now - timedelta(minutes=20))
    harvest = titled(made, "Harvest")
    made = progress.enter(made, harvest, now - timedelta(minutes=3))
    return replace(made, clock=clocks.start(harvest.id, 10, now - timedelta(minutes=3)))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_killed_in_the_middle_of_a_word_and_with_a_blank_stage_the_room_goes_on(data_folder: Path):
    from tests.facilitator.window import window

    now = datetime.now(UTC)
    store = Store(data_folder)
    made = store.create(running(now))
    until = f"{now + timedelta(minutes=7):%H:%M}"
    with window("run", made.id) as one:
        one.until("Harvest", f"until {until}")
        one.press("c")
        one.until("Headline")
        one.press("\t", "Everybody was heard")
        one.until("Everybody was heard", "saved")
        one.press(" and nobo")
        one.kill()
        assert store.console_holder(made.id) is None
        (note,) = store.load(made.id).notes
        assert note.fields["headline"].startswith("Everybody was heard")
        assert store.load(made.id).progress == made.progress
    with window("run", made.id) as two:
        two.until("Harvest", f"until {until}", "notes from 1 of 3")
        two.press("b", "p")
        two.until("the stage is blank", "paused")
        left = store.load(made.id).clock
        two.kill()
    with window() as three:
        three.until("running, since", "r goes on")
        three.press("r")
        text = three.until("the stage is blank", "paused")
        view = clocks.view(left, datetime.now(UTC), ZoneInfo("UTC"))
        assert f"{view.digits}  paused" in text
        three.kill()
    assert store.load(made.id).clock == left
    assert store.load(made.id).progress.shown.kind == "blank"
    assert store.open_sessions() == []
