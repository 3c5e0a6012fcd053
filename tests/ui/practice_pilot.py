"""Pilot for the practice app: example bank, workspace, and a pilot that presses keys and reads the screen."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from textual.app import App
from textual.events import Key
from textual.pilot import Pilot
from textual.widgets import Static

from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.plan.agenda import Agenda, QuestionStatus
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.keys.keymap import KEY_NAMES
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.text.editor import AnswerEditor

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""The start time of every example session."""

SETTLE_ROUNDS = 5
"""Message rounds that a key can cause: action, focus, layout, resize, paint."""

MAX_WAIT_ROUNDS = 200
"""How often a test checks a condition before it fails."""

KEY_OF_CHARACTER = {char: key for key, char in KEY_NAMES.items() if len(char) == 1} | {" ": "space"}
CHARACTER_OF_KEY = {"space": " "}

HARBOUR = """\
version: 1
topic: {id: harbour, title: Harbour works, description: Cranes and captains.}
questions:
  - id: late-crane
    number: 1
    title: Late crane
    kind: behavioural
    level: senior
    prompt: "The crane you ordered will be five weeks late. What do you do on the first day?"
    variants:
      - "Your crane slips by five weeks. Begin with the first hour."
    probes: "Whether you tell people early, and whether the plan that follows holds."
    time_target: {answer: "2:00", short: "0:30"}
    opening: "I rang the quay before I opened the plan."
    levels:
      core: "one crane, one quay"
      senior: "two quays that share the crew"
    key_points:
      - name: plain notice first
        cue: "says who heard it on the same day, and in which words"
        must: true
        cues: [rang the quay master that morning]
      - name: size of the slip
        cue: "gives the delay as a range with its cause"
        must: true
        cues: [between four and six weeks late]
      - {name: work that can go on, cue: "names what does not wait for the crane", cues: [dredging goes on]}
      - {name: a crane on loan, cue: "weighs hire against waiting with a price", cues: [hired a crane]}
      - {name: one owner, cue: "gives the recovery to one named person", cues: [Mara owns the recovery]}
      - {name: new date with odds, cue: "commits to a date and says how sure it is", cues: [nine in ten]}
      - {name: supplier's reason, cue: "asks why before blaming", cues: [asked the foundry why]}
      - {name: cost of waiting, cue: "counts idle ships in money a day", cues: [forty thousand a day idle]}
      - {name: what changes after, cue: "changes how long orders are watched", cues: [a weekly call]}
    model_answer:
      situation: |
        We were to land eight containers an hour from the first of April, and the crane was the last piece.
        On the second of February the foundry wrote that the boom had cracked in the test.
      action: |
        I rang the quay master that morning: between four and six weeks, boom cracked, more on Friday.

        Then I split the plan. Dredging, rails and the power room went on. Mara took the recovery, and
        we hired a floating crane for three weeks, which cost less than two idle days.
      result: |
        We opened on the third of May. Nobody learnt the date from somebody else.
    short_answer: "I rang the quay that morning, split the plan, hired a crane and opened five weeks late."
    weak_signs: ["begins with the supplier's guilt", "waits for certainty before telling"]
    follow_ups:
      - {ask: "And if no crane had been for hire?", good: "an order of landing by what spoils first"}
    numbers: "five weeks, forty thousand a day"
    transfer: {stories: "any long-lead order that slipped", related: [2]}
  - id: two-captains
    number: 2
    title: Two captains
    kind: behavioural
    prompt: "Two captains want the same berth tonight. How is it settled?"
    key_points:
      - {name: a rule before names, cue: "settles by a rule that stood before tonight", must: true}
      - {name: price of waiting, cue: "asks each what an hour costs"}
      - {name: said to both, cue: "tells both the same thing at once"}
    model_answer: "By the rule on the wall: perishables first. I rang both in one call."
  - id: tide-table
    number: 3
    title: Tide table
    kind: technical
    prompt: "Sketch a service that tells ships when the bar can be crossed."
    key_points:
      - {name: who asks and how often}
      - {name: what happens without a network, must: true}
    model_answer: "Tables are computed once a year and shipped to every boat."
"""

ORCHARD = """\
version: 1
topic: {id: orchard, title: Orchard}
questions:
  - id: early-frost
    number: 4
    title: Early frost
    kind: hybrid
    prompt: "Frost is forecast for tonight, one chance in three. What do you light?"
    key_points:
      - {name: cost both ways, must: true}
      - {name: the last hour to decide}
    model_answer: "I light the low rows only, since they lose most and cost least."
  - id: picking-order
    prompt: "In which order are the rows picked?"
    key_points:
      - {name: ripest first}
"""

QUESTIONS = ("late-crane", "two-captains", "tide-table", "early-frost", "picking-order")
POINTS = (
    "plain notice first",
    "size of the slip",
    "work that can go on",
    "a crane on loan",
    "one owner",
    "new date with odds",
    "supplier's reason",
    "cost of waiting",
    "what changes after",
)
"""The key points of the first question."""

ANSWER_TEXT = "I rang the quay master that morning."
"""An answer in which the first key point is found."""


class MovableClock:
    """A clock that stands still until a test advances it."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **time: float) -> None:
        """Advance by keyword arguments of `timedelta`, such as `days` or `seconds`."""
        self.now += timedelta(**time)


def write_bank(folder: Path) -> Path:
    """Write the files of the example bank and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1-harbour.yaml").write_text(HARBOUR, "utf-8")
    (folder / "2-orchard.yaml").write_text(ORCHARD, "utf-8")
    return folder


def make_workspace(
    folder: Path, clock: MovableClock, config: str = "", bank: Sequence[Path] = ()
) -> Workspace:
    """Return a workspace whose files are all in a folder."""
    paths = Paths(folder / "config.yaml", folder / "data", folder / "state", folder / "cache")
    if config:
        paths.config.write_text(config, "utf-8")
    return Workspace(paths, bank or [write_bank(folder / "bank")], clock)


def answer(workspace: Workspace, question: str, grade: Grade, text: str = "I waited.") -> None:
    """Practise one question in a session without the app."""
    practice_session = PracticeSession(workspace, [question])
    practice_session.write(text)
    practice_session.reveal()
    practice_session.grade(grade)
    practice_session.end()


def make_app(
    workspace: Workspace,
    queue: Iterable[str] | None = None,
    problems: tuple[Problem, ...] = (),
    themes: Sequence[Path] = (),
) -> TpmApp:
    """Return the app at a practice session, by default with the due questions."""
    loaded = load_themes([shipped_themes(), *themes], None)
    chosen = workspace.agenda().queue if queue is None else list(queue)
    screen = PracticeScreen(PracticeSession(workspace, chosen), (*problems, *loaded.problems))
    return TpmApp(workspace, loaded.themes, screen)


class AppPilot:
    """Pilot for a running app: presses keys and reads the screen."""

    def __init__(self, app: App[None], textual_pilot: Pilot[None]) -> None:
        self._app = app
        self.textual_pilot = textual_pilot

    async def settle(self) -> None:
        """Process all messages and those they cause; counted in rounds instead of seconds."""
        for _ in range(SETTLE_ROUNDS):
            await self.textual_pilot.pause(0)

    async def press(self, *keys: str) -> None:
        """Press keys as a terminal sends them; a character stands for its key: `?` is question_mark."""
        for key in keys:
            character = key if len(key) == 1 else CHARACTER_OF_KEY.get(key)
            self._app.post_message(Key(KEY_OF_CHARACTER.get(key, key), character))
            await self.settle()

    async def wait_until(self, condition: Callable[[], bool]) -> None:
        """Process messages until a condition is true, for changes made by a timer or a worker."""
        for _ in range(MAX_WAIT_ROUNDS):
            if condition():
                return
            await self.settle()
            await self.textual_pilot.pause()
        raise AssertionError(f"the condition did not become true; screen:\n{self.screen()}")

    def rows(self) -> list[str]:
        """Return the painted rows of the screen."""
        screen = self._app.screen
        strips = screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    def screen(self) -> str:
        return "\n".join(self.rows())


class PracticePilot(AppPilot):
    """Pilot for an app whose first screen is a practice session."""

    def __init__(self, app: TpmApp, textual_pilot: Pilot[None]) -> None:
        super().__init__(app, textual_pilot)
        self.app = app
        assert isinstance(app.first_screen, PracticeScreen)
        self.practice = app.first_screen

    @property
    def practice_session(self) -> PracticeSession:
        return self.practice.practice_session

    @property
    def workspace(self) -> Workspace:
        return self.app.workspace

    @property
    def on_practice_screen(self) -> bool:
        """Whether the practice screen is the active screen."""
        return self.app.screen is self.practice

    def status(self, question: str) -> QuestionStatus:
        """Where a question stands today."""
        return self.agenda.status[question]

    @property
    def phase(self) -> SessionPhase:
        return self.practice_session.phase

    @property
    def question(self) -> str:
        """The id of the current question."""
        return self.practice_session.session.current

    @property
    def agenda(self) -> Agenda:
        return self.workspace.agenda()

    @property
    def editor(self) -> AnswerEditor:
        return self.practice.query_one("#editor", AnswerEditor)

    @property
    def page(self) -> Page:
        """The page of the reveal or the summary."""
        panes = self.practice.panes
        return panes.summary if self.phase is SessionPhase.DONE else panes.reveal

    @property
    def topics(self) -> Page:
        return self.practice.query_one("#topics", Page)

    def text_of(self, id: str) -> str:
        """Return the text of a one-row widget: header, timer, meta, prompt, label, keys."""
        parts = {
            "keys": self.practice.footer.keys,
            "meta": self.practice.panes.question.meta,
            "prompt": self.practice.panes.question.prompt,
        }
        if id in parts:
            return f"{parts[id]}"
        return f"{self.practice.query_one(f'#{id}', Static).content}"

    @property
    def notice(self) -> str:
        """The notice, or an empty string if none is visible."""
        return f"{self.practice.footer.notice}"

    async def run(self, action: str) -> None:
        """Run an action of the table that has no key, as the palette does."""
        await self.practice.action_run(action)
        await self.settle()

    async def write(self, text: str) -> None:
        """Insert text at the editor's cursor."""
        self.editor.insert(text)
        await self.settle()

    async def reveal(self, text: str = "") -> None:
        """Write an answer, then reveal the model answer."""
        if text:
            await self.write(text)
        await self.press("ctrl+j")

    async def resize(self, width: int, height: int) -> None:
        await self.textual_pilot.resize_terminal(width, height)
        await self.settle()


@asynccontextmanager
async def run_practice(app: TpmApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[PracticePilot]:
    """Run the app without a terminal and yield its pilot."""
    async with app.run_test(size=size) as textual_pilot:
        pilot = PracticePilot(app, textual_pilot)
        await pilot.settle()
        yield pilot
