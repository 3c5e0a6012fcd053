"""Choosing a topic, a study set or a drill: the same from a session and from a place."""

from __future__ import annotations

from tpm_tui.exchange import messages
from tpm_tui.practice.queue import topic_queue
from tpm_tui.ui.commands.recall import open_recall
from tpm_tui.ui.navigation import AskQueue
from tpm_tui.ui.screens.action_screen import ActionScreen


def practise_topic(screen: ActionScreen, topic: str, ask_queue: AskQueue) -> None:
    """Practise what is due in a topic, else the rest of it.

    Args:
        screen: shows why there is nothing to practise.
        topic: its id; empty for all topics.
        ask_queue: asks the questions, in the session that is open or in a new one.
    """
    queue = topic_queue(screen.workspace, topic)
    if queue:
        ask_queue(queue)
    else:
        screen.show_notice(messages.TOPIC_DONE_TODAY)


def choose_study_set(screen: ActionScreen, ask_queue: AskQueue) -> None:
    """Choose a study set and practise it.

    Args:
        screen: opens the dialog, and shows why there is nothing to practise.
        ask_queue: asks the questions, in the session that is open or in a new one.
    """
    from tpm_tui.ui.screens.dialogs.study_choice import study_set_dialog

    sets = screen.workspace.study_sets
    if not sets:
        screen.show_notice(messages.NO_STUDY_SETS)
        return

    def start(chosen: str | None) -> None:
        if not chosen:
            return
        queue = sets[chosen].question_ids(screen.workspace.bank)
        if queue:
            ask_queue(queue, sets[chosen].form)
        else:
            screen.show_notice(messages.EMPTY_STUDY_SET)

    screen.ask(study_set_dialog(sets.values()), start)


def choose_drill(screen: ActionScreen, ask_queue: AskQueue) -> None:
    """Choose a drill and start it; the arguments are those of `choose_study_set`."""
    from tpm_tui.practice.queue import weak_point_queue, weakest_seen
    from tpm_tui.ui.screens.dialogs.study_choice import POINTS, RECALL, drill_dialog

    def start(chosen: str | None) -> None:
        if not chosen:
            return
        screen.save()
        workspace = screen.workspace
        if chosen == RECALL:
            open_recall(screen)
            return
        is_points = chosen == POINTS
        weak = weak_point_queue(workspace, workspace.bank.order) if is_points else weakest_seen(workspace)
        if weak:
            ask_queue(weak[: workspace.config.per_day], drill=True)
        else:
            screen.show_notice(messages.NOTHING_TO_DRILL)

    screen.ask(drill_dialog(), start)
