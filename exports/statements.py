"""Where notes belong: under which framework, area, group and statement, and how those are called."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from exports import words
from exports.calendar import shortened
from exports.document import Line, between, ours, typed
from frameworks.model import Area, Group, Statement, group_ref
from sessions.model import Cite, Note, Ref, Session
from sessions.text import one_line

# Characters of a statement that are enough to know it again by.
_FEW = 50


class Place(NamedTuple):
    """A statement, a group or an area as a whole (`statement` None, for an area `group` too), or words that no
    framework holds (`area` None).

    `order` sorts places as the frameworks have them.
    """

    order: tuple[int, int, int]
    framework: str
    area: str | None
    statement: str | None
    group: str | None = None


class Places:
    """Every area, group and statement of a session's frameworks, looked up once for a whole document."""

    def __init__(self, session: Session) -> None:
        self._used = tuple(used.framework for used in session.frameworks)
        self._by_id = {used.id: used.framework for used in session.frameworks}
        self._titles = {used.id: used.framework.title for used in session.frameworks}
        self._areas: dict[tuple[str, str], tuple[Place, Area]] = {}
        self._groups: dict[tuple[str, str], tuple[Place, Area, Group]] = {}
        self._statements: dict[tuple[str, str], tuple[Place, Statement, Group]] = {}
        self._lost: dict[tuple[str, str], tuple[Place, Cite]] = {}
        for first, used in enumerate(session.frameworks):
            for second, area in enumerate(used.framework.areas, 1):
                self._areas[used.id, area.ref] = (Place((first, second, 0), used.id, area.ref, None), area)
                third = 0
                for number, group in enumerate(area.groups, 1):
                    third += 1
                    ref = group_ref(area, number)
                    if group.title:
                        place = Place((first, second, third), used.id, area.ref, None, ref)
                        self._groups[used.id, ref] = (place, area, group)
                    for statement in group.statements:
                        third += 1
                        place = Place((first, second, third), used.id, area.ref, statement.ref, ref)
                        self._statements[used.id, statement.ref] = (place, statement, group)

    def of(self, note: Note) -> list[Place]:
        """Where a note belongs: what it cites, in the order of the cites, then what its form was repeated for."""
        found = [self._place(cite) for cite in note.cites]
        if note.about is not None:
            known = self._known(note.about)
            # Notes about an area or a group that cite its statements stand under those.
            if known and not any(_within(one, known) for one in found):
                found.append(known)
        return list(dict.fromkeys(found))

    def areas_of(self, refs: Iterable[Ref], notes: Sequence[Note] = ()) -> list[str]:
        """The labels of the areas that these refs are or stand in, and of those that the notes are about, each
        once."""
        known = [place for ref in refs if (place := self._known(ref))]
        known += [place for note in notes for place in self.of(note)]
        keys = {(place.framework, place.area) for place in known if place.area is not None}
        return [area.label for _, area in sorted((self._areas[key] for key in keys), key=lambda one: one[0])]

    def spanned(self, refs: Iterable[Ref], notes: Sequence[Note] = ()) -> str:
        """The areas, as `areas_of`, where they are all that the one framework has: "all seven qualities of “…”"; ""
        where they are not."""
        count, (used, *others) = len(self.areas_of(refs, notes)), (*self._used, None)
        if used is None or others != [None] or count < 2 or count != len(used.areas):
            return ""
        return f"all {words.number(count)} {words.many(one_line(used.area))} of “{one_line(used.title)}”"

    def counted(self, notes: Sequence[Note]) -> Line:
        """How many areas these notes are about, of which frameworks: "six of the seven qualities of “…”"."""
        keys = {
            (place.framework, place.area)
            for note in notes
            for place in self.of(note)
            if place.area is not None
        }
        used = [one for id, one in self._by_id.items() if any(id == framework for framework, _ in keys)]
        if len(used) == 1:
            (one,) = used
            named = words.many(one_line(one.area))
            of = f"{words.number(len(keys))} of the {words.number(len(one.areas))} {named} of “"
            return (ours(of), typed(one_line(one.title)), ours("”"))
        titles = between(" and ", [(ours("“"), typed(one_line(one.title)), ours("”")) for one in used])
        return (ours(f"{words.number(len(keys))} areas of "), *titles)

    def called(self, refs: Iterable[Ref]) -> list[str]:
        """What these are called: an area's label, a group's title with its area's, a statement's code and
        first words."""
        found = []
        for ref in refs:
            place = self._known(ref)
            if place is None:
                continue
            if place.statement is not None:
                words = "".join(span.text for span in self.statement_line(place))
                found.append(shortened(one_line(words), _FEW))
            elif place.group is not None:
                _, area, group = self._groups[place.framework, place.group]
                found.append(f"{one_line(group.title)} ({area.label})")
            else:
                found.append(self._areas[place.framework, place.area or ""][1].label)
        return found

    def line_of(self, ref: Ref) -> Line:
        """What a ref names, in full: an area's code and title, a group's title with its area's, a statement's code and
        words; () for what is not known."""
        place = self._known(ref)
        if place is None:
            return ()
        if place.statement is not None:
            return self.statement_line(place)
        if place.group is not None:
            return (*self.group_line(place), ours(" ("), *self.area_line(place), ours(")"))
        return self.area_line(place)

    def codes(self, note: Note) -> Line:
        """The codes of what a note is about: ``1.4, 1.5``; nothing for what has none."""
        line: Line = ()
        for place in self.of(note):
            code = self.code(place)
            if code:
                line += (ours(", "), *_code(code)) if line else _code(code)
        return line

    def framework_title(self, place: Place) -> str:
        """The framework's title, "" for words that no framework holds."""
        return self._titles.get(place.framework, "") if place.area is not None else ""

    def area_line(self, place: Place) -> Line:
        """The area's code and title."""
        _, area = self._areas[place.framework, place.area or ""]
        return (*_code(area.code, " "), typed(area.title))

    def group_line(self, place: Place) -> Line:
        """The title of a group; () where it has none."""
        found = self._groups.get((place.framework, place.group or ""))
        return (typed(found[2].title),) if found else ()

    def statement_line(self, place: Place) -> Line:
        """The statement's code and words, its lead-in included."""
        found = self._statements.get((place.framework, place.statement or ""))
        if found is None:
            return (typed(self._lost[place.framework, place.statement or ""][1].text),)
        _, statement, group = found
        lead = one_line(group.lead_in).rstrip("…. :")
        return (*_code(statement.code, " "), typed(f"{lead} {statement.text}" if lead else statement.text))

    def short_line(self, place: Place) -> Line:
        """The code, or the first words of what has none."""
        code = self.code(place)
        if code:
            return _code(code)
        if place.statement is not None:
            line = self.statement_line(place)
        else:
            line = self.group_line(place) if place.group is not None else self.area_line(place)
        words = shortened(one_line("".join(span.text for span in line)), _FEW)
        return (ours("“"), typed(words), ours("”"))

    def code(self, place: Place) -> str:
        """The code of a statement or an area; "" for what has none."""
        if place.statement is None and place.group is not None:
            return ""
        if place.statement is None:
            return self._areas[place.framework, place.area or ""][1].code
        found = self._statements.get((place.framework, place.statement))
        return found[1].code if found else ""

    def _known(self, ref: Ref) -> Place | None:
        statement = self._statements.get((ref.framework, ref.ref))
        area = self._areas.get((ref.framework, ref.ref))
        group = self._groups.get((ref.framework, ref.ref))
        return statement[0] if statement else area[0] if area else group[0] if group else None

    def _place(self, cite: Cite) -> Place:
        known = self._known(Ref(framework=cite.framework, ref=cite.ref))
        if known is not None:
            return known
        key = (cite.framework, cite.ref)
        if key not in self._lost:
            order = (len(self._titles), 0, len(self._lost))
            self._lost[key] = (Place(order, cite.framework, None, cite.ref), cite)
        return self._lost[key][0]


def _within(place: Place, other: Place) -> bool:
    """Whether a place is a part of another one, which is an area or a group then."""
    if other.statement is not None or (place.framework, place.area) != (other.framework, other.area):
        return False
    return other.group is None or place.group == other.group


def _code(code: str, after: str = "") -> Line:
    """A code as printed in the source: ours to print plainly where it has nothing in it but letters and digits."""
    if not code:
        return ()
    plain = all(part.isalnum() for part in code.split("."))
    return (ours(code + after),) if plain else (typed(code), ours(after))
