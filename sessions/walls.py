"""The wall: what is shared with the room, under the statements it cites or under themes named by hand.

What is not shared with the room is never on it, whatever else is set. Names are on it where they are switched on,
fields that exist to name somebody (who helps, an action's owner) never.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from frameworks.finding import has
from frameworks.model import group_ref
from sessions import choices, notes, rounds, themes
from sessions.answers import NAMING, readable
from sessions.forms import Form
from sessions.model import Note, Ref, Session, Step, Wall
from sessions.moving import THE_ROOM
from sessions.topics import in_its_sentence

NO_THEME = "Under no theme yet"


class WallNote(msgspec.Struct, frozen=True, kw_only=True):
    """One note on the wall. `who` said it is "" where names are hidden, or where the room did; `code` is that of the
    statement it stands under, "" for none."""

    id: str
    text: str
    code: str = ""
    who: str = ""
    starred: bool = False
    theme: str = ""
    dots: int = 0


class WallGroup(msgspec.Struct, frozen=True, kw_only=True):
    """Notes under one heading: a statement, an area or group as a whole, a step, a theme.

    `id` tells it from the others; `area` is the label of the area that it stands in, "" for what stands in none, and
    `title` is "" for an area as a whole. `dots` are the hands that went up for it, or for what is under it.
    """

    id: str
    area: str = ""
    area_code: str = ""
    code: str = ""
    title: str = ""
    notes: tuple[WallNote, ...] = ()
    dots: int = 0

    @property
    def label(self) -> str:
        """What stands over its notes."""
        return f"{self.code} {self.title}".strip() or self.area


class _Spot(NamedTuple):
    """Where a note stands: `order` sorts as the frameworks do, steps after them."""

    order: tuple[int, int, int]
    id: str
    area_ref: Ref | None = None
    area: str = ""
    area_code: str = ""
    code: str = ""
    title: str = ""


def arranged(session: Session, how: Wall) -> Session:
    """The session with its wall arranged so; where it is on the stage, from its first page on."""
    progress = session.progress
    if how == progress.wall:
        return session
    shown = replace(progress.shown, word=0) if progress.shown.kind == "wall" else progress.shown
    return replace(session, progress=replace(progress, wall=how, shown=shown))


def starred(session: Session, id: str) -> Session:
    """Star a note, to be read out; or take the star back."""
    after = tuple(
        replace(note, starred=not note.starred) if note.id == id else note for note in session.notes
    )
    return replace(session, notes=after)


def put_under(session: Session, id: str, ref: Ref, now: datetime) -> Session:
    """Let a note stand under another statement than it does, whatever else it cites; under none of its own where it
    stands under this one already."""
    note = session.note(id)
    cite = choices.cite(session, ref.framework, ref.ref)
    if note is None or cite is None:
        return session
    first, rest = note.cites[:1], note.cites[1:]
    others = tuple(one for one in rest if (one.framework, one.ref) != (ref.framework, ref.ref))
    stays = any((one.framework, one.ref) == (ref.framework, ref.ref) for one in first)
    form = Form(step=session.step(note.step) or Step(id=note.step, title=""), subject=THE_ROOM, note=note)
    return notes.put_cites(session, form, id, others if stays else (cite, *others), now)


def words(session: Session, note: Note) -> str:
    """What a note says, its fields in the form's order, as one text; fields that name people are left out."""
    return _words(session.step(note.step), note)


def said_by(session: Session, note: Note) -> str:
    """Whose a note is: a school, a group with its people, a person with their school; "" for the room's. Never more
    of anybody than name and school."""
    if note.school:
        return note.school
    names = rounds.names(session, note.people)
    if note.group:
        made = next((made for made in session.rounds if made.id == note.round), None)
        group = next((one for one in made.groups if one.id == note.group), None) if made else None
        listed = " · ".join(names)
        return f"{group.label}: {listed}" if group and group.label and listed else listed
    schools = [one.school for one in session.people if one.id in note.people and one.school]
    if len(note.people) == 1 and names and schools:
        return f"{names[0]}, {schools[0]}"
    return " · ".join(names)


def on_wall(session: Session) -> tuple[Note, ...]:
    """Every note that is shared with the room and says something, filters or no filters."""
    steps = {step.id: step for step in session.steps}
    return tuple(
        note for note in session.notes if note.shared == "room" and _words(steps.get(note.step), note)
    )


def wall(session: Session, how: Wall | None = None, *, empty: bool = False) -> tuple[WallGroup, ...]:
    """The wall as it is arranged, or as `how` says: by statement in the order of the frameworks, what cites none
    last; or by theme, what is under none last. With `empty`, themes that nothing is under too."""
    how = how or session.progress.wall
    spots = _Spots(session)
    theme = themes.theme(session, how.theme)
    names = {one.id: one.name for one in session.themes}
    groups: dict[str, tuple[tuple[int, int, int], WallGroup, list[WallNote]]] = {}
    if how.by == "theme" and empty and not narrowed_to(session, how):
        for place, one in enumerate(session.themes):
            groups[one.id] = ((place, 0, 0), WallGroup(id=one.id, title=one.name), [])
    ranks = {one.id: place for place, one in enumerate(session.themes)}
    steps = {step.id: step for step in session.steps}
    for note in session.notes:
        text = _words(steps.get(note.step), note) if note.shared == "room" else ""
        if not text or (how.starred and not note.starred) or (theme and note.theme != theme.id):
            continue
        spot = spots.of(note)
        if how.area is not None and spot.area_ref != how.area:
            continue
        who = said_by(session, note) if how.names else ""
        under = names.get(note.theme, "")
        if how.words and not has(how.words, f"{spot.area} {spot.code} {spot.title} {under} {text} {who}"):
            continue
        if how.by == "theme":
            id = note.theme if under else ""
            rank = (ranks.get(id, len(ranks)), 0, 0)
            group = WallGroup(id=id, title=under or NO_THEME)
        else:
            id, rank = spot.id, spot.order
            group = WallGroup(
                id=id, area=spot.area, area_code=spot.area_code, code=spot.code, title=spot.title
            )
        on = WallNote(
            id=note.id,
            text=text,
            code=spot.code,
            who=who,
            starred=note.starred,
            theme=note.theme if under else "",
            dots=note.dots,
        )
        groups.setdefault(id, (rank, group, []))[2].append(on)
    ordered = sorted(groups.values(), key=lambda found: found[0])
    voted = {one.id: one.dots for one in session.themes}
    return tuple(
        replace(
            group, notes=tuple(held), dots=voted.get(group.id, 0) if voted else sum(one.dots for one in held)
        )
        for _, group, held in ordered
    )


def areas(session: Session) -> tuple[tuple[Ref, str, int], ...]:
    """The areas that something on the wall is about: ref, label, how many notes; in the order of the frameworks."""
    spots = _Spots(session)
    found: dict[Ref, tuple[tuple[int, int, int], str, int]] = {}
    for note in on_wall(session):
        spot = spots.of(note)
        if spot.area_ref is not None:
            order, _, count = found.get(spot.area_ref, (spot.order, "", 0))
            found[spot.area_ref] = (min(order, spot.order), spot.area, count + 1)
    ordered = sorted(found.items(), key=lambda item: item[1][0])
    return tuple((ref, label, count) for ref, (_, label, count) in ordered)


def spot_label(session: Session, note: Note) -> str:
    """What a note is about, as its heading on the wall says it by statement."""
    spot = _Spots(session).of(note)
    return f"{spot.code} {spot.title}".strip() or spot.area


def narrowed_to(session: Session, how: Wall) -> tuple[str, ...]:
    """What the wall is narrowed to, in words; nothing where all of it is shown."""
    found = []
    if how.area is not None:
        framework = session.framework(how.area.framework)
        area = framework.find_area(how.area.ref) if framework else None
        found.append(area.label if area else "an area")
    if theme := themes.theme(session, how.theme):
        found.append(theme.name)
    if how.starred:
        found.append("to read out")
    if how.words:
        found.append(f"“{how.words}”")
    return tuple(found)


def _words(step: Step | None, note: Note) -> str:
    """A wall has hundreds of notes, and is set anew at every key: this does as little as can be."""
    asked = step.capture if step is not None else ()
    said = [(field.kind, note.fields[field.key]) for field in asked if field.key in note.fields]
    if len(said) < len(note.fields):
        keys = {field.key for field in asked}
        said += [(note.kinds.get(key, "text"), text) for key, text in note.fields.items() if key not in keys]
    return " / ".join(readable(kind, text) for kind, text in said if text and kind not in NAMING)


class _Spots:
    """Where notes stand, looked up once for the whole wall."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._known = dict(_known(session))
        self._steps = {step.id: place for place, step in enumerate(session.steps)}
        self._last = len(session.frameworks)

    def of(self, note: Note) -> _Spot:
        """Under what it cites first; else under what its form was about; else under its step."""
        if note.cites:
            cite = note.cites[0]
            spot = self._known.get((cite.framework, cite.ref))
            if spot is None:
                return _Spot((self._last, 0, 0), f"{cite.framework} {cite.ref}", title=cite.text)
            # In its words as they were when it was cited.
            return spot._replace(title=cite.text) if spot.title else spot
        if note.about is not None and note.about.framework:
            spot = self._known.get((note.about.framework, note.about.ref))
            if spot is not None:
                return spot
        step = self._session.step(note.step)
        if step is None:
            return _Spot((self._last + 2, 0, 0), "", title="More from the room")
        return _Spot((self._last + 1, self._steps[step.id], 0), f"step {step.id}", title=step.title)


def _known(session: Session) -> Iterator[tuple[tuple[str, str], _Spot]]:
    """Every area, group and statement of the session's frameworks."""
    for first, used in enumerate(session.frameworks):
        for second, area in enumerate(used.framework.areas):
            home = Ref(framework=used.id, ref=area.ref)
            yield (
                (used.id, area.ref),
                _Spot((first, second, 0), f"{used.id} {area.ref}", home, area.label, area.code),
            )
            third = 0
            for number, group in enumerate(area.groups, 1):
                third += 1
                ref = group_ref(area, number)
                if group.title:
                    spot = _Spot(
                        (first, second, third), f"{used.id} {ref}", home, area.label, "", group.title
                    )
                    yield (used.id, ref), spot
                for statement in group.statements:
                    third += 1
                    spot = _Spot(
                        (first, second, third),
                        f"{used.id} {statement.ref}",
                        home,
                        area.label,
                        area.code,
                        statement.code,
                        in_its_sentence(group, statement),
                    )
                    yield (used.id, statement.ref), spot
