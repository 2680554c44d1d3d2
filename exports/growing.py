"""What goes on from session to session: what earlier ones left and what became of it, learning points with their
reviews, objectives with their signs of progress, and someone's own learning log."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from zoneinfo import ZoneInfo

import msgspec

from exports.calendar import shortened
from exports.document import Block, Bullets, Heading, Line, Listed, Paragraph, between, ours, typed
from exports.scope import Fields, Scope, answer, local_zone, who, who_left
from exports.sections import about_earlier
from exports.statements import Places
from exports.words import sentence, short_day
from sessions import rounds, series
from sessions.answers import STATES
from sessions.model import LEFT, Earlier, Kind, Note, Review
from sessions.outcomes import Point, points
from sessions.text import one_line, with_article
from sessions.topics import CALLED, called

_STATE_WORDS = {state: words for words, state in STATES.items()}
# Characters of an item that are enough to know it again by.
_FEW = 60

Notes = Sequence[tuple[Note, Fields]]
Item = tuple[Line | Listed, ...]


class _Entry(msgspec.Struct, frozen=True, kw_only=True):
    """Something that was written down on a day, with what is said under it; `note` is the note it is from."""

    kind: Kind
    day: date
    note: str
    lines: Item


class Growing:
    """The sections about what goes on from session to session, of one hand-out."""

    def __init__(self, scope: Scope, places: Places, notes: Notes) -> None:
        self._scope = scope
        self._places = places
        self._notes = notes
        self._zone = local_zone(scope.session.meta.zone)
        self._items = {item.id: item for item in scope.session.earlier}
        self._said: dict[str, list[tuple[Note, Fields]]] = {}
        for note, fields in notes:
            if note.about is not None and about_earlier(note):
                self._said.setdefault(note.about.ref, []).append((note, fields))
        self._entries = [*self._left(), *self._written_now()]
        self._aims = {one.note for one in self._entries if one.kind == "objective"}

    def earlier(self) -> list[Block]:
        """What earlier sessions left: each item with what was said of it since and what was said now. In someone's
        own notes, objectives and the learning log have sections of their own."""
        found: dict[Kind, list[Item]] = {}
        told = [item for item in self._items.values() if not self._apart(item)]
        whence = {(item.day, one_line(item.title) if item.text else "") for item in told}
        for item in told:
            found.setdefault(item.kind, []).append(self._told(item, dated=len(whence) > 1))
        blocks: list[Block] = []
        if len(whence) == 1:
            day, title = whence.pop()
            name: Line = (ours(", “"), typed(title), ours("”")) if title else ()
            blocks.append(Paragraph((ours(f"All of it is from {short_day(day)}"), *name, ours("."))))
        for kind in LEFT:
            if kind in found:
                blocks += [Heading(3, (ours(CALLED[kind].titles),)), Bullets(tuple(found[kind]))]
        lost = [
            tuple(self._now(note, fields))
            for id, said in self._said.items()
            if id not in self._items
            for note, fields in said
        ]
        if any(lost):
            blocks += [Heading(3, (ours("Of what is no longer known"),)), Bullets(tuple(filter(None, lost)))]
        return [Heading(2, (ours("From earlier sessions"),)), *blocks] if blocks else []

    def objectives(self) -> list[Block]:
        """Someone's own objectives, oldest first, each with the signs of progress that were written with it."""
        if self._scope.kind != "person" or not self._aims:
            return []
        by_day = sorted(self._entries, key=lambda one: one.day)
        items: list[Item] = []
        for note in dict.fromkeys(one.note for one in by_day if one.kind == "objective"):
            theirs = [one for one in by_day if one.note == note]
            aims = [one.lines for one in theirs if one.kind == "objective"]
            # Where a form asks for several objectives, its signs stand under the last of them.
            items += [*aims[:-1], (*aims[-1], *_signs([one for one in theirs if one.kind == "progress"]))]
        return [Heading(2, (ours("Objectives and signs of progress"),)), Bullets(tuple(items))]

    def learning_log(self) -> list[Block]:
        """Someone's own learning log, oldest first, with how each entry was turned into practice. What was put
        into practice without an entry stands at its day."""
        if self._scope.kind != "person":
            return []
        entries = [one for one in self._entries if one.kind in ("learning", "practice")]
        if not entries:
            return []
        by_day = sorted(entries, key=lambda one: one.day)
        return [Heading(2, (ours("Learning log"),)), Bullets(tuple(one.lines for one in by_day))]

    def learning_points(self) -> list[Block]:
        """Learning points that were written now, with the reviews that they had."""
        scope, session = self._scope, self._scope.session
        found = points(session)
        if not found:
            return []
        notes = {note.id: note for note, _ in self._notes}
        names = {f"{note.id}.{field.key}": field.name for note, fields in self._notes for field, _ in fields}
        items: dict[Line, list[Item]] = {}
        for point in found:
            said = _point(point, names[point.id], self._zone)
            items.setdefault(who(scope, notes[point.note]), []).append(said)
        # All of one person under their name, once.
        told = [
            one
            for whose, some in items.items()
            for one in ([(whose, *(line for said in some for line in said))] if whose else some)
        ]
        return [Heading(2, (ours("Learning points"),)), Bullets(tuple(told))]

    def _left(self) -> list[_Entry]:
        return [
            _Entry(kind=item.kind, day=item.day, note=item.id.partition(".")[0], lines=self._told(item))
            for item in self._items.values()
            if item.text
        ]

    def _written_now(self) -> list[_Entry]:
        """What this session adds to objectives and learning logs."""
        day = self._scope.session.meta.date
        found = []
        for note, fields in self._notes:
            about = (
                self._items.get(note.about.ref) if note.about is not None and about_earlier(note) else None
            )
            for field, text in fields:
                if field.kind not in ("objective", "progress", "learning", "practice"):
                    continue
                if about_earlier(note) and field.kind != "learning":
                    # It stands with the item that it is about.
                    continue
                lines: Item
                if field.kind == "practice":
                    head = _led(who(self._scope, note), f"{short_day(day)}, put into practice")
                    lines = (head, *answer(field, text))
                else:
                    lines = ((*_led(who(self._scope, note), short_day(day)), ours(": "), typed(text)),)
                if about is not None and about.text:
                    lines += (_on(about),)
                found.append(_Entry(kind=field.kind, day=day, note=note.id, lines=lines))
        return found

    def _apart(self, item: Earlier) -> bool:
        if self._scope.kind != "person" or not item.text:
            return False
        aimed = item.kind == "progress" and item.id.partition(".")[0] in self._aims
        # It stands among the actions, and there is nothing more to say of it.
        to_do = item.kind == "action" and self._scope.stands.get(item.id) == "open"
        to_do = to_do and not item.reviews and item.id not in self._said
        return item.kind in ("objective", "learning") or aimed or to_do

    def _told(self, item: Earlier, *, dated: bool = True) -> Item:
        """An item's words, what was settled about it, and everything that was said of it."""
        said = self._said.get(item.id, [])
        lines: list[Line | Listed] = []
        whose = who_left(self._scope, item)
        head = _led(whose, short_day(item.day)) if dated else whose
        head = (*head, ours(": ")) if head else ()
        if item.text:
            lines.append((*head, typed(item.text)))
        else:
            unsaid = f"{with_article(called(item).one)} that is not shared here"
            lines.append((*head, ours(unsaid if head else sentence(unsaid))))
        settled = self._settled(item)
        lines += [settled] if settled else []
        lines += [
            self._review(item, review) for review in item.reviews if review.text.strip() or review.state
        ]
        for note, fields in said:
            lines += self._now(note, fields, item)
        return tuple(lines)

    def _settled(self, item: Earlier) -> Line:
        """Whose an action is, by when, and how it stands by now."""
        now = [
            review
            for review in series.reviews(self._scope.session, item)[len(item.reviews) :]
            if review.state
        ]
        stands = self._scope.stands.get(item.id) or series.state_of(item, now)
        spoken_of = bool(now)
        parts: list[Line] = []
        owner = self._scope.session.person(item.owner)
        # Whose it is says who sees to it already, where that is the same person.
        if item.owner and item.people != (item.owner,):
            parts.append((typed(owner.name if owner else item.owner),))
        if item.due is not None:
            parts.append((ours(f"by {'the review on ' if item.by_review else ''}{short_day(item.due)}"),))
        if item.text and (item.kind == "action" or spoken_of or stands != "open"):
            parts.append((ours(_STATE_WORDS[stands]),))
        return between(" · ", parts)

    def _review(self, item: Earlier, review: Review) -> Line:
        """What was said of an item in a session between then and now."""
        head: Line = (ours(short_day(review.at.astimezone(self._zone).date())),)
        others = review.people and review.people != item.people
        if self._scope.named and others and (said_by := rounds.names(self._scope.session, review.people)):
            head += (ours(", "), typed(", ".join(said_by)))
        if review.state.strip():
            head += (ours(" ("), typed(one_line(review.state)), ours(")"))
        return (*head, ours(": "), typed(review.text)) if review.text.strip() else head

    def _now(self, note: Note, fields: Fields, item: Earlier | None = None) -> list[Line | Listed]:
        """What was said of an item in this session, field by field."""
        lines = [line for field, text in fields if field.kind != "point" for line in answer(field, text)]
        cited = [self._places.short_line(place) for place in self._places.of(note)]
        if cited:
            lines.append((ours("about "), *between(", ", cited)))
        if not lines:
            return []
        by = who(self._scope, note) if item is None or note.people != item.people else ()
        return [(*_led(by, short_day(self._scope.session.meta.date)), ours(":")), *lines]


def _led(whose: Line, words: str) -> Line:
    return (*whose, ours(f", {words}")) if whose else (ours(words),)


def _on(item: Earlier) -> Line:
    words = shortened(one_line(item.text), _FEW)
    return (ours(f"on {with_article(called(item).one)}, “"), typed(words), ours("”"))


def _signs(signs: Sequence[_Entry]) -> Item:
    found: list[Line | Listed] = []
    for sign in signs:
        first, *rest = sign.lines
        if not isinstance(first, Listed):
            found += [(ours("Sign of progress", strong=True), ours(", "), *first), *rest]
    return tuple(found)


def _point(point: Point, name: str, zone: ZoneInfo) -> Item:
    lines: list[Line] = [(typed(one_line(name), strong=True), ours(": "), typed(point.focus))]
    for review in point.reviews:
        said: Line = (ours(f"Review of {short_day(review.at.astimezone(zone).date())}"),)
        if review.state.strip():
            said += (ours(" ("), typed(one_line(review.state)), ours(")"))
        lines.append((*said, ours(": "), typed(review.text)))
    return tuple(lines)
