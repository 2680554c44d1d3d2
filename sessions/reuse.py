"""A session's plan as a template of its own, and the names of people, schools and cluster that are still in it.

A template goes to other clusters and to colleagues, so it carries no person, note, school, cluster or date. What a
session knows as a name is looked for in every text of the template, and each find is for the facilitator to decide:
the suggestion, or the words as they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from frameworks.text import one_line, slug
from sessions.date_search import said
from sessions.known_names import Neutral, known_names
from sessions.model import Session, Step, Template
from sessions.name_search import Match, Replacer
from sessions.prompts import PLACEHOLDERS
from sessions.template_texts import Place, mapped, texts
from sessions.template_writer import tidy
from sessions.templates import TemplateLibrary

# How much is shown of the words around a find, in characters on either side.
AROUND = 48
# What may be put for names; the next one where the words of the one before are somebody's name here.
_PERSON = ("a colleague", "someone", "a leader", "one of us")
_SCHOOL = ("a school", "one of the schools", "a place", "somewhere")
_CLUSTER = ("the cluster", "these schools", "the group", "here")
# What is put for the session's own dates: in a prompt, and elsewhere.
_DATES = {
    "date": ("{date}", "the day"),
    "review_date": ("{review_date}", "the review date"),
    "delete_by": ("{delete_by}", "the delete-by date"),
}
_HOLE = re.compile(rf"\{{(?:{'|'.join(PLACEHOLDERS)})\}}")
# A web address with a name in it leads to a school: without the name it leads nowhere and still says whose it is.
_HOST = r"(?:https?://|www\.)(?P<host{0}>[^\s<>()\[\]\"“”/?#]*\w)(?:[/?#][^\s<>()\[\]\"“”]*[\w/]|/)?"
_BARE = r"(?<![\w@.+-])(?P<bare>(?:[\w-]+\.)+(?:uk|wales|cymru|com|org|net))\b(?:/[^\s<>()\[\]\"“”]*[\w/]|/)?"
_WEB = re.compile(
    rf"\[(?P<label>[^\[\]\n]*)\]\({_HOST.format(1)}[^()\s]*\)|<{_HOST.format(2)}>|{_HOST.format(3)}|{_BARE}",
    re.IGNORECASE,
)
_HOSTS = ("host1", "host2", "host3", "bare")
# Replacing once is enough for real names; those made of words that stand in the suggestions may take more.
_ROUNDS = 5


class Find(msgspec.Struct, frozen=True, kw_only=True):
    """A known name in a template.

    `step` is the title of its step ("" for the template itself) and `part` what it is in, in words. `before`,
    `words` and `after` are the line around it; `suggestion` is what may be put for it. `ordinary` means that the
    name is also a word of every conversation ("Will", "Mark"), so it may not be meant.
    """

    place: Place
    start: int
    end: int
    step: str
    part: str
    before: str
    words: str
    after: str
    suggestion: str
    ordinary: bool = False

    @property
    def where(self) -> str:
        """Where it is, in words: "Welcome, prompt"."""
        return f"{self.step}, {self.part}" if self.step else self.part


class _Spot(NamedTuple):
    """Words of a text that are known, and what may be put for them."""

    start: int
    end: int
    suggestion: str
    ordinary: bool = False


def as_template(session: Session, id: str, title: str, intro: str = "") -> Template:
    """The session's plan as it stands, as a template: without people, notes, schools, cluster and dates.

    The framework that most of its steps use is the template's. The words are as they were typed: `finds` says
    which names are in them.
    """
    return tidy(
        Template(
            id=id,
            title=one_line(title),
            language=session.meta.language,
            framework=_framework(session.steps),
            intro=intro,
            steps=session.steps,
        )
    )


def origins_of(session: Session, library: TemplateLibrary) -> list[Template]:
    """The templates a session was made of, in its language, as far as they are here."""
    ids = dict.fromkeys(session.meta.templates)
    return [found for id in ids if (found := library.get(id, session.meta.language)) is not None]


def intro_of(origins: Iterable[Template]) -> str:
    """What the templates a session was made of say of themselves."""
    return "\n\n".join(one.intro for one in origins if one.intro)


def finds(template: Template, session: Session, origins: Iterable[Template] = ()) -> list[Find]:
    """Every known name in the template's texts, in order: titles, intro, prompts, private notes, fields, roles.

    `origins` as for a Finder.
    """
    return Finder(session, origins).finds(template)


def replaced(template: Template, found: Iterable[Find]) -> Template:
    """The template with the suggestions of these finds in the place of their words. Keys that were made of a
    field's name follow it, and so do the ids of steps."""
    spots: dict[Place, list[Find]] = {}
    for one in found:
        spots.setdefault(one.place, []).append(one)

    def change(place: Place, text: str) -> str:
        for one in sorted(spots.get(place, ()), key=lambda one: -one.start):
            text = text[: one.start] + one.suggestion + text[one.end :]
        return text

    return tidy(mapped(template, change))


def neutral(template: Template, session: Session, origins: Sequence[Template] = ()) -> Template:
    """The template with every suggestion taken."""
    finder = Finder(session, origins)
    for _ in range(_ROUNDS):
        found = finder.finds(template)
        if not found:
            break
        template = replaced(template, found)
    return template


class Finder:
    """What is known as a name in a session, and what to put for it in a prompt and elsewhere.

    `origins` are templates the session may be made of: an ordinary word that is a name too ("Will") is no find in
    a line that stands in them word for word.
    """

    def __init__(self, session: Session, origins: Iterable[Template] = ()) -> None:
        self._plain = {
            line.strip() for origin in origins for _, text in texts(origin) for line in text.split("\n")
        }
        named = known_names(session, neutral=Neutral(cluster="?"))
        person = _nameless(_PERSON, named)
        words = Neutral(
            person=person,
            stranger=person,
            school=_nameless(_SCHOOL, named),
            cluster=_nameless(_CLUSTER, named),
        )
        self._elsewhere = known_names(session, neutral=words)
        self._prompts = known_names(session, neutral=replace(words, cluster="{cluster}", cluster_of=""))
        meta = session.meta
        days = {"date": meta.date, "review_date": meta.review_date, "delete_by": meta.delete_by}
        self._dates = [(said(day), *_DATES[name]) for name, day in days.items() if day is not None]

    def finds(self, template: Template) -> list[Find]:
        """Every known name in the template's texts, in order."""
        return [
            _find(template, place, text, spot)
            for place, text in texts(template)
            for spot in self._spots(place, text)
            if not (spot.ordinary and "".join(_line(text, spot)).strip() in self._plain)
        ]

    def named(self, text: str) -> bool:
        """Whether a known name is in a short text, such as an id."""
        return next(self._spots(Place(-1, "title"), text), None) is not None

    def _spots(self, place: Place, text: str) -> Iterator[_Spot]:
        """What is known in a text, in order."""
        filled = place.what == "prompt"
        done = [hole.span() for hole in _HOLE.finditer(text)] if filled else []
        found = []
        for pattern, hole, words in self._dates:
            for match in pattern.finditer(text):
                if not _within(match.span(), done):
                    found.append(_Spot(*match.span(), hole if filled else words))
                    done.append(match.span())
        known = self._prompts if filled else self._elsewhere
        names = list(known.search(text))
        for match in _WEB.finditer(text):
            inside = [name for name in names if _names_it(match, name)]
            if inside:
                spot = _without_address(text, match, known, ordinary=all(one.ordinary for one in inside))
                found = [one for one in found if not _within((one.start, one.end), [(spot.start, spot.end)])]
                found.append(spot)
                done.append((spot.start, spot.end))
        found += [
            _Spot(name.start, name.end, name.becomes, name.ordinary)
            for name in names
            if (not name.left or name.doubt == "word") and not _within((name.start, name.end), done)
        ]
        yield from sorted(found)


def _names_it(match: re.Match[str], name: Match) -> bool:
    """Whether a name is in a web address. Whose it is has no capitals; in the rest of it those tell names from
    words, as elsewhere."""
    host = next(match.span(one) for one in _HOSTS if match[one] is not None)
    label = match.span("label")
    if not _within((name.start, name.end), [match.span()]) or _within((name.start, name.end), [label]):
        return False
    return not name.left or _within((name.start, name.end), [host])


def _without_address(text: str, match: re.Match[str], known: Replacer, *, ordinary: bool) -> _Spot:
    """The whole of a web address, to be taken out with the space before it; of a link its words stay."""
    start, end = match.span()
    label = match["label"]
    if label:
        return _Spot(start, end, known(label), ordinary)
    if not (text[:start] + text[end:]).strip():
        # A title or a field cannot do without any words.
        return _Spot(start, end, "A web page", ordinary)
    if text[start - 1 : start] == " " and text[end : end + 1] in " \n.,;:!?)":
        start -= 1
    return _Spot(start, end, "", ordinary)


def _nameless(candidates: Sequence[str], known: Replacer) -> str:
    """The first of some words that is nobody's name here."""
    return next((words for words in candidates if not any(known.search(words.upper()))), candidates[0])


def _within(span: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in others)


def _framework(steps: Sequence[Step]) -> str:
    """The framework that most steps work on, the first of several; "" where none does."""
    counts = Counter(step.framework for step in steps if step.framework)
    return counts.most_common(1)[0][0] if counts else ""


def _find(template: Template, place: Place, text: str, spot: _Spot) -> Find:
    before, _, after = _line(text, spot)
    return Find(
        place=place,
        start=spot.start,
        end=spot.end,
        step=template.steps[place.step].title if place.step >= 0 else "",
        part=_part(template, place),
        before=_tail(before),
        words=one_line(text[spot.start : spot.end]),
        after=_head(after),
        suggestion=slug(spot.suggestion) if place.what == "key" else spot.suggestion,
        ordinary=spot.ordinary,
    )


def _line(text: str, spot: _Spot) -> tuple[str, str, str]:
    """The line that the words stand in: before them, the words, after them."""
    before, after = text[: spot.start].rpartition("\n")[2], text[spot.end :].partition("\n")[0]
    return before, text[spot.start : spot.end], after


def _part(template: Template, place: Place) -> str:
    """What a text is, in words."""
    if place.step < 0:
        return {"title": "the title", "intro": "what it is for"}[place.what]
    if place.field < 0:
        return {"private": "private note", "cite": "what is cited"}.get(place.what, place.what)
    name = template.steps[place.step].capture[place.field].name
    words = {"name": "the field", "hint": "the hint of", "option": "a point of", "key": "the key of"}
    return f"{words[place.what]} “{name}”"


def _tail(text: str) -> str:
    """The end of a line, cut where a word begins."""
    if len(text) <= AROUND:
        return text.lstrip()
    return "…" + text[-AROUND:].partition(" ")[2]


def _head(text: str) -> str:
    """The beginning of a line, cut where a word ends."""
    if len(text) <= AROUND:
        return text.rstrip()
    return text[:AROUND].rpartition(" ")[0] + "…"
