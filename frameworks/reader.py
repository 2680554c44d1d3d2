"""A framework file read: its particulars, areas, groups, statements and prompts (the product's rule).

One rule says what is a statement: **the list that ends an area's or a group's text holds its statements**.
What stands before that list is the area's definition, lists included as long as a paragraph follows them. The
paragraph directly before the list is the lead-in if it ends in an ellipsis; in a group nothing else may stand
there. Titles, statements, lead-ins and prompts are one line each (indented lines continue them) and plain
words; opening text and definitions are Markdown, kept as written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from pathlib import Path

import msgspec

from frameworks import codes
from frameworks.faults import ContentError, Fault
from frameworks.front import Entry, identity, read_front
from frameworks.lists import Item, after_a_list, items, lists_at_end, paragraph
from frameworks.model import Area, Framework, Group, Prompts, Statement
from frameworks.outline import BULLET, Block, Part
from frameworks.source import Source, did_you_mean, nearest, read_text
from frameworks.text import has_words

KEYS = ("id", "title", "language", "coded", "statement", "area", "status", "source", "wording")
WORDING = ("own", "official")
CODED = ("areas", "statements")
SECTIONS = ("Opening", "Reflection")
ELLIPSES = ("…", "...")


def parse_framework(text: str, path: str) -> Framework:
    """The framework in a file's text; `path` names it in faults. Raises ContentError with every error."""
    reader = _Reader(text, path)
    framework = reader.read()
    errors = [fault for fault in reader.source.faults if fault.level == "error"]
    if errors:
        raise ContentError(errors)
    return framework


def read_framework(path: Path) -> Framework:
    """The framework in a file. Raises ContentError with every error, or because it cannot be read."""
    return parse_framework(read_text(path), str(path))


def check_framework(text: str, path: str) -> list[Fault]:
    """Every error, and every warning (a gap in the codes, a list kept in a definition), by line."""
    reader = _Reader(text, path)
    reader.read()
    return reader.source.faults


class _Group(msgspec.Struct):
    """A group being read; `after` is the line of text that follows its list, None if there is none."""

    line: int
    title: str = ""
    lead_in: str = ""
    items: list[Item] = []
    after: int | None = None


class _Area(msgspec.Struct):
    """An area being read; `after` is as in a group."""

    line: int
    title: str
    definition: str = ""
    groups: list[_Group] = []
    after: int | None = None


class _Reader:
    """One file on its way to a framework: first its parts are gathered, then codes and refs are given."""

    def __init__(self, text: str, path: str) -> None:
        self.source = Source(text, path)
        self.opening = ""
        self.areas: list[_Area] = []
        self.prompts: dict[str, list[Item]] = {}
        self.prompts_line: int | None = None
        self.in_prompts = False
        self.coded: tuple[str, ...] = ()

    def read(self) -> Framework:
        """The framework as far as it can be read; what is wrong is in the source's faults."""
        front, start = read_front(self.source, KEYS, ("id", "title"))
        id, language = identity(self.source, front)
        if "coded" in front:
            self.coded = self._coded(front["coded"].line, front["coded"].value)
        for part in self.source.parts(start):
            self._part(part)
        words = {name: front[name].value for name in ("statement", "area") if name in front}
        for name, value in words.items():
            if not has_words(value):
                self.source.fault(front[name].line, f"“{name}” is empty", f"Say what one {name} is called")
        return Framework(
            id=id,
            title=front["title"].value if "title" in front else "",
            language=language,
            coded=self.coded,
            statement=words.get("statement") or "statement",
            area=words.get("area") or "area",
            status=front["status"].value if "status" in front else "",
            source=front["source"].value if "source" in front else "",
            wording=self._wording(front),
            opening=self.opening,
            areas=self._areas(),
            prompts=Prompts(
                opening=tuple(item.text for item in self.prompts.get("Opening", [])),
                reflection=tuple(item.text for item in self.prompts.get("Reflection", [])),
            ),
        )

    def _wording(self, front: Mapping[str, Entry]) -> str:
        entry = front.get("wording")
        if entry is None:
            return ""
        if entry.value not in WORDING:
            self.source.fault(
                entry.line,
                f"“{entry.value}” does not say whose wording it is",
                did_you_mean(entry.value, WORDING),
            )
        return entry.value

    def _coded(self, line: int, value: str) -> tuple[str, ...]:
        words = [word.strip() for word in value.split(",") if word.strip()]
        for word in words:
            if word not in CODED:
                self.source.fault(
                    line,
                    f"“{word}” does not say what has codes",
                    did_you_mean(word, CODED) + "; without any codes leave this line out",
                )
        if len(set(words)) < len(words):
            self.source.fault(line, "The same word stands here twice", "Write: coded: areas, statements")
        # What was probably meant, so that one slip here is not a fault at every code as well.
        return tuple(word if word in CODED else nearest(word, CODED) or word for word in words)

    def _part(self, part: Part) -> None:
        heading = part.heading
        if heading is None:
            self._opening(part)
            return
        if heading.level > 2:
            self.source.fault(
                heading.start,
                "A heading this deep has no meaning here",
                "Write # for an area and ## for a group of its statements",
            )
        if not has_words(heading.title):
            self.source.fault(heading.start, "This heading has no words", "Write the title behind the #")
        if heading.level == 1:
            self.in_prompts = heading.title.casefold() == "prompts"
            if self.in_prompts:
                self._prompts(part, heading)
            else:
                self._area(part, heading)
        elif self.in_prompts:
            self._section(part, heading)
        else:
            self._group(part, heading)

    def _opening(self, part: Part) -> None:
        lists = lists_at_end(part.blocks)
        if lists:
            self.source.fault(
                lists[0].start,
                "These statements stand in no area",
                "Put the area's heading (# Title) above them; a list of the opening text needs a paragraph "
                "after it",
            )
        self._loose_codes(part.blocks[: len(part.blocks) - len(lists)])
        self.opening = self.source.text(part.start, part.end, part.blocks)

    def _area(self, part: Part, heading: Block) -> None:
        area = _Area(heading.start, heading.title)
        self.areas.append(area)
        lists = lists_at_end(part.blocks)
        before = part.blocks[: len(part.blocks) - len(lists)]
        end = lists[0].start if lists else part.end
        self._loose_codes(before)
        self._kept_lists(before)
        lead_in = paragraph(self.source, before[-1]) if lists and before else ""
        if lead_in.endswith(ELLIPSES):
            end, before = before[-1].start, before[:-1]
        else:
            lead_in = ""
        area.definition = self.source.text(part.start, end, before)
        area.after = after_a_list(before, lists)
        if lists:
            area.groups.append(_Group(heading.start, lead_in=lead_in, items=items(self.source, lists)))

    def _group(self, part: Part, heading: Block) -> None:
        if not self.areas:
            self.source.fault(
                heading.start, "This group stands in no area", "Put the area's heading (# Title) above it"
            )
            self.areas.append(_Area(heading.start, ""))
        area = self.areas[-1]
        if area.groups and not area.groups[0].title and area.groups[0].items:
            self.source.warn(
                area.groups[0].items[0].line,
                "These statements stand in no group, though the area has groups",
                "Put a group's heading (## Title) above them; if they are a list of the definition, write a paragraph "
                "after them",
            )
        lists = lists_at_end(part.blocks)
        before = part.blocks[: len(part.blocks) - len(lists)]
        group = _Group(
            heading.start, heading.title, items=items(self.source, lists), after=after_a_list(before, lists)
        )
        self._loose_codes(before)
        if before and group.after is None:
            group.lead_in = paragraph(self.source, before[-1])
            if len(before) > 1 or not group.lead_in:
                self.source.fault(
                    before[0].start,
                    "Text in a group is one paragraph, the beginning of a sentence that each statement ends",
                    "Move the rest up to the area's definition",
                )
            elif not group.lead_in.endswith(ELLIPSES):
                self.source.fault(
                    before[-1].end - 1,
                    "A lead-in ends in an ellipsis, for each statement ends its sentence",
                    f"Write: {group.lead_in.rstrip(' .:;,–-')}…; any other text belongs to the area's definition",
                )
        area.groups.append(group)

    def _prompts(self, part: Part, heading: Block) -> None:
        if self.prompts_line is not None:
            self.source.fault(
                heading.start, f"The prompts stand on line {self.prompts_line + 1} already", "Join the two"
            )
        self.prompts_line = heading.start
        if part.blocks:
            self.source.fault(
                part.blocks[0].start,
                "This stands in no section of the prompts",
                "Put ## Opening or ## Reflection above it",
            )

    def _section(self, part: Part, heading: Block) -> None:
        name = next((one for one in SECTIONS if one.casefold() == heading.title.casefold()), "")
        if not name and has_words(heading.title):
            self.source.fault(
                heading.start,
                f"“{heading.title}” is no section of the prompts",
                did_you_mean(heading.title, SECTIONS),
            )
        if name in self.prompts:
            self.source.fault(heading.start, f"“{name}” stands here a second time", "Join the two lists")
        for block in part.blocks:
            if block.kind != "bullet_list":
                self.source.fault(block.start, "A prompt is an item of a list", "Begin it with a dash: - …")
        found = items(self.source, [block for block in part.blocks if block.kind == "bullet_list"])
        if name and not part.blocks:
            self.source.fault(heading.start, f"“{name}” has no prompts", "List them below, or leave it out")
        self.prompts.setdefault(name, []).extend(found)

    def _loose_codes(self, blocks: Sequence[Block]) -> None:
        """In a coded framework, lines of running text that begin with a code are statements gone astray."""
        if "statements" not in self.coded:
            return
        for block in blocks:
            for line in range(block.start, block.end) if block.kind != "fence" else ():
                match = BULLET.match(self.source.lines[line])
                words = ((match[2] or "") if match else self.source.lines[line]).split(maxsplit=1)
                if len(words) == 2 and codes.like_a_code(words[0]):
                    self.source.fault(
                        line,
                        "This looks like a statement, but the list of statements is not here",
                        f"Write it as an item of the list that ends the area: - {words[0]} …",
                    )

    def _kept_lists(self, blocks: Sequence[Block]) -> None:
        for block, following in pairwise(blocks):
            if block.kind == "bullet_list" and following.kind != "bullet_list":
                self.source.warn(
                    block.start,
                    "This list is part of the definition, for text follows it",
                    "If its items are statements, move that text above them",
                )

    def _areas(self) -> tuple[Area, ...]:
        """The areas with their codes and refs."""
        if not self.areas:
            self.source.fault(None, "The file has no areas", "Write a heading (# Title) for each of them")
        giver = codes.Giver(self.source, self.coded)
        found = []
        for number, area in enumerate(self.areas, 1):
            code, title = giver.area(area.line, area.title)
            groups = []
            place = 0
            for group in area.groups:
                statements = []
                for item in group.items:
                    place += 1
                    own, text = giver.statement(item.line, item.text)
                    statements.append(Statement(ref=own or f"#{number}.{place}", code=own, text=text))
                groups.append(Group(title=group.title, lead_in=group.lead_in, statements=tuple(statements)))
                if not group.items:
                    self._empty(group.line, group.after, "group")
            if not area.groups:
                self._empty(area.line, area.after, "area")
            found.append(
                Area(
                    ref=code or f"#{number}",
                    code=code,
                    title=title,
                    definition=area.definition,
                    groups=tuple(groups),
                )
            )
        giver.look_over()
        return tuple(found)

    def _empty(self, line: int, after: int | None, what: str) -> None:
        if after is not None:
            self.source.fault(
                after,
                f"Text follows the list of this {what}, so that its items are not read as statements",
                "Put this text above the list",
            )
        else:
            self.source.fault(
                line, f"This {what} has no statements", "List them below it, each with a dash: - …"
            )
