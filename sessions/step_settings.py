"""The settings of a template's step: the list under its heading, as it is read (the product's rule)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args

from frameworks.front import SLUG
from frameworks.source import Setting, Source, did_you_mean, nearest
from frameworks.text import has_words, key, slug
from sessions.field_line import EXAMPLE, read_field, read_list
from sessions.model import LEFT, Choosable, CiteRule, Field
from sessions.step_hints import a_time, meant, meant_by_choose, meant_by_for_each, such_as

SETTINGS = (
    "minutes", "at", "framework", "together", "schools", "roles",
    "choose", "from", "for each", "examples", "cite", "shared", "capture",
)  # fmt: skip
TOGETHER = (
    "everyone", "alone", "pairs", "trios", "groups of 4", "by school", "by role", "same as STEP",
)  # fmt: skip
# Of the values that are words, what each may be.
WORDS: Mapping[str, tuple[str, ...]] = {
    "schools": ("different", "same", "any"),
    "choose": ("room", "pair", "person"),
    "from": ("person", "group", "school", "room"),
    "for each": ("chosen statement", "statement", "area", "choice"),
    "shared": ("own", "group", "room"),
}
# What may be chosen, and what a form can be repeated for of what earlier sessions left.
CHOOSABLE: tuple[Choosable, ...] = get_args(Choosable)
_FIRST = "This is the first step: say how people sit together"
_SUCH_AS_EARLIER = "Such as “for each: earlier action” or “for each: earlier action, progress”"
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
            "choose": self._choose,
            "for each": self._for_each,
            "examples": self._examples,
            "cite": self._cite,
            "capture": self._capture,
            **{name: self._word for name in WORDS if name not in ("choose", "for each")},
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
                    setting.line, f"There is no setting “{setting.name}”", _no_setting(setting.name, lines)
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
                    f"A list stands under “{setting.name}:”, and only “capture:” has one",
                    "If these are the fields of a form, write a line “- capture:” above them",
                )
            if not setting.value and setting.name != "capture":
                self.source.fault(
                    setting.line,
                    f"Nothing stands after “{setting.name}:”",
                    such_as(setting.name, WORDS.get(setting.name, ())),
                )
                continue
            values |= self._readers[setting.name](setting)
        return values, lines

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
            self.source.fault(
                setting.line, "A time of day is written as 09:30 or 14:05", a_time(setting.value)
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
        if fold == "same as":
            *_, last = ("", *self.earlier)
            hint = f"Name the earlier step, such as “same as {last}”" if last else _FIRST
        else:
            hint = meant("together", fold, TOGETHER)
        self.source.fault(setting.line, f"“{value}” does not say how people sit together", hint)
        return {}

    def _same(self, setting: Setting, wanted: str) -> dict[str, Any]:
        for title, id in self.earlier.items():
            if key(title) == key(wanted):
                return {"together": "same", "same_as": id}
        self.source.fault(
            setting.line,
            f"There is no earlier step “{wanted}”",
            did_you_mean(wanted, list(self.earlier)) if self.earlier else _FIRST,
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
        value = self._one_of(setting, setting.value)
        return {{"from": "source"}.get(setting.name, setting.name): value} if value else {}

    def _one_of(self, setting: Setting, written: str) -> str:
        """The word meant by what is written, "" with a fault if it is none of the setting's."""
        name, words = setting.name, WORDS[setting.name]
        value = " ".join(written.split()).casefold()
        if value in words:
            return value
        if name == "choose":
            hint = meant_by_choose(value, words, CHOOSABLE)
        elif name == "for each":
            hint = meant_by_for_each(value, words)
        else:
            hint = meant(name, value, words)
        self.source.fault(setting.line, f"“{name}” cannot be “{written}”", hint)
        return ""

    def _choose(self, setting: Setting) -> dict[str, Any]:
        who, *rest = (" ".join(part.split()) for part in setting.value.split(","))
        chooser = self._one_of(setting, who)
        values: dict[str, Any] = {"choose": chooser} if chooser else {}
        for part in (one.casefold() for one in rest):
            count = re.fullmatch(r"at most ([1-9][0-9]?)", part)
            if part in CHOOSABLE and "choosable" not in values:
                values["choosable"] = part
            elif count and "choose_most" not in values:
                values["choose_most"] = int(count[1])
            else:
                self.source.fault(
                    setting.line,
                    f"“{part}” does not say what is chosen, or how many",
                    "Such as “choose: person, statement, at most 5”; what may be "
                    f"{', '.join(CHOOSABLE[:-1])} or {CHOOSABLE[-1]}",
                )
        return values

    def _for_each(self, setting: Setting) -> dict[str, Any]:
        value = " ".join(setting.value.split())
        if value.casefold().partition(" ")[0] != "earlier":
            word = self._one_of(setting, value)
            return {"for_each": word} if word else {}
        kinds = [" ".join(part.split()).casefold() for part in value[len("earlier") :].split(",")]
        for kind in kinds:
            if kind not in LEFT:
                self.source.fault(
                    setting.line,
                    f"Nothing called “{kind}” is left for a later session"
                    if kind
                    else "This does not say what of an earlier session",
                    did_you_mean(kind, LEFT) if kind else _SUCH_AS_EARLIER,
                )
        if len(set(kinds)) < len(kinds):
            self.source.fault(setting.line, "The same word stands here twice", _SUCH_AS_EARLIER)
        return {"for_each": "earlier", "earlier": tuple(kind for kind in LEFT if kind in kinds)}

    def _examples(self, setting: Setting) -> dict[str, Any]:
        return {"examples": setting.value}

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
        if most == 0:
            self.source.fault(setting.line, "At most 0 is none at all", "Write: cite: none")
            return {}
        if most is not None and most < least:
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
                f"Write below it, indented by two spaces: - {setting.value}",
            )
        elif not setting.below:
            self.source.fault(
                setting.line,
                "No fields are listed below capture:",
                f"Write them below it, indented by two spaces, such as “- {EXAMPLE}”",
            )
        found: dict[str, Field] = {}
        for number, (line, text) in enumerate(setting.below, 1):
            field = read_field(self.source, line, text, number)
            if field is None:
                continue
            if field.key in found:
                other = found[field.key].name
                self.source.fault(
                    line,
                    f"This form has a field “{other}” already"
                    if key(other) == key(field.name)
                    else f"“{other}” has the key “{field.key}” already",
                    f"Give it another name, or a key of its own: {field.name} {{{field.key}-2}}",
                )
            else:
                found[field.key] = field
        return {"capture": tuple(found.values())}


def _no_setting(name: str, before: Mapping[str, int]) -> str:
    """What a line may be that is no setting; `before` are the settings above it."""
    if "capture" in before and nearest(name, SETTINGS) is None:
        return "If it is a field of the form, indent it by two spaces"
    return did_you_mean(name, SETTINGS)
