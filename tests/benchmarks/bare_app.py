"""The smallest Textual app with one text area, as the baseline for the start time."""

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield TextArea("a bare text area")


if __name__ == "__main__":
    Bare().run()
