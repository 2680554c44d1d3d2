"""The made-up people of the sample, for where somebody has to stand in for real ones."""

from __future__ import annotations

from pathlib import Path

from sessions.ids import fresh
from sessions.model import Person

_SAMPLE = Path(__file__).with_name("sample.yaml")


def stand_ins() -> tuple[Person, ...]:
    """People of several schools, none of whom exists."""
    import yaml

    sample = yaml.safe_load(_SAMPLE.read_text(encoding="utf-8"))
    return tuple(
        Person(id=fresh("p"), name=one["name"], school=one["school"], role=one["role"])
        for one in sample["people"]
    )
