"""A template file read: its particulars, what it is for, and its steps (the product's rule).

A step is a ``#`` heading, the settings directly under it up to the first blank line, what the room sees
(Markdown, headings from ``##`` on), and, in block quotes at the left edge, what the facilitator alone sees.
A block quote anywhere else is a fault, because nobody could be sure who sees it; a quotation that the room is to
see stands between backticks (see `frameworks.source`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from frameworks.faults import ContentError, Fault
from frameworks.front import SLUG, Entry, identity, read_front
from frameworks.model import Framework
from frameworks.outline import Block, Part, trimmed
from frameworks.source import VERBATIM, Source, did_you_mean, nearest
from frameworks.text import has_words, key, slug
from sessions import stray_settings
from sessions.errors import where_to_get
from sessions.model import Step, Template
from sessions.prompts import PLACEHOLDERS, placeholders
from sessions.rounds import GROUPED
from sessions.step_settings import CITED, SettingsReader

KEYS = ("id", "title", "language", "framework")
EXAMPLE = "minutes: 12"
# Placeholders that only a framework can fill.
OF_A_FRAMEWORK = ("area", "definition", "statements", "opening", "reflection")

_ADD_A_FRAMEWORK = "Add a line such as “framework: leadership-qualities” at the top"

_QUOTE = re.compile(r" {0,3}> ?")


def parse_template(text: str, path: str, frameworks: Mapping[str, Framework] | None = None) -> Template:
    """The template in a file's text; `path` names it in faults. Raises ContentError with every error.

    With `frameworks` (by id), one that is missing is an error. Every step carries the template's id, and the
    template's framework unless its settings name another.
    """
    reader = _Reader(text, path, frameworks)
    template = reader.read()
    errors = [fault for fault in reader.source.faults if fault.level == "error"]
    if errors:
        raise ContentError(errors)
    return template


def check_template(text: str, path: str, frameworks: Mapping[str, Framework] | None) -> list[Fault]:
    """Every error and every warning, by line. With `frameworks` (by id), those that are missing are errors."""
    reader = _Reader(text, path, frameworks)
    reader.read()
    return reader.source.faults


def step_ids(titles: Sequence[str]) -> tuple[str, ...]:
    """The ids of steps with these titles: slugs, with a number where two are alike."""
    found: list[str] = []
    for number, title in enumerate(titles, 1):
        stem = slug(title) or f"step-{number}"
        tail = (f"{stem}-{count}" for count in range(2, len(titles) + 2))
        found.append(next(id for id in (stem, *tail) if id not in found))
    return tuple(found)


class _Reader:
    """One file on its way to a template."""

    def __init__(self, text: str, path: str, frameworks: Mapping[str, Framework] | None) -> None:
        self.source = Source(text, path)
        self.frameworks = frameworks

    def read(self) -> Template:
        """The template as far as it can be read; what is wrong is in the source's faults."""
        front, start = read_front(self.source, KEYS, ("id", "title"))
        id, language = identity(self.source, front)
        framework = self._framework(front.get("framework"))
        before, *parts = self.source.parts(start, 1, settings=True)
        for block in before.blocks:
            if block.kind == "heading":
                self.source.fault(
                    block.start,
                    "This heading stands before the first step",
                    f"If a step begins here, write: # {block.title}; if not, leave out the {'#' * block.level}",
                )
        if not parts:
            self.source.fault(None, "The template has no steps", "Write a heading (# Title) for each of them")
        return Template(
            id=id,
            title=front["title"].value if "title" in front else "",
            language=language,
            framework=framework,
            intro=self.source.text(before.start, before.end, before.blocks),
            steps=tuple(self._steps(parts, id, framework)),
        )

    def _framework(self, entry: Entry | None) -> str:
        if entry is None:
            return ""
        if not SLUG.fullmatch(entry.value):
            self.source.fault(
                entry.line,
                "This is not the id of a framework",
                f"Write: framework: {slug(entry.value) or 'leadership-qualities'}",
            )
        else:
            self._must_exist(entry.line, entry.value)
        return entry.value

    def _must_exist(self, line: int, id: str) -> None:
        if self.frameworks is not None and id not in self.frameworks:
            # Ids of frameworks are much alike: only what is nearly the same is a slip.
            near = nearest(id, self.frameworks, 0.85)
            self.source.fault(
                line,
                f"There is no framework “{id}”",
                f"Did you mean “{near}”?" if near else where_to_get(id),
            )

    def _steps(self, parts: Sequence[Part], template: str, framework: str) -> Iterator[Step]:
        titles = [part.heading.title if part.heading else "" for part in parts]
        earlier: dict[str, str] = {}
        first: dict[str, int] = {}
        seated: set[str] = set()
        for part, id in zip(parts, step_ids(titles), strict=True):
            heading = part.heading
            assert heading is not None  # only what stands before the first step has none
            if not has_words(heading.title):
                self.source.fault(heading.start, "This step has no title", "Write it behind the #")
            elif key(heading.title) in first:
                line = first[key(heading.title)] + 1
                self.source.fault(
                    heading.start,
                    f"A step called “{heading.title}” stands on line {line} already",
                    f"Give it a title of its own, such as “{heading.title} (2)”",
                )
            first.setdefault(key(heading.title), heading.start)
            settings, after = self.source.settings(part, EXAMPLE)
            values, lines = SettingsReader(self.source, earlier).read(settings)
            unread = "together" not in values
            prompt, private = self._room(part, after, settled=bool(settings))
            values = {"framework": framework, **values}
            step = Step(
                id=id, title=heading.title, template=template, prompt=prompt, private=private, **values
            )
            self._agree(step, lines)
            # How people sit where that could not be read is a fault of its own.
            if step.together in GROUPED or step.same_as in seated or ("together" in lines and unread):
                seated.add(step.id)
            else:
                self._need_groups(step, lines)
            self._placeholders(step, after, part.end)
            earlier.setdefault(step.title, step.id)
            yield step

    def _room(self, part: Part, start: int, *, settled: bool) -> tuple[str, str]:
        """What the room sees and what the facilitator alone sees."""
        blocks = [block for block in part.blocks if block.start >= start]
        private: list[str] = []
        room: list[str] = []
        done = start
        for block in blocks:
            for line in block.quotes:
                self.source.fault(
                    line,
                    "A quote inside a list: it is not clear who is to see it",
                    "Begin the line with > at the left edge if it is for you alone",
                )
            if block.kind == "blockquote":
                room.append(self.source.text(done, block.start, ()))
                private.append(self._note(block))
                done = block.end
        room.append(self.source.text(done, part.end, ()))
        seen = [block for block in blocks if block.kind != "blockquote"]
        stray_settings.point_out(self.source, seen, part.start, settled=settled)
        if len(seen) == 1 and seen[0].info == VERBATIM:
            prompt = self.source.text(seen[0].start, seen[0].end, seen)
        else:
            prompt = "\n\n".join(text for text in room if text)
        return prompt, "\n\n".join(text for text in private if text)

    def _note(self, quote: Block) -> str:
        lines = []
        for line in range(quote.start, quote.end):
            match = _QUOTE.match(self.source.lines[line])
            if match is None:
                self.source.fault(
                    line,
                    "This line hangs on to the facilitator's note above it",
                    "Begin it with > if it belongs to the note; if the room is to see it, leave a blank line before it",
                )
            lines.append(self.source.lines[line][match.end() if match else 0 :])
        return "\n".join(trimmed(lines))

    def _agree(self, step: Step, lines: Mapping[str, int]) -> None:
        """Settings that need one another, and a framework."""
        if "framework" in lines and SLUG.fullmatch(step.framework):
            self._must_exist(lines["framework"], step.framework)
        if step.capture and not step.source and "from" not in lines:
            self.source.fault(
                lines["capture"], "Nobody is asked for these fields", "Add a setting such as “from: person”"
            )
        if step.source and not step.capture and "capture" not in lines:
            self.source.warn(lines["from"], "Nothing is asked for", "List the fields under “capture:”")
        if not step.framework:
            repeated = step.for_each if step.for_each != "earlier" else ""
            needing = {
                "choose": step.choose,
                "for each": repeated,
                "examples": step.examples,
                "cite": step.cite.what,
            }
            for name, value in needing.items():
                if value and name in lines:
                    self.source.fault(
                        lines[name],
                        f"“{name}” needs a framework, and the template names none",
                        _ADD_A_FRAMEWORK,
                    )
        states = [field for field in step.capture if field.kind == "state"]
        if states and step.for_each != "earlier":
            self.source.fault(
                lines["capture"],
                f"“{states[0].name}” says what became of something, and this form is about nothing earlier",
                "Add a setting such as “for each: earlier action”, or make it a field of another kind",
            )
        if "examples" in lines and self.frameworks and step.framework in self.frameworks:
            titles = dict.fromkeys(
                group.title for area in self.frameworks[step.framework].areas for group in area.groups
            )
            named = [title for title in titles if title]
            if not any(key(title) == key(step.examples) for title in named):
                self.source.fault(
                    lines["examples"],
                    f"No group of {step.framework} is called “{step.examples}”",
                    did_you_mean(step.examples, named)
                    if named
                    else "It has no groups: take this line out, or choose another framework",
                )
        if "cite" in lines and step.cite.what and self.frameworks and step.framework in self.frameworks:
            known = (self.frameworks[step.framework].statement, CITED)
            if step.cite.what not in known:
                self.source.warn(
                    lines["cite"],
                    f"A statement of {step.framework} is not called “{step.cite.what}”",
                    did_you_mean(step.cite.what, known),
                )

    def _need_groups(self, step: Step, lines: Mapping[str, int]) -> None:
        """Groups are asked, and nobody sits in one."""
        for name, value in (("from", step.source), ("choose", step.choose)):
            if name in lines and value in ("group", "pair"):
                self.source.fault(
                    lines[name],
                    f"“{name}: {value}” asks groups, and nobody sits in one at this step",
                    "Add together: pairs, or together: same as an earlier step with pairs or groups",
                )

    def _placeholders(self, step: Step, start: int, end: int) -> None:
        for name in dict.fromkeys(placeholders(step.prompt)):
            hole = f"{{{name}}}"
            line = next(n for n in range(start, end) if hole in self.source.lines[n] or n == end - 1)
            if name not in PLACEHOLDERS:
                near = nearest(name, PLACEHOLDERS)
                every = ", ".join(f"{{{one}}}" for one in PLACEHOLDERS)
                self.source.fault(
                    line,
                    f"There is no placeholder {hole}",
                    f"Did you mean {{{near}}}?"
                    if near
                    else f"There are: {every}; \\{hole} is shown as it is",
                )
            elif name in OF_A_FRAMEWORK and not step.framework:
                self.source.warn(
                    line, f"{hole} needs a framework, and the template names none", _ADD_A_FRAMEWORK
                )
