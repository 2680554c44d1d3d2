"""A step's settings written as the list under its heading in a template."""

from __future__ import annotations

from collections.abc import Mapping

from sessions.field_line import write_field, write_list
from sessions.model import CiteRule, Step


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
    for name, value in (
        ("choose", _choosing(step)),
        ("from", step.source),
        ("for each", for_each_words(step)),
        ("examples", step.examples),
    ):
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


def for_each_words(step: Step) -> str:
    """What a step's form is repeated for, as it is written in a template; "" where it is not."""
    return f"earlier {', '.join(step.earlier)}" if step.for_each == "earlier" else step.for_each


def _choosing(step: Step) -> str:
    what = [step.choosable] if step.choosable != "area" else []
    most = [f"at most {step.choose_most}"] if step.choose_most else []
    return ", ".join([step.choose, *what, *most]) if step.choose else ""


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
