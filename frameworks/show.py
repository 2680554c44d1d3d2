"""Frameworks as plain data, for ``--json``: keys may be added, none removed or renamed."""

from __future__ import annotations

from typing import Any

from frameworks.model import Area, Framework, Group


def listed(framework: Framework) -> dict[str, Any]:
    """A framework as ``frameworks list`` gives it; `areas` and `statements` are counts."""
    return {
        "id": framework.id,
        "title": framework.title,
        "language": framework.language,
        "areas": len(framework.areas),
        "statements": sum(1 for _ in framework.statements()),
    }


def show(framework: Framework) -> dict[str, Any]:
    """A framework with all its words. A code that is not there is ``""``; an area without groups has one group
    with an empty title."""
    return {
        "id": framework.id,
        "title": framework.title,
        "language": framework.language,
        "source": framework.source,
        "status": framework.status,
        "wording": framework.wording,
        "coded": list(framework.coded),
        "area": framework.area,
        "statement": framework.statement,
        "opening": framework.opening,
        "areas": [_area(area) for area in framework.areas],
        "prompts": {
            "opening": list(framework.prompts.opening),
            "reflection": list(framework.prompts.reflection),
        },
    }


def _area(area: Area) -> dict[str, Any]:
    return {
        "ref": area.ref,
        "code": area.code,
        "title": area.title,
        "definition": area.definition,
        "groups": [_group(group) for group in area.groups or (Group(),)],
    }


def _group(group: Group) -> dict[str, Any]:
    return {
        "title": group.title,
        "lead_in": group.lead_in,
        "statements": [
            {"ref": statement.ref, "code": statement.code, "text": statement.text}
            for statement in group.statements
        ],
    }
