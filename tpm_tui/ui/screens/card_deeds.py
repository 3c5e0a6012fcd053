"""What is done to a question besides answering it, and takes more than a key."""

from __future__ import annotations

from tpm_tui.core.review import Action
from tpm_tui.storage.store import NotSaved
from tpm_tui.ui.screens.choosing import Choosing


class CardDeeds(Choosing):
    """Resetting the question before the learner."""

    def action_reset(self) -> None:
        """Back to not met, or that taken back, once the learner said yes."""
        from tpm_tui.ui.screens.one_key import YES_NO, OneKeyScreen

        question, offered = self.sitting.question, self.sitting.reset_offered()
        assert question is not None
        if offered is None:
            self.say("It was not met yet: there is nothing to reset.")
            return
        asked = (
            f"Put {question.label} back to not met? Its answers are kept."
            if offered is Action.RESET
            else f"Take the reset of {question.label} back?"
        )
        self.app.push_screen(
            OneKeyScreen(asked, YES_NO), lambda key: self._reset(offered) if key == "y" else None
        )

    def _reset(self, offered: Action) -> None:
        self.save_draft()
        try:
            self.sitting.act(offered)
        except NotSaved as fault:
            self.say(str(fault), bad=True)
            return
        self.refresh_texts()
        if offered is Action.RESET:
            self.say("Back to not met. The same key takes it back.")
        else:
            self.say(f"The reset is taken back: box {self.sitting.card.box}.")
