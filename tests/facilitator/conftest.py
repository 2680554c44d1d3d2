"""Waiting for the screen to settle, in smaller sips than Textual's own: most of a test's time was waiting."""

from collections.abc import Iterator

import pytest
from textual import _wait


@pytest.fixture(autouse=True, scope="session")
def _short_waits() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 100)
        patch.setattr(_wait, "SLEEP_IDLE", 1 / 100 / 20)
        yield
