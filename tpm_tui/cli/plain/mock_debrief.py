"""The debrief of a mock interview in plain mode: each answer with the question's sections and its ratings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from difflib import get_close_matches

from tpm_tui.cli.plain.mock_ratings import PlainRatings
from tpm_tui.cli.plain.points import TICK_HELP, PointList
from tpm_tui.cli.plain.prompt import Console, InputEnded
from tpm_tui.core.bank.question import Level
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.messages import (
    NO_KEY_POINTS,
    NOTHING_TO_UNDO_IN_DEBRIEF,
    QUESTION_REMOVED,
    missing_answer,
)
from tpm_tui.exchange.mock_text import good_reply, reason_for_follow_up
from tpm_tui.exchange.phrases import did_you_mean
from tpm_tui.exchange.question_sections import Section, sections_by_id, split_points
from tpm_tui.practice.delivery.remarks import answer_delivery
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.own_answers.material import load_own_material

NOTE_COMMANDS = {"heard": "heard", "missed": "missed", "strongest": "strongest", "next": "ask_next"}
"""Debrief notes by the command that writes them."""

DEBRIEF_COMMANDS = ("q", "p", "t", "r", "b", "u", "level", *NOTE_COMMANDS)

LONGEST_WORD = 20
"""Characters of an unknown command that are shown."""

LEVELS: tuple[Level, ...] = ("core", "senior", "staff")

DEBRIEF_HELP = (
    f"{TICK_HELP}, r 3 3 2 4 3 rates all dimensions in order, r evidence 2 rates "
    "one, b toggles the figure with its base, heard|missed|strongest|next TEXT writes a note, level senior "
    "sets the level, u undoes, p goes to the previous answer, enter to the next, q stops for now"
)


def unknown_command(word: str) -> str:
    """Return one line for a word that is no command, with the nearest command if one is similar."""
    near = get_close_matches(word.lower(), DEBRIEF_COMMANDS, n=1) or [
        each for each in DEBRIEF_COMMANDS if len(each) > 1 and each.startswith(word.lower())
    ]
    hint = f"{did_you_mean(near[:1])} " if near else ""
    return f"Unknown command {clean_line(word)[:LONGEST_WORD]}; {hint}? lists the commands"


class PlainDebrief:
    """Prints one answer after the other and reads its ratings."""

    def __init__(self, mock_session: MockSession, console: Console, save: Callable[[], None]) -> None:
        self._mock_session = mock_session
        self._console = console
        self._save = save
        self._ratings = PlainRatings(mock_session, console)

    def print_answer(self) -> None:
        """Print an answer with its replies, the question's sections, rubric and notes; key points last."""
        mock_session, console = self._mock_session, self._console
        mock, answer, question = mock_session.mock, mock_session.answer, mock_session.question
        console.echo("")
        console.echo(f"Debrief, answer {mock.place + 1} of {len(mock.answers)}")
        console.print_paragraph(answer.prompt)
        target = format_clock(question.time_target.answer_seconds)
        times = f"{format_clock(answer.seconds)} of {target}, {format_clock(answer.thinking)} of thinking"
        console.print_text(f"Your answer, {times}:", answer.text or missing_answer(spoken=answer.spoken))
        for reply in answer.replies:
            console.print_text(f"Follow-up: {reply.ask}", reply.text or missing_answer(spoken=reply.spoken))
            if reason := reason_for_follow_up(reply):
                console.print_paragraph(reason)
            if good := good_reply(question, reply.ask):
                console.print_paragraph(good, lead="A good reply: ")
        _, others = split_points(self._sections())
        for section in others:
            console.print_section(section)
        console.echo("")
        self._ratings.print_rubric()
        console.echo("")
        self._ratings.print_notes()
        self._point_list().print()
        console.echo("")
        console.print_paragraph(DEBRIEF_HELP)

    def read_commands(self) -> None:
        """Read commands until the learner goes to another answer or closes the debrief."""
        mock_session, debrief = self._mock_session, self._mock_session.debrief
        while mock_session.phase is MockPhase.DEBRIEF:
            words = self._console.read_line().split()
            match words:
                case []:
                    if debrief.go_to_answer(1):
                        return
                    debrief.close()
                case ["q"]:
                    raise InputEnded
                case ["p"]:
                    debrief.go_to_answer(-1)
                    return
                case ["t", *numbers]:
                    if self._point_list().tick(numbers, debrief.tick):
                        self._ratings.print_overall()
                case ["r", *given]:
                    self._ratings.rate(given)
                case ["b"]:
                    debrief.toggle_figure()
                    self._ratings.print_overall()
                case ["u"]:
                    self._undo()
                case ["level", "core" | "senior" | "staff" as level]:
                    debrief.toggle_level(LEVELS[LEVELS.index(level)])
                    self._ratings.print_notes()
                case [word, *text] if word in NOTE_COMMANDS:
                    debrief.set_note(NOTE_COMMANDS[word], " ".join(text))
                    self._ratings.print_notes()
                case ["?"]:
                    self._console.print_paragraph(DEBRIEF_HELP)
                case ["level", *_]:
                    self._console.echo(f"level needs one of: {', '.join(LEVELS)}")
                case [word, *_]:
                    self._console.echo(unknown_command(word))
            self._save()

    def _undo(self) -> None:
        """Undo the last tick, mark or note."""
        if self._mock_session.debrief.undo():
            self._point_list().print()
            self._ratings.print_overall()
            self._ratings.print_notes()
        else:
            self._console.echo(NOTHING_TO_UNDO_IN_DEBRIEF)

    def _sections(self) -> Sequence[Section]:
        workspace, answer = self._mock_session.workspace, self._mock_session.answer
        delivery = answer_delivery(workspace, self._mock_session.question, answer)
        return sections_by_id(
            answer.question,
            workspace.bank,
            workspace.facts,
            answer.prompt,
            workspace.today(),
            delivery,
            load_own_material(workspace, answer.question),
        )

    def _point_list(self) -> PointList:
        sections = self._sections()
        points, _ = split_points(sections)
        no_points = NO_KEY_POINTS if sections else QUESTION_REMOVED
        return PointList(self._console, points, no_points, lambda: self._mock_session.answer.judgement.ticked)
