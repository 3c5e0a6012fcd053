"""Undo and redo of any action: as many undos as actions restore the start, and redo reverts undo."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.core.strategies import NOW, RULES, TODAY, Log, card_of, logs, review
from tpm_tui.core.cards.active import active_reviews, is_reset
from tpm_tui.core.cards.card import Card, OutOfOrder
from tpm_tui.core.cards.events import (
    CardAction,
    CardActionKind,
    HistoryEntry,
    Note,
    PersonalCue,
    Pin,
    Redo,
    SecondMarking,
    Triage,
    Undo,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.history import current_notes
from tpm_tui.core.cards.own_cues import is_kept, kept_cues
from tpm_tui.core.cards.pins import newest_pin
from tpm_tui.core.cards.replay import Cards, extend, replay
from tpm_tui.core.reports.second_marking import newest_markings
from tpm_tui.core.session.undo import (
    OPPOSITES,
    ActionStack,
    UndoableEntry,
    redo_entry,
    undo_entry,
)

QUESTIONS = ("a", "b")


def card_action(question: str, action: CardActionKind, id: str = "x") -> CardAction:
    return CardAction(id=id, at=NOW, day=TODAY, question=question, action=action)


def note(question: str, text: str, id: str = "n") -> Note:
    return Note(id=id, at=NOW, day=TODAY, question=question, text=text)


def pin(question: str, text: str, id: str = "p") -> Pin:
    return Pin(id=id, at=NOW, day=TODAY, question=question, text=text)


class CueChange(NamedTuple):
    """A cue of a point that is kept or removed."""

    text: str
    removed: bool


class Version(NamedTuple):
    """An own version that is written."""

    text: str


class Marking(NamedTuple):
    """The points ticked in a second marking of an old answer."""

    ticked: tuple[str, ...]


What = Grade | CardActionKind | bool | str | CueChange | Version | Marking


@dataclass
class Desk:
    """A history that is changed by actions, undos and redos, as by a learner."""

    entries: list[HistoryEntry] = field(default_factory=list)
    day: date = TODAY

    def add(self, entry: HistoryEntry) -> None:
        self.entries.append(replace(entry, seq=len(self.entries) + 1))

    @property
    def stack(self) -> ActionStack:
        return ActionStack(TODAY, self.day, self.entries)

    @property
    def new_id(self) -> str:
        return f"e{len(self.entries) + 1}"

    def about(self, question: str) -> list[HistoryEntry]:
        return [each for each in self.entries if getattr(each, "question", "") == question]

    def act(self, question: str, what: What) -> bool:
        """Do something; return False if it would change nothing."""
        card = card_of(replay(self.entries, RULES), question)
        match what:
            case Grade():
                entry: HistoryEntry = review(question, what, self.day, self.new_id)
            case bool():
                if card.known is what:
                    return False
                entry = Triage(id=self.new_id, at=NOW, day=self.day, question=question, known=what)
            case CardActionKind():
                if not card.is_changed_by(what, self.day):
                    return False
                if what is CardActionKind.UNRESET and not is_reset(self.about(question)):
                    return False
                entry = replace(card_action(question, what, self.new_id), day=self.day)
            case Version(text):
                before = newest_pin(question, self.entries)
                if (before.text if before else "") == text:
                    return False
                entry = replace(pin(question, text, self.new_id), day=self.day)
            case Marking(ticked):
                entry = SecondMarking(
                    id=self.new_id, at=NOW, day=self.day, question=question, review="old", covered=ticked
                )
            case CueChange(text, removed):
                cue = PersonalCue(
                    id=self.new_id,
                    at=NOW,
                    day=self.day,
                    question=question,
                    point="x",
                    text=text,
                    removed=removed,
                )
                if is_kept(cue, self.entries) is not removed:
                    return False
                entry = cue
            case text:
                if current_notes(self.entries).get(question, "") == text:
                    return False
                entry = note(question, text, self.new_id)
        self.add(entry)
        return True

    def undo(self) -> UndoableEntry | None:
        action = self.stack.last_done()
        if action is not None:
            self.add(undo_entry(action, self.entries, self.new_id, NOW, self.day))
        return action

    def redo(self) -> UndoableEntry | None:
        action = self.stack.last_undone()
        if action is not None:
            self.add(redo_entry(action, self.new_id, NOW, self.day))
        return action

    def state(self) -> object:
        """What the learner sees; a bury of an earlier day has ended."""
        cards = {
            question: replace(card, buried=card.buried if card.buried == self.day else None)
            for question, card in replay(self.entries, RULES).items()
        }
        known = {question: card for question, card in cards.items() if card != Card(question)}
        pins = [newest_pin(question, self.entries) for question in QUESTIONS]
        cues = [{cue.text for cue in kept_cues(question, self.entries)} for question in QUESTIONS]
        return (
            known,
            current_notes(self.entries),
            [each.id for each in active_reviews(self.entries)],
            [each.text if each else "" for each in pins],
            cues,
            [each.id for each in newest_markings(self.entries)],
        )


note_texts = st.sampled_from(["", "one", "two"])
versions = st.builds(Version, note_texts)
cue_changes = st.builds(CueChange, st.sampled_from(["one", "two"]), st.booleans())
kinds_of_action = (
    st.sampled_from(Grade)
    | st.sampled_from(CardActionKind)
    | st.booleans()
    | note_texts
    | versions
    | cue_changes
    | st.builds(Marking, st.sampled_from([(), ("x",)]))
)
actions = st.lists(st.tuples(st.sampled_from(QUESTIONS), kinds_of_action), max_size=8)
earlier = logs(questions=QUESTIONS, max_size=8)


def desk_after(log: Log) -> Desk:
    """Return a history whose study day is after those of the log."""
    days = (log.day - TODAY).days + 1
    return Desk([replace(entry, day=entry.day - timedelta(days=days)) for entry in log.entries])


@given(earlier, actions)
def test_as_many_undos_as_actions_restore_the_start(log: Log, made: list[tuple[str, What]]) -> None:
    desk = desk_after(log)
    states = [desk.state()]
    for question, what in made:
        if desk.act(question, what):
            states.append(desk.state())
    for expected in reversed(states[:-1]):
        assert desk.undo() is not None
        assert desk.state() == expected
    assert desk.undo() is None


@given(earlier, actions, st.lists(st.booleans(), max_size=12))
def test_undo_and_redo_reach_each_state_in_turn(
    log: Log, made: list[tuple[str, What]], back: list[bool]
) -> None:
    desk = desk_after(log)
    states = [desk.state()]
    for question, what in made:
        if desk.act(question, what):
            states.append(desk.state())
    place = len(states) - 1
    for each in back:
        can = place > 0 if each else place < len(states) - 1
        done = desk.undo() if each else desk.redo()
        assert (done is not None) == can
        place += (-1 if each else 1) * can
        assert desk.state() == states[place]


@given(earlier, actions, st.lists(st.booleans(), max_size=12))
def test_extended_cards_equal_replayed_cards(
    log: Log, made: list[tuple[str, What]], back: list[bool]
) -> None:
    desk = desk_after(log)
    for question, what in made:
        desk.act(question, what)
    for each in back:
        desk.undo() if each else desk.redo()
    cards: Cards = {}
    for count, entry in enumerate(desk.entries, 1):
        try:
            extend(cards, entry, RULES)
        except OutOfOrder:
            cards = replay(desk.entries[:count], RULES)
    replayed = replay(desk.entries, RULES)
    for question in QUESTIONS:
        one, other = (
            replace(card_of(each, question), before=None, practised=()) for each in (cards, replayed)
        )
        assert one == other


@given(earlier, actions, actions)
def test_stack_extended_entry_by_entry_is_the_same(
    log: Log,
    made: list[tuple[str, What]],
    more: list[tuple[str, What]],
) -> None:
    desk = desk_after(log)
    for question, what in made:
        desk.act(question, what)
    stack, known = desk.stack, len(desk.entries)
    desk.undo()
    desk.redo()
    for question, what in more:
        desk.act(question, what)
    desk.undo()
    for entry in desk.entries[known:]:
        stack.add(entry)
    assert stack.last_done() == desk.stack.last_done()
    assert stack.last_undone() == desk.stack.last_undone()


@pytest.mark.parametrize(
    "what",
    [
        Grade.GOOD,
        CardActionKind.STAR,
        CardActionKind.BURY,
        "text",
        Version("mine"),
        CueChange("we rang", False),
        Marking(("x",)),
    ],
)
def test_new_action_leaves_nothing_to_redo(what: What) -> None:
    desk = Desk()
    desk.act("a", what)
    desk.undo()
    assert desk.stack.last_undone() is not None
    desk.act("b", what)
    assert desk.redo() is None


def test_actions_of_other_days_are_not_undone() -> None:
    desk = Desk(day=TODAY + timedelta(days=1))
    desk.add(replace(card_action("a", CardActionKind.STAR), day=TODAY - timedelta(days=1)))
    desk.add(replace(card_action("b", CardActionKind.STAR), day=TODAY + timedelta(days=2)))
    assert desk.undo() is None


def test_session_that_crosses_midnight_undoes_its_first_day() -> None:
    desk = Desk(day=TODAY + timedelta(days=1))
    desk.add(card_action("a", CardActionKind.STAR))
    assert desk.undo() is not None


def test_actions_of_a_session_open_elsewhere_are_left_out() -> None:
    stack = ActionStack(TODAY, TODAY)
    mine = card_action("a", CardActionKind.STAR, "1")
    shared = note("b", "mine", "2")
    for entry in (mine, shared, note("b", "theirs", "3")):
        stack.add(entry)
    assert stack.last_done(lambda action: action.id == "3") == mine
    assert stack.last_done() == note("b", "theirs", "3")


def test_older_programs_read_an_undo_as_the_opposite_action() -> None:
    desk = Desk()
    for kind in (CardActionKind.BURY, CardActionKind.SUSPEND, CardActionKind.STAR):
        desk.act("a", kind)
        desk.undo()
        undone = desk.entries[-1]
        assert isinstance(undone, CardAction)
        assert undone.action is OPPOSITES[kind]
    desk.act("a", "a story")
    desk.undo()
    assert current_notes(desk.entries) == {}
    desk.act("a", Grade.GOOD)
    desk.undo()
    desk.redo()
    assert [type(entry) for entry in desk.entries[-2:]] == [Undo, Redo]


def test_redone_reset_keeps_later_redone_answer() -> None:
    desk = Desk()
    desk.act("a", Grade.EASY)
    desk.act("a", CardActionKind.RESET)
    desk.act("a", Grade.GOOD)
    for _ in range(2):
        desk.undo()
    for _ in range(2):
        desk.redo()
    assert card_of(replay(desk.entries, RULES), "a").box == 2


@pytest.mark.parametrize("kind", CardActionKind)
def test_action_without_effect_is_recognised(kind: CardActionKind) -> None:
    card = Card("a", buried=TODAY, suspended=True, starred=True)
    assert card.is_changed_by(kind, TODAY) is not card.is_changed_by(OPPOSITES[kind], TODAY)
