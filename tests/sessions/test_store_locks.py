"""Consoles and write locks, between processes."""

import getpass
import os
import platform
import signal
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from sessions import locks
from sessions.errors import ConsoleBusy, NoSuchSession, StoreBusy
from sessions.store import Store
from tests.sessions import made

NOW = datetime(2026, 12, 1, 10, 15, tzinfo=UTC)
CONSOLE = """
import sys
from pathlib import Path
from sessions.store import Store
lock = Store(Path(sys.argv[1])).hold_console(sys.argv[2])
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def store(data_folder: Path) -> Store:
    store = Store(data_folder, now=lambda: NOW)
    store.create(made.session(2))
    return store


def test_a_console_is_held_by_one_and_says_by_whom(store: Store, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "sian")
    monkeypatch.setattr(platform, "node", lambda: "laptop")
    with store.hold_console(made.ID) as lock:
        holder = Store(store.data).console_holder(made.ID)
        assert (
            holder == lock.holder == locks.Holder(user="sian", host="laptop", since=NOW, process=os.getpid())
        )
        assert store.open_sessions() == [made.ID]
        with pytest.raises(ConsoleBusy, match=r"open in a console already \(sian on laptop, since \d\d:15\)"):
            Store(store.data).hold_console(made.ID)
    assert (store.console_holder(made.ID), store.open_sessions()) == (None, [])
    with Store(store.data).hold_console(made.ID):
        pass


def test_the_console_opened_last_comes_first(store: Store):
    second = "2026-11-27-cwm-test-b2c4"
    store.create(made.session(id=second))
    later = Store(store.data, now=lambda: NOW.replace(hour=11))
    with store.hold_console(made.ID), later.hold_console(second):
        assert store.open_sessions() == [second, made.ID]


def test_giving_a_console_back_twice_does_no_harm(store: Store):
    lock = store.hold_console(made.ID)
    lock.release()
    with Store(store.data).hold_console(made.ID):
        lock.release()
        assert store.console_holder(made.ID)


def test_a_console_can_be_given_back_by_another_thread(store: Store):
    lock = store.hold_console(made.ID)
    thread = threading.Thread(target=lock.release)
    thread.start()
    thread.join()
    assert store.console_holder(made.ID) is None


def test_there_is_no_console_of_a_session_that_is_not_there(store: Store):
    with pytest.raises(NoSuchSession):
        store.hold_console("2026-11-27-cwm-test-b2c4")
    assert store.console_holder("../x") is None


def test_asking_who_has_a_console_never_keeps_anyone_from_it(store: Store):
    stop = threading.Event()

    def ask() -> None:
        while not stop.is_set():
            store.console_holder(made.ID)

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        for _ in range(30):
            Store(store.data).hold_console(made.ID).release()
    finally:
        stop.set()
        asking.join()


@pytest.mark.skipif(os.name == "nt", reason="kills as only POSIX does")
def test_a_killed_processes_console_is_taken_over(store: Store):
    process = subprocess.Popen(
        [sys.executable, "-c", CONSOLE, str(store.data), made.ID],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "held\n"
        holder = store.console_holder(made.ID)
        assert holder is not None
        assert holder.process == process.pid
        with pytest.raises(ConsoleBusy):
            store.hold_console(made.ID)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
    assert store.console_holder(made.ID) is None
    with store.hold_console(made.ID):
        assert store.open_sessions() == [made.ID]


def test_a_console_does_not_keep_others_from_writing(store: Store):
    with store.hold_console(made.ID):
        Store(store.data).change(made.ID, "A note", made.adding(made.note(9)))
    assert store.load(made.ID).note("n9")


def test_a_save_that_never_ends_is_said(store: Store):
    impatient = Store(store.data, patience=0.05)
    with (
        locks.writing(store.data / "locks", made.ID, 1),
        pytest.raises(StoreBusy, match=r"Another program has been saving .* for 0\.05 seconds"),
    ):
        impatient.change(made.ID, "A note", made.adding(made.note(9)))
    assert impatient.change(made.ID, "A note", made.adding(made.note(9))).note("n9")


def test_the_lock_is_held_for_one_session_alone(store: Store):
    store.create(made.session(id="2026-11-27-cwm-test-b2c4"))
    with locks.writing(store.data / "locks", "2026-11-27-cwm-test-b2c4", 1):
        Store(store.data, patience=0).change(made.ID, "A note", made.adding(made.note(9)))


def test_threads_of_one_store_lose_nothing(store: Store):
    def add(first: int) -> None:
        for number in range(first, first + 10):
            store.change(made.ID, "A note", made.adding(made.note(number)))

    threads = [threading.Thread(target=add, args=(first,)) for first in (100, 200, 300, 400)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.load(made.ID).notes) == len(Store(store.data).load(made.ID).notes) == 42


def test_counting_up_from_many_hands_misses_no_step(store: Store):
    def once_more(old):
        return replace(old, clock=replace(old.clock, elapsed=old.clock.elapsed + 1))

    def count() -> None:
        mine = Store(store.data)
        for _ in range(15):
            mine.change(made.ID, "Once more", once_more)

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert store.load(made.ID).clock.elapsed == 60
