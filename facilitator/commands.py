"""The one command registry: key bindings, palette, footer and help page all derive from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.binding import Binding

# Keys that no field needs: safe with priority even while a person types (pagedown in a list, say, would be
# eaten by what has the focus). A printable key must never have it.
_PRIORITY = {
    "pagedown", "pageup", "ctrl+z", "ctrl+y", "ctrl+q", "ctrl+p", "ctrl+n", "ctrl+t", "ctrl+s", "ctrl+d", "escape",
    "f1", "f2", "f3", "f4", "f5", "f6",
}  # fmt: skip

KEY_NAMES = {
    "pagedown": "PgDn", "pageup": "PgUp", "question_mark": "?", "full_stop": ".", "plus": "+", "minus": "-",
    "slash": "/", "greater_than_sign": ">", "escape": "Esc", "enter": "Enter", "space": "Space", "left": "←",
    "right": "→", "up": "↑", "down": "↓", "asterisk": "*", "tab": "Tab", "shift+tab": "Shift+Tab", "delete": "Del",
    "home": "Home", "end": "End", "backspace": "Backspace",
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
    if key in KEY_NAMES:
        return KEY_NAMES[key]
    if key.startswith("ctrl+"):
        return f"Ctrl+{key[5:].upper()}"
    return key.upper() if key[:1] == "f" and key[1:].isdigit() else key


def _c(id: str, title: str, keys: str, help: str, *, footer: bool = False, action: str = "") -> Command:
    name = action or id.partition(".")[2].replace("-", "_")
    return Command(id=id, title=title, help=help, keys=tuple(keys.split()), action=name, footer=footer)


COMMANDS: tuple[Command, ...] = (
    _c("app.help", "Help", "f1 question_mark", "What can be done here, and with which keys.", footer=True),
    _c("app.palette", "Commands", "ctrl+p", "Find any command by its name.", action="command_palette"),
    _c("app.undo", "Undo", "ctrl+z", "Take back the last change to notes, people, pairs, plan or clock, or move.",
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
    _c("library.rehearse", "Rehearse", "p", "Try the session out on a copy, of which nothing is kept."),
    _c("library.type-up", "Type up", "y", "Type up what people wrote on paper, sheet by sheet.", footer=True),
    _c("library.hand-out", "Hand out", "e", "Write the notes as files, and print the worksheets.", footer=True),
    _c("library.guide", "To print", "e", "Write the guide to a template, or its worksheets, to print.", footer=True),
    _c("library.print", "To print", "e", "Write a framework as a page to print, to lay before people.", footer=True),
    _c("library.again", "Same again", "s",
       "Make the next session of a series: same plan and people, and what was left open."),
    _c("library.begin-again", "Begin again", "R", "Put a session that was tried out back to not begun."),
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
    _c("new.find", "Find", "slash", "Find a template by words of its title or its steps: just type them.", footer=True),
    _c("new.follows", "Goes on from", "ctrl+f", "Choose the earlier session whose actions and points are brought.",
       footer=True),
    _c("new.cancel", "Back", "escape", "Back to the library without creating anything.", footer=True),
    #
    _c("plan.room", "Room", "c",
       "A test card: from how far the stage is read, the clicker, the bell, a code to scan."),
    _c("plan.edit", "Change", "enter", "Change the step's title, minutes, words and private notes.", footer=True),
    _c("plan.add", "Add", "i", "Add a step below this one.", footer=True),
    _c("plan.drop", "Drop", "d delete", "Take the step out of this session's plan.", footer=True),
    _c("plan.up", "Move up", "shift+up K", "Move the step one place up.", action="move(-1)"),
    _c("plan.down", "Move down", "shift+down J", "Move the step one place down.", action="move(1)"),
    _c("plan.longer", "A minute more", "plus", "A minute more for the step.", action="minutes(1)"),
    _c("plan.shorter", "A minute less", "minus", "A minute less for the step.", action="minutes(-1)"),
    _c("plan.fit", "Fit", "f", "Fit the plan into so many minutes; what comes of it is shown first.", footer=True),
    _c("plan.people", "People", "a", "Who takes part: add, correct, take out.", footer=True),
    _c("plan.details", "Details", "t", "Change title, cluster, date, start and review date.", footer=True),
    _c("plan.run", "Run", "r", "Open the session before the room.", footer=True),
    _c("plan.begin-again", "Begin again", "R", "Put the session back to not begun, after it was tried out."),
    _c("plan.hand-out", "Hand out", "e", "Write the notes as files, and print the worksheets."),
    _c("plan.guide", "Guide", "g", "Write the guide to this session as it is planned, to print or to read."),
    _c("plan.rehearse", "Rehearse", "p", "Try the session out on a copy, of which nothing is kept.", footer=True),
    _c("plan.leave", "Back", "escape", "Back to the library; everything is saved.", footer=True),
    #
    _c("room.width", "Width", "w", "Type how wide the picture on the wall is.", footer=True),
    _c("room.wider", "Wider", "plus", "A wider picture: it is read from further.", action="wider(1)"),
    _c("room.narrower", "Narrower", "minus", "A narrower picture.", action="wider(-1)"),
    _c("room.ring", "Bell", "b", "Ring the bell once.", footer=True),
    _c("room.turn-bell", "Bell on or off", "B", "Whether it rings when a clock's time is up; kept for next time."),
    _c("room.code", "Code", "x", "Show a code to scan, then those of the session, then the card again.", footer=True),
    _c("room.screens", "Screens", "s", "Say whether the room sees this screen or a second one.", footer=True),
    _c("room.clicker", "Clicker", "pagedown pageup f5 escape full_stop right left space",
       "Each button is only named, with what it does in a session."),
    _c("room.leave", "Back", "f6", "Back; Esc is a key of the clicker here.", footer=True),
    #
    _c("live.next", "Next", "pagedown right space", "Turn the page, show what is next, start the clock, move on.",
       footer=True),
    _c("live.choose", "Choice", "v", "Set what the whole room works on; ask for a show of hands.",
       footer=True, action="choose"),
    _c("live.go-to", "Go to", "g", "Take the room to the step you are looking at.", footer=True),
    _c("live.back", "Back", "pageup left", "Back by a page, or to what the room saw before; nothing is lost."),
    _c("live.first", "First step", "home", "Go to the first step; pressed twice, so that it is meant."),
    _c("live.last", "Last step", "end", "Go to the last step; pressed twice, so that it is meant."),
    _c("live.look-up", "Look up", "up", "Look at the step before without moving the room.", action="look(-1)"),
    _c("live.look-down", "Look ahead", "down", "Look at the step after without moving the room.", action="look(1)"),
    _c("live.read-on", "Read on", "N", "Read on in your own notes; after their end, from the beginning."),
    _c("live.blank", "Blank", "b full_stop", "Empty the stage, and bring it back."),
    _c("live.stage", "Stage", "f5", "Show the stage on this screen.", footer=True),
    _c("live.console", "Console", "f6", "Back from the stage to your own view."),
    _c("live.clock", "Clock", "p", "Start the clock, pause it, let it run on.", footer=True, action="play_pause"),
    _c("live.longer", "A minute more", "plus", "A minute more on the clock, also after zero.", action="minutes(1)"),
    _c("live.shorter", "A minute less", "minus", "A minute less on the clock.", action="minutes(-1)"),
    _c("live.earlier", "Started earlier", "l",
       "The clock was started a minute too late: each press counts, and what it comes to is said.",
       action="started_earlier"),
    _c("live.started-at", "Started at", "L", "Type when the clock should have been started: 10:42, or 5 minutes ago."),
    _c("live.put-right", "Put clock right", "J",
       "The time left as it should be, after the computer’s clock was put on or back."),
    _c("live.restart", "Restart clock", "r", "The whole time again, from now.", action="restart_clock"),
    _c("live.let-pass", "Let a minute pass", "greater_than_sign",
       "Only in a rehearsal: as if a minute had gone by, on every clock."),
    _c("live.skip", "Skip", "u",
       "Leave this step out and go to the next; looking at one still to come, leave that out or take it back in."),
    _c("live.insert", "Insert a step", "i",
       "Put in a step, such as a break, after the one you are at or look at."),
    _c("live.share", "Share time", "f", "Share the time left over the steps to come, to end as planned; shown first.",
       action="share_time"),
    _c("live.bell", "Bell on or off", "B", "Whether it rings when a clock's time is up; kept for next time."),
    _c("live.arrivals", "Arrivals", "a", "Tick people off as they arrive; add one who is not on the list.",
       footer=True),
    _c("live.capture", "Capture", "c", "Write down what people say.", footer=True),
    _c("live.point", "Point", "m", "Write down what the whole room says, line by line; the wall shows it."),
    _c("live.parking", "Park", "o", "Park what has to wait, and settle what is parked."),
    _c("live.pairs", "Pairs", "k", "Look at the groups, make them anew, let two people change places.", footer=True),
    _c("live.wall", "Wall", "w",
       "What was shared with the room: sort it, show it. On the stage: show it, and take it away again.", footer=True),
    _c("live.swaps", "Swaps", "s", "Who changes places with whom, and when."),
    _c("live.qr", "QR code", "x", "Show one code to scan after another full screen, then the step again."),
    _c("live.link", "Link to notes", "X", "Set the link to the group's notes, and from when on they are there."),
    _c("live.text-size", "Text size", "z", "Enlarge the text of the stage here; after the largest, as before."),
    _c("live.hand-out", "Hand out", "e", "Write the notes as files.", footer=True),
    _c("live.leave", "Leave", "escape", "Leave the console; the session stays as it is. On the stage: nothing."),
    #
    _c("capture.next-form", "Next", "pagedown", "Go on to the next form that is still empty.", footer=True),
    _c("capture.previous-form", "Previous", "pageup", "Back to the form before."),
    _c("capture.another", "Another", "ctrl+n", "Another note from the same person or group.", footer=True),
    _c("capture.cite", "Cite", "ctrl+t", "Find a statement by its code or a word of it, or choose what to work on.",
       footer=True),
    _c("capture.examples", "Examples", "f4", "Show the next of the examples below the field."),
    _c("capture.share", "Share", "f2", "Change who may see this note.", footer=True),
    _c("capture.remove", "Remove note", "ctrl+d", "Take this note away (Ctrl+Z brings it back)."),
    _c("capture.move", "Move note", "f3", "Move this note to someone else, or to another step."),
    _c("capture.go-to", "Who", "ctrl+g", "See what each has given; find someone’s form by name, a sheet by its number.",
       footer=True),
    _c("capture.save", "Save now", "ctrl+s", "Save at once; every pause in typing saves by itself."),
    _c("capture.leave", "Back", "escape", "Back; everything is saved.", footer=True),
    #
    _c("point.keep", "Keep", "enter", "Keep the line, show it on the wall, and give the next.", footer=True),
    _c("point.down", "Line below", "down", "To what was said before, to change it.", footer=True),
    _c("point.up", "Line above", "up", "Up again, to the new line."),
    _c("point.field", "Other field", "tab", "Where the step asks the room for several things: for which one it is.",
       action="turn(1)"),
    _c("point.cite", "Cite", "ctrl+t", "Find a statement by words of it; or begin with its code.", footer=True),
    _c("point.share", "Share", "f2", "Take the line off the wall, or show it there.", footer=True),
    _c("point.move", "Move", "f3", "Move the line to someone, or to another step.", footer=True),
    _c("point.remove", "Remove", "ctrl+d", "Take the line away."),
    _c("point.leave", "Back", "escape", "Back; the line is kept.", footer=True),
    #
    _c("parking.keep", "Park", "enter", "Park the line and give the next.", footer=True),
    _c("parking.down", "Line below", "down", "To what was parked before, to change it.", footer=True),
    _c("parking.up", "Line above", "up", "Up again, to the new line."),
    _c("parking.settle", "Settled", "f2", "Say that it was dealt with, or that it waits after all.", footer=True),
    _c("parking.remove", "Remove", "ctrl+d", "Take it out of the parking lot."),
    _c("parking.leave", "Back", "escape", "Back; the line is kept.", footer=True),
    #
    _c("arrivals.tick", "Tick", "enter space", "Tick off the name that fits what you typed, or the marked one.",
       footer=True, action="screen.tick"),
    _c("arrivals.gone", "Not here", "ctrl+d", "Take the tick away: not here yet, or has left.", footer=True),
    _c("arrivals.everyone", "Everyone", "ctrl+t", "Everyone on the list is here.", footer=True),
    _c("arrivals.add", "Newcomer", "ctrl+n", "Add someone who was not on the list: Name, School, Role.",
       footer=True),
    _c("arrivals.up", "Name above", "up", "Mark the name above.", action="mark(-1)"),
    _c("arrivals.down", "Name below", "down", "Mark the name below.", action="mark(1)"),
    _c("arrivals.leave", "Back", "escape", "Back to where you were; everything is saved.", footer=True),
    #
    _c("pairs.make", "Make", "m", "Make the groups from those who are here, or make them anew.", footer=True),
    _c("pairs.exchange", "Exchange", "x", "Let two people of different groups change places.", footer=True),
    _c("pairs.take-out", "Take out", "t", "Take out someone who has left; no other group changes.", footer=True),
    _c("pairs.put-in", "Put in", "p",
       "Put in a latecomer: a trio becomes two pairs with them, or one group takes them in.", footer=True),
    _c("pairs.last-time", "Last time", "l",
       "Put people together as they were in this cluster's session before; newcomers join."),
    _c("pairs.bonds", "Apart", "b", "Who is kept apart and who together when groups are made; never on the stage.",
       footer=True),
    _c("pairs.why", "Reasons", "r", "With one screen: show why people sit so, though the room may be looking here."),
    _c("pairs.show", "Show", "s", "Show the groups on the stage.", footer=True),
    _c("pairs.page-down", "Next page", "pagedown", "Turn to the next page of groups.", action="page(1)"),
    _c("pairs.page-up", "Page before", "pageup", "Turn to the page of groups before.", action="page(-1)"),
    _c("pairs.leave", "Back", "escape", "Back to where you were; everything is saved.", footer=True),
    #
    _c("bonds.apart", "Keep apart", "a", "Keep two people apart whenever groups are made.", footer=True),
    _c("bonds.together", "Keep together", "t", "Keep two people together whenever groups are made.", footer=True),
    _c("bonds.show", "Show them", "s", "Show who it is, though the room may be looking here.", footer=True),
    _c("bonds.remove", "Remove", "d delete", "Ask nothing of the marked two any more.", footer=True),
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
    _c("choose.number", "By number", "0 1 2 3 4 5 6 7 8 9", "Choose what has this number, or take it back."),
    _c("choose.search", "Search", "slash", "Find an area, group or statement by its code or words of it.", footer=True),
    _c("choose.hands", "Hands", "h", "Ask the room: count the hands for one after the other.", footer=True),
    _c("choose.winner", "Take most", "t", "The room works on what got the most hands.", footer=True),
    _c("choose.forget", "Clear hands", "x", "Clear the hands that were counted."),
    _c("choose.none", "None", "delete", "Take everything back: each chooses their own.", footer=True),
    _c("choose.leave", "Back", "escape", "Back to where you were; everything is saved.", footer=True),
    #
    _c("hands.next", "Next", "enter", "Keep the number and go on to the next one.", footer=True),
    _c("hands.digit", "Number", "0 1 2 3 4 5 6 7 8 9", "Type how many hands went up."),
    _c("hands.correct", "Correct", "backspace", "Take back the last digit."),
    _c("hands.forget", "Clear", "delete", "Clear the number of the marked one.", footer=True),
    _c("hands.leave", "Done", "escape", "Back to the choice; everything is saved.", footer=True),
    #
    _c("wall.stage", "Stage", "s w", "Put the wall on the stage as it is arranged here, and take it off again.",
       footer=True),
    _c("wall.read-out", "Read out", "e", "Show the room only what is starred; the same key takes it away.",
       footer=True),
    _c("wall.hands", "Hands", "h", "Show the room how many hands went up; the same key takes it away.", footer=True),
    _c("wall.large", "Large", "enter",
       "Show the marked note alone and large on the stage, and take it away. On a theme: only that theme, or all.",
       footer=True),
    _c("wall.star", "Star", "asterisk space", "Star the marked note, to be read out; or take the star back.",
       footer=True),
    _c("wall.theme", "Theme", "t", "Put the marked note under a theme: type its name to find it, or to make it.",
       footer=True),
    _c("wall.cite", "Statement", "ctrl+t",
       "Put the marked note under another statement, found by its code or words of it."),
    _c("wall.number", "Theme by number", "1 2 3 4 5 6 7 8 9 0",
       "Put the marked note under the theme with this number; 0 takes it out of its theme."),
    _c("wall.order", "Order", "o", "Order the wall by statement, or by theme.", footer=True),
    _c("wall.search", "Search", "slash", "Only what has the words you type.", footer=True),
    _c("wall.vote", "Vote", "v", "A show of hands: for the themes; without any, for the notes here.", footer=True),
    _c("wall.leave", "Back", "escape", "Leave the search, or go back to the console. The stage stays as it is.",
       footer=True),
    _c("wall.names", "Names", "n", "Show who said it, on the stage too; or hide it again.", footer=True),
    _c("wall.counts", "Counts", "c", "Show how many notes there are under each heading, as bars; or the notes again.",
       footer=True),
    _c("wall.area", "Area", "a", "Only what is about one area.", footer=True),
    _c("wall.starred", "Only starred", "f", "Only what is starred, or everything again.", footer=True,
       action="only_starred"),
    _c("wall.everything", "Show all", "x", "Everything again, whatever the wall was narrowed to."),
    _c("wall.rename", "Rename theme", "r",
       "Call the marked theme something else; by the name of another one the two become one."),
    _c("wall.drop", "Delete theme", "d delete", "Take the marked theme away; its notes are under none then."),
    _c("wall.up", "Theme up", "shift+up K", "Move the marked theme one place up.", action="move(-1)"),
    _c("wall.down", "Theme down", "shift+down J", "Move the marked theme one place down.", action="move(1)"),
    _c("wall.page-down", "Next page", "pagedown", "Turn the page on the stage; with no wall there, go down the list.",
       action="page(1)"),
    _c("wall.page-up", "Page before", "pageup", "Turn the page back on the stage, or go up the list.",
       action="page(-1)"),
    _c("wall.room", "To the stage", "f5", "Show the stage on this screen."),
    #
    _c("vote.next", "Next", "enter", "Keep the number and go on to the next one.", footer=True),
    _c("vote.digit", "Number", "0 1 2 3 4 5 6 7 8 9", "Type how many hands went up."),
    _c("vote.correct", "Correct", "backspace", "Take back the last digit."),
    _c("vote.ask", "Ask on stage", "s", "Show the room what it votes on, without numbers; take it away again.",
       footer=True),
    _c("vote.result", "Result on stage", "r", "Show the room how many hands went up, the most first; or take it away.",
       footer=True),
    _c("vote.forget", "Clear all", "x", "Clear every hand that was counted.", footer=True),
    _c("vote.leave", "Done", "escape", "Back to the wall; everything is saved.", footer=True),
    #
    _c("names.remove", "Remove", "enter space", "These words are somebody's name: remove them wherever they stand.",
       footer=True),
    _c("names.keep", "Leave", "k", "These words are nobody's name: leave them wherever they stand.", footer=True),
    _c("names.add", "Also remove", "n", "Type a name that was not found, such as a nickname, to remove it too.",
       footer=True),
    _c("names.forget", "Undecided", "delete u", "Take back what was decided about these words.", footer=True),
    _c("names.remove-all", "Remove all", "a", "Remove everything that is still in doubt.", footer=True),
    _c("names.keep-all", "Leave all", "K", "Leave everything that is still in doubt."),
    _c("names.read-on", "Read on", "right", "Read on about the words in hand.", action="read_on(1)"),
    _c("names.read-back", "Read back", "left", "Back to what was above.", action="read_on(-1)"),
    _c("names.leave", "Back", "escape", "Back to the hand-out; what was decided is saved.", footer=True),
    #
    _c("handout.write", "Write", "enter ctrl+s", "Write the files, in the formats that are ticked.", footer=True),
    _c("handout.whose", "Whose", "w", "Choose whose own notes to hand out.", footer=True),
    _c("handout.show", "Show it", "s", "Show what is private, though the room may be looking here.", footer=True),
    _c("handout.names", "Names", "n", "Remove names, or keep them."),
    _c("handout.look", "Names found", "d", "Look at the names that were found, and decide on those in doubt."),
    _c("handout.md", "Markdown", "1", "Write it as Markdown, or no longer.", action="format('md')"),
    _c("handout.html", "Web page", "2", "Write it as a web page, or no longer.", action="format('html')"),
    _c("handout.csv", "Spreadsheet", "3", "Write it for a spreadsheet, or no longer.", action="format('csv')"),
    _c("handout.json", "Data", "4", "Write it as data for programs, or no longer.", action="format('json')"),
    _c("handout.ics", "Calendar", "5", "Write its dates for a calendar, or no longer.", action="format('ics')"),
    _c("handout.folder", "Folder", "f", "Say which folder to write into."),
    _c("handout.link", "Link to notes", "l X", "Set the link to the group's notes, and from when on they are there."),
    _c("handout.form", "Other format", "v", "Show how it will read in the next of the formats that are ticked.",
       footer=True),
    _c("handout.next", "Next file", "right", "Show the next of the files, where there are several.", footer=True,
       action="file(1)"),
    _c("handout.before", "File before", "left", "Show the file before.", action="file(-1)"),
    _c("handout.page-down", "Read on", "pagedown", "Read on in what is shown.", footer=True, action="page(1)"),
    _c("handout.page-up", "Back up", "pageup", "Read back in what is shown.", action="page(-1)"),
    _c("handout.leave", "Back", "escape", "Back without writing.", footer=True),
    #
    _c("written.open", "Open", "enter o", "Open the marked file, or show the folder.", footer=True),
    _c("written.copy", "Copy path", "c", "Copy the path of what is marked.", footer=True),
    _c("written.open-folder", "Show folder", "f", "Show the folder that everything is in.", footer=True),
    _c("written.leave", "Back", "escape", "Back to the choice. While files are written: stop.", footer=True),
    #
    _c("step.save", "Save", "ctrl+s", "Save the step and go back to the plan.", footer=True),
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
    _c("people.bonds", "Apart, together", "b", "Who is kept apart and who together when groups are made.", footer=True),
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
    _c("framework.print", "To print", "ctrl+s", "Write the framework as a page to print, to lay before people.",
       footer=True),
    _c("framework.read-on", "Read on", "pagedown right", "Read on where the page is longer than the screen.",
       footer=True, action="read_on(1)"),
    _c("framework.read-back", "Read back", "pageup left", "Back to what was above.", action="read_on(-1)"),
    #
    _c("list.leave", "Back", "escape", "Back to where you were.", footer=True),
)  # fmt: skip

BY_ID = {command.id: command for command in COMMANDS}
# A part of the app with many commands, set under headings on the help page.
GROUPS: dict[str, tuple[tuple[str, str], ...]] = {
    "live": (
        ("Move", "next back look-down look-up go-to skip insert first last leave"),
        ("Clock", "clock longer shorter earlier started-at restart share put-right bell let-pass"),
        ("People", "arrivals pairs swaps choose"),
        ("Write down", "capture point parking hand-out"),
        ("Show", "stage console blank wall qr link text-size read-on"),
    ),
}
# From whatever was opened on the console, back to it and to the stage.
_WAYS = ("live.stage", "live.console")
# What else stands on the screen of a part of the app: other parts, or single commands of theirs.
BESIDE: dict[str, tuple[str, ...]] = {
    "people": ("list",),
    "bonds": ("list", *_WAYS),
    "bin": ("list",),
    "framework": ("list",),
    **dict.fromkeys(("capture", "point", "parking", "arrivals", "pairs", "swaps", "choose", "hands"), _WAYS),
}


def commands_of(*places: str) -> tuple[Command, ...]:
    """The commands of these parts of the app, in the registry's order."""
    return tuple(command for command in COMMANDS if command.where in places)


def bindings(*places: str, without: Iterable[str] = ()) -> list[Binding]:
    """Key bindings for a screen: those of its parts of the app, except some ids."""
    left_out = set(without)
    return [
        one for command in commands_of(*places) if command.id not in left_out for one in bindings_of(command)
    ]


def ways_to_the_room() -> list[Binding]:
    """The bindings to the stage and the console, not in the footer: for whatever may be opened from them."""
    from dataclasses import replace as changed

    return [one for id in _WAYS for one in bindings_of(changed(BY_ID[id], footer=False))]


def bindings_of(command: Command) -> list[Binding]:
    """A binding for each key of a command; the first is the one that the footer shows."""
    # Imported here: commands that need no screen read the registry too, and do without Textual.
    from textual.binding import Binding

    return [
        Binding(
            key,
            command.action,
            command.title,
            show=command.footer and number == 0,
            key_display=key_name(key),
            priority=key in _PRIORITY,
            id=f"{command.id}{'.' + str(number) if number else ''}",
        )
        for number, key in enumerate(command.keys)
    ]
