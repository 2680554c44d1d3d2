"""Templates as plain data, for ``--json``: keys may be added, none removed or renamed."""

from __future__ import annotations

from typing import Any

from sessions.model import Field, Step, Template


def listed(template: Template) -> dict[str, Any]:
    """A template as ``templates list`` gives it; `minutes` is the planned length."""
    return {
        "id": template.id,
        "title": template.title,
        "framework": template.framework,
        "minutes": template.minutes,
    }


def show(template: Template) -> dict[str, Any]:
    """A template with every setting of every step."""
    return {
        **listed(template),
        "language": template.language,
        "intro": template.intro,
        "steps": [step_shape(step) for step in template.steps],
    }


def step_shape(step: Step) -> dict[str, Any]:
    """One step with all its settings, of a template or of a session."""
    return {
        "id": step.id,
        "title": step.title,
        "minutes": step.minutes,
        "at": step.at,
        "template": step.template,
        "framework": step.framework,
        "together": step.together,
        "size": step.size,
        "same_as": step.same_as,
        "schools": step.schools,
        "roles": list(step.roles),
        "choose": step.choose,
        "choosable": step.choosable,
        "choose_most": step.choose_most,
        "from": step.source,
        "for_each": step.for_each,
        "earlier": list(step.earlier),
        "examples": step.examples,
        "cite": {"what": step.cite.what, "at_least": step.cite.at_least, "at_most": step.cite.at_most},
        "shared": step.shared,
        "capture": [_field(field) for field in step.capture],
        "prompt": step.prompt,
        "private": step.private,
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "key": field.key,
        "name": field.name,
        "kind": field.kind,
        "hint": field.hint,
        "options": list(field.options),
    }
