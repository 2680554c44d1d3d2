"""Content files are read once: what was made of a text is kept for as long as the program runs.

Reading all that comes with the app takes a tenth of a second. A library that is read again, after a file was added
or because another part of the app asks, pays only for what is new. What is kept is frozen, so it can be shared.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

C = TypeVar("C")

# Some hundred files of a library, a few times over.
MOST = 1000

_kept: OrderedDict[Hashable, object] = OrderedDict()


def remembered(make: Callable[[], C], *key: Hashable) -> C:
    """What `make` gives, made anew only when nothing is kept under `key`, which must say everything that the
    result depends on. An exception is passed on and never kept."""
    if key in _kept:
        _kept.move_to_end(key)
    else:
        _kept[key] = make()
        if len(_kept) > MOST:
            _kept.popitem(last=False)
    found: C = _kept[key]  # type: ignore[assignment]
    return found
