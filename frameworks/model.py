"""A leadership framework as data: areas, groups, statements and prompts.

Every area and statement has a `ref`, unique in its framework: the code printed in the source where there
is one (``"1.4"``, ``"2.12a"``), else ``#`` and its position (``"#2"``, ``"#2.3"``). A ref of the second
kind is an address for cites and the command line, and is never printed as if it were a code.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """One behaviour, standard, evidence question or activity. `code` is ``""`` where the source has none."""

    ref: str
    code: str = ""
    text: str

    @property
    def label(self) -> str:
        """The statement as people read it: its code, where it has one, and its words."""
        return f"{self.code} {self.text}" if self.code else self.text


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """Statements under one heading of an area; an area without groups has one group with an empty title.

    `lead_in` is the beginning of a sentence that each statement ends ("Knows about…"), or ``""``.
    """

    title: str = ""
    lead_in: str = ""
    statements: tuple[Statement, ...] = ()


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A quality, key area or section: a title, a definition in Markdown, and grouped statements."""

    ref: str
    code: str = ""
    title: str
    definition: str = ""
    groups: tuple[Group, ...] = ()

    @property
    def label(self) -> str:
        """The area as people read it: its code, where it has one, and its title."""
        return f"{self.code} {self.title}" if self.code else self.title

    @property
    def statements(self) -> tuple[Statement, ...]:
        """Every statement of the area, in the order of the source."""
        return tuple(statement for group in self.groups for statement in group.statements)


def group_ref(area: Area, number: int) -> str:
    """The ref of an area's group by its place from 1: ``2/3``. A code that happens to look like one comes first."""
    return f"{area.ref}/{number}"


class Prompts(msgspec.Struct, frozen=True, kw_only=True):
    """What a framework gives people to talk about: opening tasks and reflection questions."""

    opening: tuple[str, ...] = ()
    reflection: tuple[str, ...] = ()


class Framework(msgspec.Struct, frozen=True, kw_only=True):
    """A leadership framework, from one content file.

    `coded` says which of ``"areas"`` and ``"statements"`` carry codes in the source. `statement` and `area`
    are what one of each is called ("behaviour", "quality"). `status` and `source` are said to people. `wording` is
    ``"own"`` for words made for this program, ``"official"`` for those of the source, "" where nobody said.
    """

    id: str
    title: str
    language: str = "en"
    coded: tuple[str, ...] = ()
    statement: str = "statement"
    area: str = "area"
    status: str = ""
    source: str = ""
    wording: str = ""
    opening: str = ""
    areas: tuple[Area, ...] = ()
    prompts: Prompts = Prompts()

    def statements(self) -> Iterator[tuple[Area, Statement]]:
        """Every statement with its area, in the order of the source."""
        for area in self.areas:
            for statement in area.statements:
                yield area, statement

    def find_area(self, ref: str) -> Area | None:
        """The area with this ref, or None."""
        return next((area for area in self.areas if area.ref == ref), None)

    def find_group(self, ref: str) -> tuple[Area, Group] | None:
        """The group with this ref and its area, or None. See `group_ref`."""
        return next(
            (
                (area, group)
                for area in self.areas
                for number, group in enumerate(area.groups, 1)
                if group.title and group_ref(area, number) == ref
            ),
            None,
        )

    def find_statement(self, ref: str) -> tuple[Area, Statement] | None:
        """The statement with this ref and its area, or None."""
        return next((pair for pair in self.statements() if pair[1].ref == ref), None)

    def digest(self) -> str:
        """A hash of the whole content: a session notes which words it was held with."""
        import hashlib  # not cheap, and starting needs none

        return hashlib.sha256(msgspec.json.encode(self)).hexdigest()[:16]
