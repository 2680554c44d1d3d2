"""Content files are read once: what was made of a text is kept for as long as the program runs.

Reading all that comes with the app takes a tenth of a second. A library that is read again, after a file was added
or because another part of the app asks, pays only for what is new. What is kept is frozen, so it can be shared.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from frameworks.faults import ContentError

C = TypeVar("C")

# Some hundred files of a library, a few times over.
MOST = 1000

_kept: OrderedDict[Hashable, object] = OrderedDict()
# The libraries may be filled in a thread of their own while the app asks for something else.
_lock = threading.Lock()
_NOTHING = object()


def remembered(make: Callable[[], C], *key: Hashable) -> C:
    """What `make` gives, made anew only when nothing is kept under `key`, which must say everything that the
    result depends on. The faults of a ContentError are kept and raised likewise; any other exception is passed on
    and never kept. May be called from several threads."""
    with _lock:
        found = _kept.get(key, _NOTHING)
        if found is not _NOTHING:
            _kept.move_to_end(key)
    if found is _NOTHING:
        try:
            found = make()
        except ContentError as error:
            found = _Faulty(error)
        with _lock:
            _kept[key] = found
            while len(_kept) > MOST:
                _kept.popitem(last=False)
    if isinstance(found, _Faulty):
        # A new one each time: an exception gathers the places it was raised at.
        raise ContentError(list(found.faults))
    made: C = found  # type: ignore[assignment]
    return made


class _Faulty:
    """That a text has these faults."""

    def __init__(self, error: ContentError) -> None:
        self.faults = tuple(error.faults)
