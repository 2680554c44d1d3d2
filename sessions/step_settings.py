"""The settings of a template's step: the list under its heading, read and written (the product's rule)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from frameworks.front import SLUG
from frameworks.source import Setting, Source, did_you_mean
from frameworks.text import has_words, key, slug
from sessions.field_line import EXAMPLE, read_field, read_list, write_field, write_list
from sessions.model import CiteRule, Field, Step

SETTINGS = (
    "minutes", "at", "framework", "together", "schools", "roles",
    "choose", "from", "for each", "cite", "shared", "capture",
)  # fmt: skip
TOGETHER = (
    "everyone", "alone", "pairs", "trios", "groups of 4", "by school", "by role", "same as STEP",
)  # fmt: skip
# Of the values that are words, what each may be.
WORDS: Mapping[str, tuple[str, ...]] = {
    "schools": ("different", "same", "any"),
    "choose": ("room", "pair", "person"),
    "from": ("person", "group", "school", "room"),
    "for each": ("chosen statement", "statement", "area"),
    "shared": ("own", "group", "room"),
}
# Words that mean one of these and do not look like it.
MEANT = {
    ("from", "pair"): "group",
    ("from", "everyone"): "room",
    ("choose", "group"): "pair",
    ("choose", "everyone"): "room",
    ("shared", "everyone"): "room",
    ("shared", "pair"): "group",
    ("shared", "private"): "own",
    ("schools", "mixed"): "different",
}
LONGEST = 600
# What a statement is called where a rule for citing does not say.
CITED = "statement"

_COUNT = re.compile(r"at (least|most)\b *(.*)")


class SettingsReader:
    """Turns settings into the values of a Step. `earlier` are the steps before, id by title, in order."""

    def __init__(self, source: Source, earlier: Mapping[str, str]) -> None:
        self.source = source
        self.earlier = earlier
        self._readers: dict[str, Callable[[Setting], dict[str, Any]]] = {
            "minutes": self._minutes,
            "at": self._at,
            "framework": self._framework,
            "together": self._together,
            "roles": self._roles,
            "cite": self._cite,
            "capture": self._capture,
            **dict.fromkeys(WORDS, self._word),
        }

    def read(self, settings: Sequence[Setting]) -> tuple[dict[str, Any], dict[str, int]]:
        """The values, and the line of each setting by its name."""
        values: dict[str, Any] = {}
        lines: dict[str, int] = {}
        for setting in settings:
            if not setting.name:
                continue
            if setting.name not in SETTINGS:
                self.source.fault(
                    setting.line,
                    f"There is no setting “{setting.name}”",
                    did_you_mean(setting.name, SETTINGS),
                )
                continue
            if setting.name in lines:
                self.source.fault(
                    setting.line, f"“{setting.name}” stands here a second time", "Keep one of them"
                )
                continue
            lines[setting.name] = setting.line
            if setting.below and setting.name != "capture":
                self.source.fault(
                    setting.below[0][0],
                    f"Nothing is listed under “{setting.name}”",
                    "Only capture: has a list",
                )
            if not setting.value and setting.name != "capture":
                self.source.fault(setting.line, f"“{setting.name}” has no value", self._example(setting.name))
                continue
            values |= self._readers[setting.name](setting)
        return values, lines

    def _example(self, name: str) -> str:
        examples = {
            "minutes": "12",
            "at": "12:30",
            "framework": "leadership-qualities",
            "together": "pairs",
            "roles": "speaker, listener",
            "cite": "behaviour, at least 1",
        }
        return f"Such as “{name}: {examples.get(name) or ' or '.join(WORDS.get(name, ()))}”"

    def _minutes(self, setting: Setting) -> dict[str, Any]:
        digits = re.search(r"[0-9]+", setting.value)
        if not re.fullmatch(r"[0-9]{1,4}", setting.value) or not 1 <= int(setting.value) <= LONGEST:
            fits = digits is not None and len(digits[0]) < 4 and 1 <= int(digits[0]) <= LONGEST
            self.source.fault(
                setting.line,
                f"Minutes are a whole number from 1 to {LONGEST}",
                f"Write: minutes: {int(digits[0]) if digits and fits else 12}",
            )
            return {}
        return {"minutes": int(setting.value)}

    def _at(self, setting: Setting) -> dict[str, Any]:
        if not re.fullmatch(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]", setting.value):
            near = re.fullmatch(r"([0-9]|1[0-9]|2[0-3])[:.]([0-5][0-9])", setting.value)
            meant = f"{int(near[1]):02}:{near[2]}" if near else "12:30"
            self.source.fault(
                setting.line, "A time of day is hours and minutes, HH:MM", f"Write: at: {meant}"
            )
            return {}
        return {"at": setting.value}

    def _framework(self, setting: Setting) -> dict[str, Any]:
        if setting.value != "none" and not SLUG.fullmatch(setting.value):
            self.source.fault(
                setting.line,
                "This is not the id of a framework",
                f"Write: framework: {slug(setting.value) or 'leadership-qualities'}, or framework: none",
            )
        return {"framework": "" if setting.value == "none" else setting.value}

    def _together(self, setting: Setting) -> dict[str, Any]:
        value = " ".join(setting.value.split())
        fold = value.casefold()
        if fold in ("everyone", "alone", "pairs", "trios"):
            return {"together": fold}
        if fold in ("by school", "by role"):
            return {"together": fold.removeprefix("by ")}
        if size := re.fullmatch(r"groups of ([0-9]{1,2})", fold):
            if int(size[1]) >= 2:
                return {"together": "groups", "size": int(size[1])}
            self.source.fault(setting.line, "A group has at least two people", "Write: together: alone")
            return {}
        if fold.startswith("same as "):
            return self._same(setting, value[len("same as ") :])
        self.source.fault(
            setting.line, f"“{value}” does not say how people sit together", did_you_mean(value, TOGETHER)
        )
        return {}

    def _same(self, setting: Setting, wanted: str) -> dict[str, Any]:
        for title, id in self.earlier.items():
            if key(title) == key(wanted):
                return {"together": "same", "same_as": id}
        self.source.fault(
            setting.line,
            f"There is no earlier step “{wanted}”",
            did_you_mean(wanted, list(self.earlier))
            if self.earlier
            else "This is the first step: say how people sit together",
        )
        return {}

    def _roles(self, setting: Setting) -> dict[str, Any]:
        roles = read_list(setting.value)
        if not all(has_words(role) for role in roles):
            self.source.fault(setting.line, "A role has no words", "Such as “roles: speaker, listener”")
        elif len({key(role) for role in roles}) < len(roles):
            self.source.fault(setting.line, "A role stands here twice", "Give each role words of its own")
        return {"roles": roles}

    def _word(self, setting: Setting) -> dict[str, Any]:
        name, words = setting.name, WORDS[setting.name]
        value = " ".join(setting.value.split()).casefold()
        if value not in words:
            meant = MEANT.get((name, value))
            hint = f"Did you mean “{meant}”?" if meant else did_you_mean(value, words)
            self.source.fault(setting.line, f"“{setting.value}” is no value of “{name}”", hint)
            return {}
        return {{"from": "source", "for each": "for_each"}.get(name, name): value}

    def _cite(self, setting: Setting) -> dict[str, Any]:
        if setting.value.casefold() == "none":
            return {"cite": CiteRule()}
        what, counts = "", {}
        for number, part in enumerate(" ".join(one.split()) for one in setting.value.split(",")):
            count = _COUNT.fullmatch(part.casefold())
            if count is None and part.casefold() != "any number" and number == 0 and has_words(part):
                what = part
            elif count and re.fullmatch(r"[0-9]{1,3}", count[2]) and count[1] not in counts:
                counts[count[1]] = int(count[2])
            elif part.casefold() != "any number":
                self.source.fault(
                    setting.line,
                    f"“{part}” does not say what is cited, or how many",
                    f"Such as “cite: {what or 'behaviour'}, at least 1, at most 3”, “any number” or “none”",
                )
                return {}
        least, most = counts.get("least", 0), counts.get("most")
        if most is not None and most < max(least, 1):
            self.source.fault(
                setting.line, "At most is less than at least", f"Such as “cite: {what or CITED}, at least 1”"
            )
            return {}
        return {"cite": CiteRule(what=what or CITED, at_least=least, at_most=most)}

    def _capture(self, setting: Setting) -> dict[str, Any]:
        if setting.value:
            self.source.fault(
                setting.line,
                "The fields stand on lines of their own below capture:",
                f"Indent them by two spaces: - {setting.value}",
            )
        elif not setting.below:
            self.source.fault(
                setting.line, "No fields are listed below capture:", f"Such as, indented: - {EXAMPLE}"
            )
        found: dict[str, Field] = {}
        for number, (line, text) in enumerate(setting.below, 1):
            field = read_field(self.source, line, text, number)
            if field is None:
                continue
            if field.key in found:
                self.source.fault(
                    line,
                    f"The key “{field.key}” is that of “{found[field.key].name}” already",
                    f"Give it a key of its own: {field.name} {{{field.key}-2}}",
                )
            else:
                found[field.key] = field
        return {"capture": tuple(found.values())}


def write_settings(step: Step, framework: str, titles: Mapping[str, str]) -> str:
    """A step's settings as the list that reads back as them; what is usual is left out, but the minutes never.

    `framework` is the template's own; `titles` are the steps' titles by id.
    """
    lines = [f"minutes: {step.minutes}"]
    if step.at:
        lines.append(f"at: {step.at}")
    if step.framework != framework:
        lines.append(f"framework: {step.framework or 'none'}")
    if step.together != "everyone":
        lines.append(f"together: {_sitting(step, titles)}")
    if step.schools != "any":
        lines.append(f"schools: {step.schools}")
    if step.roles:
        lines.append(f"roles: {write_list(step.roles)}")
    for name, value in (("choose", step.choose), ("from", step.source), ("for each", step.for_each)):
        if value:
            lines.append(f"{name}: {value}")
    if step.cite.what:
        lines.append(f"cite: {_rule(step.cite)}")
    if step.capture or step.shared != "own":
        lines.append(f"shared: {step.shared}")
    if step.capture:
        lines.append("capture:")
    fields = [f"  - {write_field(field, number)}" for number, field in enumerate(step.capture, 1)]
    return "\n".join([f"- {line}" for line in lines] + fields)


def _sitting(step: Step, titles: Mapping[str, str]) -> str:
    if step.together == "groups":
        return f"groups of {step.size}"
    if step.together == "same":
        return f"same as {titles.get(step.same_as, step.same_as)}"
    return f"by {step.together}" if step.together in ("school", "role") else step.together


def _rule(rule: CiteRule) -> str:
    least = [f"at least {rule.at_least}"] if rule.at_least else []
    most = [f"at most {rule.at_most}"] if rule.at_most is not None else []
    return ", ".join([rule.what, *(least + most or ["any number"])])
