"""What was made of a content file is kept, and may be asked for from several threads."""

import itertools
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from frameworks import remembered as remembering
from frameworks.faults import ContentError, Fault
from frameworks.remembered import remembered

_keys = itertools.count()


def test_it_is_made_once() -> None:
    key, made = next(_keys), list[int]()
    for _ in range(3):
        assert remembered(lambda: made.append(1), "once", key) is None
    assert made == [1]


def test_faults_are_kept_too_and_another_error_is_not() -> None:
    key, asked = next(_keys), list[int]()

    def faulty() -> None:
        asked.append(1)
        raise ContentError([Fault(path="x.md", line=3, text="", message="No")])

    for _ in range(3):
        with pytest.raises(ContentError) as raised:
            remembered(faulty, "faulty", key)
        assert [fault.line for fault in raised.value.faults] == [3]
    assert asked == [1]
    with pytest.raises(ZeroDivisionError):
        remembered(lambda: 1 // 0, "broken", key)
    assert remembered(lambda: 7, "broken", key) == 7


def test_several_threads_may_ask_while_what_is_kept_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "MOST", 2)
    together = threading.Barrier(8)

    def ask(thread: int) -> bool:
        together.wait(10)
        return all(remembered(partial(int, n % 5), "crowd", n % 5) == n % 5 for n in range(thread, 5000))

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(8)))
