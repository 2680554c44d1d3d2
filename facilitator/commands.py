"""The one command registry: key bindings, palette, footer and help page all derive from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding

# Keys that no field needs: safe with priority even while a person types (pagedown in a list, say, would be
# eaten by what has the focus). A printable key must never have it.
_PRIORITY = {
    "pagedown", "pageup", "ctrl+z", "ctrl+y", "ctrl+n", "ctrl+t", "ctrl+s", "ctrl+d", "escape",
    "f1", "f2", "f3", "f4", "f5", "f6",
}  # fmt: skip

_KEY_NAMES = {
    "pagedown": "PgDn", "pageup": "PgUp", "question_mark": "?", "full_stop": ".", "plus": "+", "minus": "-",
    "slash": "/", "escape": "Esc", "enter": "Enter", "space": "Space", "left": "←", "right": "→", "up": "↑",
    "down": "↓", "tab": "Tab", "shift+tab": "Shift+Tab", "delete": "Del", "home": "Home", "end": "End",
}  # fmt: skip


@dataclass(frozen=True)
class Command:
    """One thing a person can do: where it applies, what it is called, the keys for it and the screen's action.

    `title` is what footer and palette say, `help` one sentence for the help page. `footer` puts it into the
    footer (with the first key).
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...]
    action: str
    footer: bool = False

    @property
    def where(self) -> str:
        """The part of the app it belongs to: the first word of its id."""
        return self.id.partition(".")[0]

    @property
    def shown_keys(self) -> str:
        """Its keys as people call them: "PgDn → Space"."""
        return " ".join(key_name(key) for key in self.keys)


def key_name(key: str) -> str:
    """A key as it is printed on a keyboard."""
    if key in _KEY_NAMES:
        return _KEY_NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key


def _c(id: str, title: str, keys: str, help: str, *, footer: bool = False, action: str = "") -> Command:
    name = action or id.partition(".")[2].replace("-", "_")
    return Command(id=id, title=title, help=help, keys=tuple(keys.split()), action=name, footer=footer)


COMMANDS: tuple[Command, ...] = (
    _c("app.help", "Help", "f1 question_mark", "What can be done here, and with which keys.", footer=True),
    _c("app.palette", "Commands", "ctrl+p", "Find any command by its name.", action="command_palette"),
    _c("app.undo", "Undo", "ctrl+z", "Take back the last change to notes, people, pairs, plan or clock.",
       action="screen.undo"),
    _c("app.redo", "Redo", "ctrl+y", "Make the change again that was taken back.", action="screen.redo"),
    _c("app.theme", "Light or dark", "ctrl+l", "Change between paper (dark on light) and night.", action="turn_theme"),
    _c("app.quit", "Quit", "ctrl+q", "Leave; a running session stays exactly as it is."),
    #
    _c("library.new", "New session", "n", "Prepare a session from one or more templates.", footer=True),
    _c("library.plan", "Plan", "enter", "Look at a session's plan and change it.", footer=True),
    _c("library.begin", "Begin with it", "enter", "Prepare a session with this template.", footer=True),
    _c("library.read", "Read", "enter", "Read a framework.", footer=True),
    _c("library.run", "Run", "r", "Open the session before the room.", footer=True),
    _c("library.type-up", "Type up", "y", "Type up what people wrote on paper, sheet by sheet.", footer=True),
    _c("library.hand-out", "Hand out", "e", "Write the notes as files, and print the worksheets.", footer=True),
    _c("library.again", "Same again", "s",
       "Make the next session of a series: same plan and people, and what was left open."),
    _c("library.delete", "Delete", "d", "Put the session into the bin; it can be restored from there.", footer=True),
    _c("library.bin", "Bin", "B", "Look into the bin and restore a session from it.", footer=True),
    _c("library.save-template", "As template", "t", "Save the session's plan as a template, without people and notes.",
       footer=True),
    _c("library.hand-over", "Hand over", "h", "Write a whole session, or a template and its frameworks, into one file.",
       footer=True),
    _c("library.take-in", "From a file", "ctrl+o",
       "Take in a session, a template with its frameworks, or a framework that a colleague sent."),
    _c("library.search", "Search", "slash", "Find sessions, templates or statements by words of theirs.",
       footer=True),
    _c("library.leave-search", "Show all", "escape", "Leave the search and show everything again.",
       footer=True),
    _c("library.read-on", "Read on", "right", "Read on about what the cursor is on.", footer=True,
       action="read_on(1)"),
    _c("library.read-back", "Read back", "left", "Back to what was above.", action="read_on(-1)"),
    _c("library.sessions", "Sessions", "1", "Your sessions.", action="tab('sessions')"),
    _c("library.templates", "Templates", "2", "What a session can be made from.", action="tab('templates')"),
    _c("library.frameworks", "Frameworks", "3", "What the sessions talk about.", action="tab('frameworks')"),
    #
    _c("new.create", "Create", "ctrl+s", "Create the session as shown.", footer=True),
    _c("new.take", "Take", "space enter", "Take the template, or put it back; numbers show the order.", footer=True),
    _c("new.from-file", "From a file", "ctrl+o", "Read the participants from a file.", footer=True),
    _c("new.find", "Find", "slash", "Find a template by words of its title: just type them.", footer=True),
    _c("new.follows", "Goes on from", "ctrl+f", "Choose the earlier session whose actions and points are brought.",
       footer=True),
    _c("new.cancel", "Back", "escape", "Back to the library without creating anything.", footer=True),
    #
    _c("plan.edit", "Change", "enter", "Change the step's title, minutes, words and private notes.", footer=True),
    _c("plan.add", "Add", "i", "Add a step below this one.", footer=True),
    _c("plan.drop", "Drop", "d delete", "Take the step out of this session's plan.", footer=True),
    _c("plan.up", "Move up", "shift+up K", "Move the step one place up.", action="move(-1)"),
    _c("plan.down", "Move down", "shift+down J", "Move the step one place down.", action="move(1)"),
    _c("plan.longer", "A minute more", "plus", "A minute more for the step.", action="minutes(1)"),
    _c("plan.shorter", "A minute less", "minus", "A minute less for the step.", action="minutes(-1)"),
    _c("plan.fit", "Fit", "f", "Fit the whole plan into so many minutes.", footer=True),
    _c("plan.people", "People", "a", "Who takes part: add, correct, take out.", footer=True),
    _c("plan.details", "Details", "t", "Change title, cluster, date, start and review date.", footer=True),
    _c("plan.run", "Run", "r", "Open the session before the room.", footer=True),
    _c("plan.hand-out", "Hand out", "e", "Write the notes as files, and print the worksheets."),
    _c("plan.leave", "Back", "escape", "Back to the library; everything is saved.", footer=True),
    #
    _c("live.next", "Next", "pagedown right space", "Turn the page or face, then start the clock, then move on.",
       footer=True),
    _c("live.back", "Back", "pageup left", "Back by a page, face or step; nothing is lost."),
    _c("live.first", "First step", "home", "Go to the first step."),
    _c("live.last", "Last step", "end", "Go to the last step."),
    _c("live.look-up", "Look up", "up", "Look at the step before without moving the room.", action="look(-1)"),
    _c("live.look-down", "Look ahead", "down", "Look at the step after without moving the room.", action="look(1)"),
    _c("live.go-to", "Go to", "g", "Take the room to the step you are looking at."),
    _c("live.blank", "Blank", "b full_stop", "Empty the stage, and bring it back."),
    _c("live.stage", "Stage", "f5", "Show the stage on this screen.", footer=True),
    _c("live.console", "Console", "f6", "Back from the stage to your own view."),
    _c("live.clock", "Clock", "p", "Start the clock, pause it, let it run on.", footer=True, action="play_pause"),
    _c("live.longer", "A minute more", "plus", "A minute more on the clock, also after zero.", action="minutes(1)"),
    _c("live.shorter", "A minute less", "minus", "A minute less on the clock.", action="minutes(-1)"),
    _c("live.earlier", "Started earlier", "l", "The clock was started a minute too late.", action="started_earlier"),
    _c("live.restart", "Restart clock", "r", "The whole time again, from now.", action="restart_clock"),
    _c("live.skip", "Skip", "u", "Leave this step out and go to the next."),
    _c("live.share", "Share time", "f", "Share the time left until the planned finish over the steps to come.",
       action="share_time"),
    _c("live.arrivals", "Arrivals", "a", "Tick people off as they arrive; add one who is not on the list.",
       footer=True),
    _c("live.capture", "Capture", "c", "Write down what people say.", footer=True),
    _c("live.pairs", "Pairs", "k", "Look at the groups, make them anew, let two people change places.", footer=True),
    _c("live.wall", "Wall", "w", "Show what was shared with the room, and take it away again.", footer=True),
    _c("live.choose", "Room's choice", "v", "Set what the whole room works on; ask for a show of hands.",
       action="choose"),
    _c("live.swaps", "Swaps", "s", "Who changes places with whom, and when."),
    _c("live.qr", "QR code", "x", "Show a code to scan full screen, and take it away again."),
    _c("live.hand-out", "Hand out", "e", "Write the notes as files."),
    _c("live.leave", "Leave", "escape", "Leave the console; the session stays as it is. On the stage: nothing."),
    #
    _c("capture.next-form", "Next form", "pagedown", "Go on to the next form.", footer=True),
    _c("capture.previous-form", "Previous", "pageup", "Back to the form before."),
    _c("capture.another", "Another note", "ctrl+n", "Another note from the same person or group.", footer=True),
    _c("capture.cite", "Cite", "ctrl+t", "Find a statement by its code or a word of it, or choose what to work on.",
       footer=True),
    _c("capture.examples", "Examples", "f4", "Show the next of the examples below the field."),
    _c("capture.share", "Share", "f2", "Change who may see this note.", footer=True),
    _c("capture.remove", "Remove note", "ctrl+d", "Take this note away (Ctrl+Z brings it back)."),
    _c("capture.go-to", "Go to", "ctrl+g", "Find someone’s form by name, or a sheet by its number."),
    _c("capture.save", "Save now", "ctrl+s", "Save at once; every pause in typing saves by itself."),
    _c("capture.leave", "Back", "escape", "Back; everything is saved.", footer=True),
    #
    _c("arrivals.tick", "Tick", "enter space", "Tick off the name that fits what you typed, or the marked one.",
       footer=True, action="screen.tick"),
    _c("arrivals.gone", "Not here", "ctrl+d", "Take the tick away: not here yet, or has left.", footer=True),
    _c("arrivals.everyone", "Everyone", "ctrl+t", "Everyone on the list is here.", footer=True),
    _c("arrivals.add", "Someone new", "ctrl+n", "Add someone who was not on the list: Name, School, Role.",
       footer=True),
    _c("arrivals.up", "Name above", "up", "Mark the name above.", action="mark(-1)"),
    _c("arrivals.down", "Name below", "down", "Mark the name below.", action="mark(1)"),
    _c("arrivals.leave", "Back", "escape", "Back to where you were; everything is saved.", footer=True),
    #
    _c("pairs.make", "Make", "m", "Make the groups from those who are here, or make them anew.", footer=True),
    _c("pairs.exchange", "Exchange", "x", "Let two people of different groups change places.", footer=True),
    _c("pairs.take-out", "Take out", "t", "Take out someone who has left; no other group changes.", footer=True),
    _c("pairs.put-in", "Put in", "p", "Put in a latecomer; only the group that takes them in changes.", footer=True),
    _c("pairs.show", "Show", "s", "Show the groups on the stage.", footer=True),
    _c("pairs.page-down", "Next page", "pagedown", "Turn to the next page of groups.", action="page(1)"),
    _c("pairs.page-up", "Page before", "pageup", "Turn to the page of groups before.", action="page(-1)"),
    _c("pairs.leave", "Back", "escape", "Back to where you were; everything is saved.", footer=True),
    #
    _c("swaps.match", "Match the pairs", "m", "Partners of this round change places, where their schools differ.",
       footer=True),
    _c("swaps.partner", "Partner", "p enter", "Choose with whom the marked leader changes places.", footer=True),
    _c("swaps.host", "Visit", "v", "Choose the school the marked leader visits, nobody coming in return.", footer=True),
    _c("swaps.days", "Days", "d", "Set the days of the marked leader's swap.", footer=True),
    _c("swaps.remove", "Remove", "delete", "Take the marked leader's swap away.", footer=True),
    _c("swaps.leave", "Back", "escape", "Back to where you were; everything is saved.", footer=True),
    #
    _c("choose.toggle", "Choose", "enter space", "Choose the marked one for the whole room, or take it back.",
       footer=True, action="turn"),
    _c("choose.open", "Open", "right", "Show what is in an area or a group.", footer=True),
    _c("choose.close", "Close", "left", "Hide it again; from inside, back to what it is in.", footer=True),
    _c("choose.number", "By number", "1 2 3 4 5 6 7 8 9", "Choose the area with this number, or take it back."),
    _c("choose.search", "Search", "slash", "Find an area, group or statement by its code or words of it.", footer=True),
    _c("choose.hands", "Hands", "h", "Ask the room: count the hands for one after the other.", footer=True),
    _c("choose.winner", "Take most", "t", "The room works on what got the most hands.", footer=True),
    _c("choose.forget", "Forget hands", "x", "Forget the hands that were counted."),
    _c("choose.none", "None", "delete", "Take everything back: each chooses their own.", footer=True),
    _c("choose.leave", "Back", "escape", "Back to where you were; everything is saved.", footer=True),
    #
    _c("hands.next", "Next", "enter", "Keep the number and go on to the next one.", footer=True),
    _c("hands.digit", "Number", "0 1 2 3 4 5 6 7 8 9", "Type how many hands went up."),
    _c("hands.correct", "Correct", "backspace", "Take back the last digit."),
    _c("hands.forget", "Forget", "delete", "Forget the number of the marked one.", footer=True),
    _c("hands.leave", "Done", "escape", "Back to the choice; everything is saved.", footer=True),
    #
    _c("handout.write", "Write", "ctrl+s enter", "Write the files.", footer=True),
    _c("handout.names", "Names", "f2", "Remove names, or keep them.", footer=True),
    _c("handout.whose", "Whose", "f3", "Choose whose own notes to hand out.", footer=True),
    _c("handout.page-down", "Further", "pagedown", "Read on in the preview.", action="page(1)"),
    _c("handout.page-up", "Back up", "pageup", "Read back in the preview.", action="page(-1)"),
    _c("handout.leave", "Back", "escape", "Back without writing.", footer=True),
    #
    _c("step.save", "Save", "ctrl+s", "Save the step as it is written here.", footer=True),
    _c("step.leave", "Back", "escape", "Back to the plan; what was changed is saved.", footer=True),
    #
    _c("template.take", "Take it", "enter space", "Put what is suggested for the name, and go on to the next.",
       footer=True),
    _c("template.keep", "Keep", "k", "Keep the words as they are, and go on to the next.", footer=True),
    _c("template.take-all", "Take all", "a", "Put what is suggested for every name.", footer=True),
    _c("template.keep-all", "Keep all", "K", "Keep all words as they are.", footer=True),
    _c("template.save", "Save", "ctrl+s", "Save the template.", footer=True),
    _c("template.read-on", "Read on", "right", "Read on about the name in hand.", action="read_on(1)"),
    _c("template.read-back", "Read back", "left", "Back to what was above.", action="read_on(-1)"),
    _c("template.leave", "Back", "escape", "Back to the library without saving.", footer=True),
    #
    _c("people.add", "Add", "n i", "Add people: paste their lines.", footer=True),
    _c("people.correct", "Correct", "enter", "Correct a name, school or role.", footer=True),
    _c("people.take-out", "Take out", "d delete", "Take someone out of the session; their notes stay.", footer=True),
    #
    _c("adding.add", "Add them", "ctrl+s", "Add the people as understood.", footer=True),
    _c("adding.from-file", "From a file", "ctrl+o", "Read the people from a file.", footer=True),
    _c("adding.leave", "Back", "escape", "Back without adding anyone.", footer=True),
    #
    _c("bin.restore", "Restore", "enter", "Put the session back into the library.", footer=True),
    #
    _c("framework.go", "Go to it", "enter", "See what was found in its place.", footer=True),
    _c("framework.search", "Search", "slash", "Find a statement by its code or by words of it; any letter begins.",
       footer=True),
    _c("framework.read-on", "Read on", "pagedown right", "Read on where the page is longer than the screen.",
       footer=True, action="read_on(1)"),
    _c("framework.read-back", "Read back", "pageup left", "Back to what was above.", action="read_on(-1)"),
    #
    _c("list.leave", "Back", "escape", "Back to where you were.", footer=True),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}


def commands_of(*places: str) -> tuple[Command, ...]:
    """The commands of these parts of the app, in the registry's order."""
    return tuple(command for command in COMMANDS if command.where in places)


def bindings(*places: str, without: Iterable[str] = ()) -> list[Binding]:
    """Key bindings for a screen: those of its parts of the app, except some ids."""
    left_out = set(without)
    found: list[Binding] = []
    for command in commands_of(*places):
        if command.id in left_out:
            continue
        for number, key in enumerate(command.keys):
            found.append(
                Binding(
                    key,
                    command.action,
                    command.title,
                    show=command.footer and number == 0,
                    key_display=key_name(key),
                    priority=key in _PRIORITY,
                    id=f"{command.id}{'.' + str(number) if number else ''}",
                )
            )
    return found
