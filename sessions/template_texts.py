"""Every text of a template that somebody may have typed, and changing each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from msgspec.structs import replace

from frameworks.text import has_words, slug
from sessions.field_line import default_key
from sessions.model import Field, Step, Template

# Given where a text stands and the text, what to put there.
Change = Callable[["Place", str], str]


class Place(NamedTuple):
    """Where a text stands in a template: the step's number from 0 (-1: the template itself), what it is, and of
    which field, role or point."""

    step: int
    what: str
    field: int = -1
    item: int = -1


def texts(template: Template) -> list[tuple[Place, str]]:
    """Every text of a template that somebody may have typed, with its place."""
    found: list[tuple[Place, str]] = []

    def note(place: Place, text: str) -> str:
        if text:
            found.append((place, text))
        return text

    mapped(template, note)
    return found


def mapped(template: Template, change: Change) -> Template:
    """The template with every text changed. Keys that were made of a field's name follow it."""
    return replace(
        template,
        title=change(Place(-1, "title"), template.title),
        intro=change(Place(-1, "intro"), template.intro),
        steps=tuple(_mapped_step(number, step, change) for number, step in enumerate(template.steps)),
    )


def _mapped_step(number: int, step: Step, change: Change) -> Step:
    roles = (change(Place(number, "role", item=item), role) for item, role in enumerate(step.roles))
    return replace(
        step,
        title=change(Place(number, "title"), step.title),
        roles=_unlike(roles),
        cite=replace(step.cite, what=change(Place(number, "cite"), step.cite.what)),
        prompt=change(Place(number, "prompt"), step.prompt),
        private=change(Place(number, "private"), step.private),
        capture=_keyed(
            [_mapped_field(number, place, field, change) for place, field in enumerate(step.capture)]
        ),
    )


def _mapped_field(number: int, place: int, field: Field, change: Change) -> Field:
    name = change(Place(number, "name", place), field.name)
    if field.key == default_key(field.name, place + 1):
        own = default_key(name, place + 1)
    else:
        own = slug(change(Place(number, "key", place), field.key)) or field.key
    hint = change(Place(number, "hint", place), field.hint)
    points = (change(Place(number, "option", place, item), point) for item, point in enumerate(field.options))
    return replace(field, name=name, key=own, hint=hint, options=_unlike(points))


def _unlike(words: Iterable[str]) -> tuple[str, ...]:
    """Words of which no two are alike: names that became the same get numbers."""
    found: list[str] = []
    for word in words:
        count, unlike = 1, word
        while has_words(unlike) and unlike.casefold() in (one.casefold() for one in found):
            count += 1
            unlike = f"{word} {count}"
        found.append(unlike)
    return tuple(found)


def _keyed(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Fields of which no two have the same key."""
    found: dict[str, Field] = {}
    for field in fields:
        count, own = 1, field.key
        while own in found:
            count += 1
            own = f"{field.key}-{count}"
        found[own] = replace(field, key=own)
    return tuple(found.values())
