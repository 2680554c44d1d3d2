"""A template's settings in a facilitator's words, for its guide."""

from __future__ import annotations

from collections.abc import Sequence

from exports.document import Line, ours, typed
from exports.words import listing, number
from frameworks.model import Framework
from sessions.answers import STATES
from sessions.forms import source_of
from sessions.model import CiteRule, Field, Kind, Source, Step, Together
from sessions.prompts import placeholders
from sessions.text import one_line
from sessions.topics import CALLED

_ANSWERS: dict[Kind, str] = {
    "text": "words",
    "lines": "several lines",
    "date": "a date",
    "yes/no": "yes or no",
    "person": "a person",
    "evidence": "evidence",
    "action": "an action",
    "owner": "who sees to the action",
    "due": "when the action is due",
    "help": "who or what helps; left out where names are removed",
    "point": "a learning point",
    "objective": "an objective",
    "rating": "a rating",
    "progress": "a sign of progress",
    "learning": "an entry of the learning log",
    "practice": "how something learned was put into practice",
    "state": f"{', '.join(list(STATES)[:-1])} or {list(STATES)[-1]}",
}
_SITTING: dict[Together, str] = {
    "everyone": "all together",
    "alone": "alone",
    "pairs": "in pairs",
    "trios": "in trios",
    "school": "by school",
    "role": "by role",
}
# What they are called who sit as they did before.
_SAME: dict[Together, str] = {"pairs": "pairs", "trios": "trios"}


def minutes(count: int) -> str:
    """``"1 minute"``, ``"76 minutes"``."""
    return f"{count} minute{'' if count == 1 else 's'}"


def steps(numbers: Sequence[int]) -> str:
    """``"step 2"``, ``"steps 2, 5 and 6"``."""
    return f"step{'' if len(numbers) == 1 else 's'} {listing([str(one) for one in numbers])}"


def reads(step: Step) -> bool:
    """Whether people need the words of a step's framework before them."""
    if step.choose or step.cite.what or step.for_each in ("chosen statement", "statement", "area", "choice"):
        return True
    return any(name in ("area", "definition", "statements") for name in placeholders(step.prompt))


def sitting(step: Step, plan: Sequence[Step], *, full: bool = False) -> Line:
    """How people sit; `full` adds who may sit together and who has which part."""
    line: Line
    if step.together == "same":
        home = next((one for one in plan if one.id == step.same_as), None)
        many = _SAME.get(home.together, "groups") if home else "groups"
        title = home.title if home else step.same_as
        line = (ours(f"same {many} as in “"), typed(one_line(title)), ours("”"))
    else:
        line = (ours(_SITTING.get(step.together, f"in groups of {step.size}")),)
    if full and step.schools != "any":
        line += (
            ours(f", {'from different schools' if step.schools == 'different' else 'from the same school'}"),
        )
    if full and step.roles:
        line += (ours("; "), typed(", then ".join(one_line(role) for role in step.roles)))
    return line


def asked(step: Step) -> str:
    """Who fills a step's form in, in a word or two."""
    words: dict[Source, str] = {"person": "each person", "group": "each group", "school": "each school"}
    return words.get(source_of(step), "the room")


def answered(field: Field) -> Line:
    """What a field is answered with."""
    if field.options:
        return (ours("one of: "), typed(", ".join(one_line(option) for option in field.options)))
    return (ours(_ANSWERS.get(field.kind, "words")),)


def choosing(step: Step, framework: Framework | None) -> Line:
    """Who chooses what, and how many."""
    who = {
        "room": "The room chooses what everyone works on",
        "pair": "Each pair or group chooses what to work on",
    }
    line: Line = (ours(who.get(step.choose, "Each person chooses what to work on")), ours(", by "))
    area, statement = _called(framework)
    named = {"area": [area], "group": ["group"], "statement": [statement]}
    line += (typed(_either(named.get(step.choosable, [area, "group", statement]))),)
    if framework is not None:
        line += (ours(", from “"), typed(one_line(framework.title)), ours("”"))
    if step.choose_most:
        line += (ours(f"; at most {number(step.choose_most)}"),)
    line += (ours("."),)
    if step.choose == "room":
        line += (ours(" Hands can be counted for each."),)
    return line


def form(step: Step, framework: Framework | None) -> Line:
    """Whose form it is, what it is repeated for, what it cites and who sees it."""
    area, statement = _called(framework)
    who = {
        "person": "Each person fills in",
        "group": "Each pair or group fills in",
        "school": "Each school fills in",
    }
    line: Line = (ours(who.get(step.source, "The room fills in")), ours(" "))
    match step.for_each:
        case "chosen statement":
            line += (ours("a form for each "), typed(statement), ours(" they choose to write about"))
        case "statement":
            line += (ours("a form for each "), typed(statement), ours(" of what was chosen, or of all"))
        case "area":
            line += (ours("a form for each "), typed(area), ours(" that was chosen, or for all"))
        case "choice":
            line += (ours("a form for each thing that was chosen"),)
        case "earlier":
            kinds = _either([CALLED[kind].one for kind in step.earlier])
            line += (ours(f"a form for each {kinds} of theirs that earlier sessions left"),)
        case _:
            line += (ours("one form"),)
    line += (ours("."),)
    if step.cite.what or step.cite.at_least:
        line += _cited(step.cite, statement)
    if step.examples:
        line += (
            ours(" What stands under “"),
            typed(step.examples),
            ours("” is shown as examples, and not asked."),
        )
    return (*line, ours(f" {_seen(step)}"))


def _seen(step: Step) -> str:
    if step.shared == "room":
        return "Everyone may see it: it stands on the wall and in the group notes, without names."
    if step.source == "room":
        return "Only you see it."
    who = "They" if step.shared == "own" else "Their school" if step.source == "school" else "Their group"
    return f"{who} and you see it, and nobody else."


def _cited(rule: CiteRule, statement: str) -> Line:
    what = typed(one_line(rule.what) or statement)
    most = f", at most {number(rule.at_most)}" if rule.at_most is not None else ""
    if rule.at_least:
        return (ours(f" It cites at least {number(rule.at_least)} "), what, ours(f"{most}."))
    return (ours(" It may cite any "), what, ours(f"{most}."))


def _called(framework: Framework | None) -> tuple[str, str]:
    return (one_line(framework.area), one_line(framework.statement)) if framework else ("area", "statement")


def _either(words: Sequence[str]) -> str:
    """``"a, b or c"``."""
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else "".join(words)
