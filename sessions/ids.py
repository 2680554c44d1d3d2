"""Names for sessions and records: random text of ours, safe in file names and links."""

from __future__ import annotations

import secrets
from datetime import date

from frameworks.text import slug

# Without vowels and look-alikes: no words by accident, nothing misread from a projector.
_LETTERS = "bcdfghjkmnpqrstvwxz23456789"


def fresh(kind: str = "", length: int = 8) -> str:
    """A new random id; `kind` is put before it so that a file is easier to read ("n" for a note)."""
    return kind + "".join(secrets.choice(_LETTERS) for _ in range(length))


def session_id(day: date, cluster: str) -> str:
    """A session's id: date, slug of the cluster, four random letters (``2026-12-01-cwm-test-k7f3``)."""
    return "-".join(
        part for part in (day.isoformat(), slug(cluster)[:40].strip("-"), fresh(length=4)) if part
    )
