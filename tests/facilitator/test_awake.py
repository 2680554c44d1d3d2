"""The computer stays awake during a session, where its system allows it; nothing waits for it."""

import sys
import threading
import time
import types

import pytest

from facilitator.awake import Awake, possible
from tests.build import session
from tests.facilitator.library_app import said
from tests.facilitator.live_app import console, live, painted


@pytest.fixture
def allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that keeps awake."""
    monkeypatch.delenv("WAKEPY_FORCE_FAILURE", raising=False)
    monkeypatch.setenv("WAKEPY_FAKE_SUCCESS", "1")


@pytest.fixture
def refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that does not."""
    monkeypatch.delenv("WAKEPY_FAKE_SUCCESS", raising=False)
    monkeypatch.setenv("WAKEPY_FORCE_FAILURE", "1")


@pytest.mark.usefixtures("allowed")
def test_a_system_that_allows_it_is_kept_awake_until_the_last_one_lets_go() -> None:
    before = set(threading.enumerate())
    awake = Awake(0)
    assert str(awake.state) == "off"
    awake.hold()
    awake.hold()
    assert awake.settled(5) == "awake"
    awake.release()
    assert str(awake.state) == "awake"
    awake.release()
    assert str(awake.state) == "off"
    awake.hold()
    assert awake.settled(5) == "awake"
    awake.close()
    assert str(awake.state) == "off"
    # The one let go before ends by itself.
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
        assert not thread.is_alive()


@pytest.mark.usefixtures("refused")
def test_a_system_that_refuses_is_named_in_words() -> None:
    awake = Awake(0)
    awake.hold()
    assert awake.settled(5) == "refused"
    assert "may go to sleep" in awake.words
    awake.release()
    assert not possible()


@pytest.mark.usefixtures("allowed")
def test_it_can_be_asked_beforehand() -> None:
    assert possible()


def test_a_system_that_raises_anything_stops_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    def presenting(**_: object) -> object:
        raise RuntimeError("no bus")

    monkeypatch.setitem(
        sys.modules, "wakepy", types.SimpleNamespace(keep=types.SimpleNamespace(presenting=presenting))
    )
    awake = Awake(0)
    awake.hold()
    assert awake.settled(5) == "refused"
    awake.release()


def test_a_system_that_does_not_answer_keeps_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()

    def presenting(**_: object) -> object:
        answer.wait(20)
        raise RuntimeError("too late")

    monkeypatch.setitem(
        sys.modules, "wakepy", types.SimpleNamespace(keep=types.SimpleNamespace(presenting=presenting))
    )
    awake = Awake(0)
    before = time.monotonic()
    awake.hold()
    assert str(awake.state) == "asking"
    awake.close()
    assert time.monotonic() - before < 5
    assert str(awake.state) == "off"
    answer.set()


@pytest.mark.usefixtures("allowed")
async def test_a_console_keeps_it_awake_and_lets_go_when_it_is_left(data_folder, monkeypatch) -> None:
    monkeypatch.setattr("facilitator.awake.DELAY", 0.0)
    async with console(session(), data_folder) as pilot:
        await pilot.press("2")
        awake = live(pilot).facilitator.awake
        assert awake.settled(5) == "awake"
        await pilot.press("escape")
        await pilot.pause()
        assert str(awake.state) == "off"


@pytest.mark.usefixtures("refused")
async def test_a_console_that_may_fall_asleep_says_so_once_and_never_on_the_stage(
    data_folder, monkeypatch
) -> None:
    monkeypatch.setattr("facilitator.awake.DELAY", -1.5)
    async with console(session(), data_folder) as pilot:
        await pilot.press("1")
        await pilot.pause(0.8)
        assert "may go to sleep" not in painted(pilot.app)
        await pilot.press("f6")
        assert "may go to sleep" in await said(pilot)
