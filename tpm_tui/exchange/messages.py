"""What the front ends say about an action: sentences for the app and plain mode, and lines for scripts.

Every name of a key is an argument, because it depends on the learner's keymap. Texts from the bank are
returned as they are: the caller sanitizes what it shows.
"""

from __future__ import annotations

from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.cards.events import CardActionKind, Review, Triage
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.core.text.file_names import escape_undecoded, printable_line
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.typed_date import DATE_EXAMPLES, full_day
from tpm_tui.exchange.history.action_names import action_name
from tpm_tui.exchange.phrases import plural

NOTHING_TO_UNDO = "Nothing to undo: nothing was done today."
NOTHING_TO_REDO = "Nothing to redo: nothing was undone since the last action."
NOTHING_TO_UNDO_HERE = "Nothing to undo here. What is done in another terminal can be undone only there."
NOTHING_TO_REDO_HERE = "Nothing to redo here. What is undone in another terminal can be redone only there."
NOTHING_TO_RESET = "Nothing to reset: this question is new."
NOTHING_TO_REPORT = "Nothing to report: nothing was graded in this session."
NOTHING_TO_DRILL = "Nothing to drill: nothing was missed yet."
NOTHING_TO_RATE = "Nothing was answered, so there is nothing to rate."
NOTHING_TO_UNDO_IN_DEBRIEF = "Nothing to undo."
NOTHING_TO_UNDO_IN_TRIAGE = "Nothing to undo: you have not decided on a question yet."
NO_CHANGE = "Nothing was changed."

NO_OLDER_ANSWER = "There is no older answer."
NO_NEWER_ANSWER = "There is no newer answer."
FIRST_ANSWER = "This is the first answer."
NO_MORE_FOLLOW_UPS = "There are no more follow-ups to this question."
NO_RECALL_CARDS = "No question has recall cards."
NO_POINT_MISSED = "No key point was missed in this session."
NO_QUESTIONS_TO_ASK = "There are no questions to ask."
MOCK_IS_OPEN = "A mock interview is open: finish or stop it first."
MOCK_RESUMED = "Resumed where you stopped."
NO_STUDY_SETS = "This bank has no study sets."
EMPTY_STUDY_SET = "None of this set's questions are in the bank."
NO_NEW_QUESTIONS = "There are no new questions."
NOTHING_LEFT_TODAY = "Nothing is left in today's plan."
NOTHING_SEEN = "No question has been answered yet."
ALL_SEEN_ANSWERED_TODAY = "All questions seen so far were answered today."
TOPIC_DONE_TODAY = "All questions of this topic were answered today or are suspended."
BOX_DONE_TODAY = "All questions of this box were answered today or are suspended."
ALREADY_ANSWERED = "Only a question that you have not answered yet can be marked as known."
NOTHING_TO_TRIAGE = "Nothing to decide: you have decided on all new questions."
NO_ROW_UNDER_CURSOR = "There is nothing to open here."
NO_QUESTION_UNDER_CURSOR = "Move to a question first."
NOTHING_TYPED = "nothing typed"
TICK_WHAT_YOU_SAID = "tick what you said"
SPOKEN_WITHOUT_TRANSCRIPT = "spoken, without a transcript"
QUESTION_REMOVED = "This question is no longer in the bank."
NO_KEY_POINTS = "This question has no key points: choose the grade yourself."
NOTE_NOT_FINISHED = "A note is not finished: enter on its row continues it."
NOTHING_PASTED = "Nothing was pasted: no text can be typed here."
OPEN_ELSEWHERE = "You are answering this question in another terminal, too; what is typed there stays there."
NO_JOB_CONTROL = "No shell is waiting for this program, so it cannot go to the background. ^Q quits."
TYPE_AHEAD_DISCARDED = "What was typed while the program started was discarded."
TYPE_AHEAD_CUT = "Only the first 4 KB of what was typed while the program started are in your answer."
TYPE_AHEAD_WAITS = "What was typed while the program started is in your answer, which has not begun yet."
LAST_PART = "This is the last part: it is finished when you stop."
NO_PARTS = "The answer to a follow-up has no parts."
SCAFFOLD_IS_THERE = "The headings are in your answer already."
TEXT_TOO_LONG = "Not inserted: an answer or a note has at most 1 MB."
SAME_POINTS = "the same points"
SECTION_PROMPT = "Go to which section?"
COPY_PROMPT = "Copy what? It goes to the clipboard of your terminal."
WRITE_PROMPT = "Write what to a file of your own?"
CONFIDENCE_PROMPT = "How sure are you of this answer?"
HOW_DID_IT_GO = "How did it go?"
NEXT_ROUND = "Is there a next round?"
NO_PAST_INTERVIEW = "no interview is past"
DATE_PROMPT = f"Interview: {DATE_EXAMPLES}; none removes it."


def graded_message(label: str, review: Review, again: str) -> str:
    """Return what a grade did: `Late program: good, box 0 to 2, again about 9 Dec.`

    Args:
        label: the label of the reviewed question.
        review: the saved review.
        again: when it is asked again, from `expected_sentence`.
    """
    if review.drill:
        return f"{label}: {review.grade.word}, a drill; box {review.box_after} is unchanged."
    if review.practice:
        return f"{label}: {review.grade.word}, extra practice; only today's first answer counts."
    return f"{label}: {review.grade.word}, box {review.box_before} to {review.box_after}{again}."


def answer_kept_message(reason: str, path: object) -> str:
    """Return why the text of the external editor was not used, and where it is."""
    file = printable_line(str(path))
    return f"{reason.rstrip('.')}. Your answer is unchanged; the text of the editor is in {file}"


def how_to_quit_message(key: str) -> str:
    """Return which key quits the app, for those who press ctrl+c."""
    return f"{key} quits the app; what you typed is saved."


def undo_hint(keys: str) -> str:
    """Return which keys undo what was just done."""
    return f"{keys} undoes it."


def leech_message(lapses: int) -> str:
    """Return that a question is a leech, and what to do about it."""
    return f"A leech, {plural(lapses, 'lapse')}: {LEECH_ADVICE}."


def undone_message(label: str, action: UndoableEntry) -> str:
    """Return what was undone: `Undone: bury of Late program.`

    Args:
        label: the label of the question.
        action: what was undone.
    """
    if isinstance(action, Review):
        return f"Undone: {label}, {action.grade.word}. The answer and its ticks are restored."
    if isinstance(action, Triage):
        return f"Undone: {label}, {action_name(action)}."
    return f"Undone: {action_name(action)} of {label}."


def redone_message(label: str, action: UndoableEntry) -> str:
    """Return what was redone; the arguments are those of `undone_message`."""
    if isinstance(action, Review | Triage):
        return f"Redone: {label}, {action_name(action)}."
    return f"Redone: {action_name(action)} of {label}."


def no_suggestion_message(keys: str, *, key_points: bool) -> str:
    """Return that no grade is suggested, and which keys choose one.

    Args:
        keys: the keys of the grades.
        key_points: whether the question has key points, none of which is ticked in a spoken answer.
    """
    reason = "until a point is ticked" if key_points else "without key points"
    return f"No grade is suggested {reason}: {keys} grade the answer."


def missing_answer(*, spoken: bool) -> str:
    """Return what is shown in place of an answer without words."""
    return SPOKEN_WITHOUT_TRANSCRIPT if spoken else NOTHING_TYPED


def transcript_message(words: int, made: int) -> str:
    """Return that a transcript was added to a spoken answer, and how many points it makes."""
    return f"Transcript added, {plural(words, 'word')}; {plural(made, 'point')} ticked."


def skipped_message(label: str) -> str:
    """Return that a question was skipped in this session."""
    return f"{label}: skipped. It stays due."


def buried_message(label: str) -> str:
    """Return that a question was postponed until tomorrow."""
    return f"{label}: postponed until tomorrow."


def suspended_message(label: str, undo: str, keys: str) -> str:
    """Return that a question was suspended; `undo` undoes it, and `keys` unsuspends it later."""
    return f"{label}: suspended. {undo} undoes it; later: {keys}."


def unsuspended_message(label: str) -> str:
    """Return that a question was unsuspended."""
    return f"{label}: unsuspended."


def starred_message(*, starred: bool) -> str:
    """Return that a star was set or removed."""
    return "Starred." if starred else "Star removed."


def known_message(label: str, *, known: bool) -> str:
    """Return that a new question was marked as known, or no longer is."""
    return f"{label}: {'known; it comes last among the new questions' if known else 'not marked as known'}."


def triage_message(known: int, decided: int) -> str:
    """Return the result of a pass over the new questions."""
    return f"You know {known} of {plural(decided, 'question')}; new questions that you know come last."


def reset_prompt(label: str, action: CardActionKind) -> str:
    """Return the confirmation prompt of a reset, or of undoing one."""
    if action is CardActionKind.RESET:
        return f"Reset {label} to new? Its answers are kept."
    return f"Undo the reset of {label}?"


def reset_message(action: CardActionKind, box: int) -> str:
    """Return that a question was reset, or that its reset was undone and it is in `box` again."""
    if action is CardActionKind.RESET:
        return "Reset to new. Press the same key to undo it."
    return f"Reset undone: box {box}."


def interview_message(value: str) -> str:
    """Return which date of the interview was set, or that it was removed if the value is `none`."""
    return "The date of the interview was removed." if value == "none" else f"Interview: {value}."


def past_date_message(deadline: Deadline) -> str:
    """Return that a target date has passed: `Your interview was on Thu 3 December 2026.`"""
    return f"Your {clean_line(deadline.name) or 'interview'} was on {full_day(deadline.day)}."


def interview_note_message(note: str) -> str:
    """Return that it was saved how an interview went, or that this was removed if the note is empty."""
    return f"{'Saved' if note else 'Removed'} how the interview went; the plan shows past interviews."


def note_message(note: str) -> str:
    """Return that the learner's note was saved, or removed if it is empty."""
    return "Note saved; the reveal shows it." if note else "Note removed."


def report_message(path: object | None) -> str:
    """Return where the report was written, or that there is nothing to report."""
    return f"Report: {printable_line(str(path))}" if path else NOTHING_TO_REPORT


def recall_message(summary: str) -> str:
    """Return the result of a recall drill."""
    return f"Recall: {summary}."


def recall_offer(missed: int) -> str:
    """Return the offer to recall the key points that were missed in a session."""
    return (
        f"You missed {plural(missed, 'key point')}: r recalls {'it' if missed == 1 else 'them'}, enter ends."
    )


def closed_session_message(*, reported: bool) -> str:
    """Return that an unfinished session was ended instead of resumed."""
    return f"The unfinished session was ended{' and its report written' if reported else ''}."


SESSION_CONTINUED_ELSEWHERE = "Not resumed: the session was continued or ended in another terminal."


def open_elsewhere_message(start: str) -> str:
    """Return that a session which started at `start` is open in another process."""
    return f"The session of {start} is open in another terminal; what is typed there stays there."


def backed_up_message(path: object) -> str:
    """Return where the data was backed up before it was replaced."""
    return f"Your previous data was backed up to {printable_line(str(path))}"


MAX_PROBLEM_SHOWN = 200
"""Characters of a problem in a notice; the list at the end of the session has all of it."""


def problems_message(count: int, first: str) -> str:
    """Return how many problems were found in the learner's files, and the first of them."""
    shown = first if len(first) <= MAX_PROBLEM_SHOWN else f"{first[:MAX_PROBLEM_SHOWN].rstrip()} ..."
    if count == 1:
        return f"1 problem was found in your files: {shown}. It is listed at the end of the session."
    return (
        f"{count} problems were found in your files, first: {shown}. See the list at the end of the session."
    )


# Lines for scripts: plain mode prints one when the action has been saved, and not before.


def graded_line(review: Review) -> str:
    """Return the line for scripts: `graded late-program-recovery: good, box 0 -> 2, due 2026-11-24`."""
    practice = ", drill" if review.drill else ", practice" if review.practice else ""
    boxes = f"box {review.box_before} -> {review.box_after}"
    return f"graded {review.question}: {review.grade.word}, {boxes}{_due(review)}{practice}"


def leech_lines(review: Review, lapses: int) -> tuple[str, str]:
    """Return the line for scripts that reports a leech, and the advice below it."""
    return f"leech {review.question}: {plural(lapses, 'lapse')}", f"  {LEECH_ADVICE}"


def undone_line(action: UndoableEntry) -> str:
    """Return the line for scripts after an undo: `undone late-program: good`, or `: bury`, `: note`."""
    return f"undone {action.question}: {action_name(action)}"


def redone_line(action: UndoableEntry) -> str:
    """Return the line for scripts after a redo."""
    return f"redone {action.question}: {action_name(action)}"


def note_line(question: str, note: str, *, changed: bool) -> str:
    """Return the line for scripts after a note was closed.

    Args:
        question: id of the question.
        note: the saved note.
        changed: whether it was saved just now.
    """
    return f"note {question}: {'saved' if note else 'removed' if changed else 'none'}"


def known_line(question: str, *, known: bool) -> str:
    """Return the line for scripts after a new question was marked as known, or no longer is."""
    return f"known {question}: {'yes' if known else 'no'}"


def report_line(path: object) -> str:
    """Return the line for scripts with the path of a report."""
    return f"report {escape_undecoded(str(path))}"


def recalled_line(question: str, *, made: bool) -> str:
    """Return the line for scripts after a recall card."""
    return f"recalled {question}: {'made' if made else 'missed'}"


def _due(review: Review) -> str:
    return f", due {review.due}" if review.due else ""
