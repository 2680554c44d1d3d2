"""The keys a person has changed, laid over the bindings of a screen or of the app.

Textual has a keymap of its own. It takes a key away from every command that has it when one of them is given
another ("enter" on the library's lists), and a letter put in the place of a page key would keep the page key's
priority and no longer be typed. So the bindings are made anew, from the registry, as the usual ones are.
"""

from __future__ import annotations

from textual.binding import Binding, BindingsMap

from facilitator.commands import BY_ID, bindings_of
from facilitator.keymap import Keymap


def rebound(found: BindingsMap, keymap: Keymap) -> BindingsMap:
    """The bindings with the keys that apply, in the same order; those that are no command's stay as they are."""
    if not keymap.keys:
        return found
    made: dict[str, list[Binding]] = {}
    seen: set[str] = set()
    for key, some in found.key_to_bindings.items():
        for binding in some:
            id = command_id(binding)
            if id not in keymap.keys:
                made.setdefault(key, []).append(binding)
            elif id not in seen:
                seen.add(id)
                for new in bindings_of(keymap.command(BY_ID[id])):
                    made.setdefault(new.key, []).append(new)
    new_map = BindingsMap()
    new_map.key_to_bindings = made
    return new_map


def command_id(binding: Binding) -> str:
    """The command a binding is for: its id without the number of the key; "" where it is for none."""
    id = binding.id or ""
    return id if id in BY_ID else id.rpartition(".")[0]
