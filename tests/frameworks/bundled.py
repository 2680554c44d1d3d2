"""What the frameworks that come with the app hold, written down a second time and by hand: titles, codes, counts.

Of an area's groups, one with codes is written ``"2.10-11 2.13-18"`` (both ends are in it; a letter at the end, as
in ``"2.1-17a"``, goes with every code), one without is how many statements it has.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """A named group, or the only one of an area, which has no title. `holds` is written as above."""

    holds: str | int
    title: str = ""
    lead_in: str = ""

    @property
    def codes(self) -> list[str]:
        """The code of each statement, ``""`` where it has none."""
        if isinstance(self.holds, int):
            return [""] * self.holds
        return [code for part in self.holds.split() for code in _series(part)]


@dataclass(frozen=True)
class Area:
    """An area with its code, ``""`` where it has none."""

    code: str
    title: str
    groups: tuple[Group, ...]


@dataclass(frozen=True)
class Bundled:
    """A framework. `statements` is how many there are in all; `notices` is all that a check may say of it."""

    statement: str
    area: str
    areas: tuple[Area, ...]
    statements: int
    coded: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def _series(part: str) -> list[str]:
    """``"1.9-13"`` is 1.9 to 1.13."""
    number, _, series = part.partition(".")
    letter = "a" if series.endswith("a") else ""
    first, _, last = series.removesuffix("a").partition("-")
    return [f"{number}.{place}{letter}" for place in range(int(first), int(last or first) + 1)]


def _plain(code: str, title: str, holds: str | int, lead_in: str = "") -> Area:
    return Area(code, title, (Group(holds, lead_in=lead_in),))


def _wales(code: str, title: str, knowledge: str, personal: str, professional: str, actions: str) -> Area:
    return Area(
        code,
        title,
        (
            Group(knowledge, "Knowledge and skills", "Knows about…"),
            Group(personal, "Personal qualities and values"),
            Group(professional, "Professional characteristics"),
            Group(actions, "Actions"),
        ),
    )


BUNDLED = {
    "leadership-qualities": Bundled(
        "behaviour",
        "quality",
        (
            _plain("1", "Leading relies on reflection and innovation", "1.1-5"),
            _plain("2", "Leading requires analytical and adaptive thinking and planning", "2.1-4"),
            _plain("3", "Leading in context requires an outward looking culture", "3.1-4"),
            _plain("4", "Leading relationships requires a collaborative culture", "4.1-5"),
            _plain("5", "Leading change requires action and alignment", "5.1-3"),
            _plain("6", "Leading learning depends on developing self and others", "6.1-5"),
            _plain("7", "Leading with challenge, accountability and courage", "7.1-4"),
        ),
        statements=30,
        coded=("areas", "statements"),
    ),
    "leadership-key-areas": Bundled(
        "statement",
        "key area",
        (
            _plain("1", "Shaping the future", 4),
            _plain("2", "Leading learning and teaching", 4),
            _plain("3", "Developing self and working with others", 4),
            _plain("4", "Managing the organisation", 4),
            _plain("5", "Securing accountability", 4),
            _plain("6", "Strengthening community", 3),
        ),
        statements=23,
        coded=("areas",),
    ),
    "leadership-standards-wales-2011": Bundled(
        "standard",
        "key area",
        (
            _wales("1", "Creating strategic direction", "1.1-8", "1.9-13", "1.14-19", "1.1-7a"),
            # There is no 2.12, though there is a 2.12a.
            _wales("2", "Leading learning and teaching", "2.1-9", "2.10-11 2.13-18", "2.19-27", "2.1-17a"),
            _wales("3", "Developing and working with others", "3.1-4", "3.5-9", "3.10-19", "3.1-12a"),
            _wales("4", "Managing the school", "4.1-8", "4.9-13", "4.14-18", "4.1-13a"),
            _wales("5", "Securing accountability", "5.1-5", "5.6-8", "5.9-14", "5.1-3a"),
            _wales("6", "Strengthening the community focus", "6.1-8", "6.9-12", "6.13-15", "6.1-9a"),
        ),
        statements=172,
        coded=("areas", "statements"),
        notices=("There is no 2.12 before 2.13",),
    ),
    "evidence-and-action": Bundled(
        "question",
        "section",
        (
            _plain("", "Leading with others", 5, "What evidence is there of…"),
            _plain("", "Roles and responsibilities", 7, "What evidence is there of…"),
            _plain("", "Actions beyond the school", 16, "What evidence is there of…"),
        ),
        statements=28,
    ),
    "learning-in-another-context": Bundled(
        "activity",
        "list",
        (_plain("", "Activities to be undertaken beyond a single school", 17),),
        statements=17,
    ),
}
