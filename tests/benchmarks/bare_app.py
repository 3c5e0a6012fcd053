"""The smallest Textual app that holds one text area: what a start is measured against."""

from textual.app import App, ComposeResult
from textual.widgets import TextArea


class Bare(App[None]):
    def compose(self) -> ComposeResult:
        yield TextArea("a bare text area")


if __name__ == "__main__":
    Bare().run()
