"""A clock that cannot be put on or back."""

from __future__ import annotations

import sys
import time


def steady() -> float:
    """Seconds since some moment in the past, whatever happens to the time of day.

    Those in which the computer slept count too: Linux keeps a clock for that, that of macOS does so under another
    name, and Windows counts them anyway.
    """
    if hasattr(time, "CLOCK_BOOTTIME"):
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":  # Python's own there stands still while the computer sleeps
        return time.clock_gettime(time.CLOCK_MONOTONIC)
    return time.monotonic()
