"""A small made-up bank, a workspace on it, and the app as a learner has it before them."""

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
from tpm_tui.core.plan.agenda import Agenda, Standing
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.keys.keymap import KEY_NAMES
from tpm_tui.ui.practice_app import PracticeApp
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
"""When every made-up session begins."""

ROUNDS = 5
"""Rounds of messages that a key can set off: action, focus, layout, sizes, painting."""

PATIENCE = 200
"""Times that a test looks whether a worker is done."""

KEY_OF_SIGN = {sign: key for key, sign in KEY_NAMES.items() if len(sign) == 1} | {" ": "space"}
SIGN_OF_KEY = {"space": " "}

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
        cue: "says who was told on the same day, and in which words"
        must: true
        cues: [told the quay master that morning]
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
        I told the quay master that morning: between four and six weeks, boom cracked, more on Friday.

        Then I split the plan. Dredging, rails and the power room went on. Mara took the recovery, and
        we hired a floating crane for three weeks, which cost less than two idle days.
      result: |
        We opened on the third of May. Nobody learnt the date from somebody else.
    short_answer: "I told the quay that morning, split the plan, hired a crane and opened five weeks late."
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
      - {name: told to both, cue: "tells both the same thing at once"}
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
"""Key points of the first question."""

TOLD = "I told the quay master that morning."
"""An answer in which the first point is recognised."""


class MovableClock:
    """A clock that stands still until it is moved."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def on(self, **time: float) -> None:
        """Move on by `days`, `minutes`, `seconds` or the like."""
        self.now += timedelta(**time)


def write_bank(folder: Path) -> Path:
    """The made-up bank as files."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "1-harbour.yaml").write_text(HARBOUR, "utf-8")
    (folder / "2-orchard.yaml").write_text(ORCHARD, "utf-8")
    return folder


def workspace_in(folder: Path, clock: MovableClock, config: str = "", bank: Sequence[Path] = ()) -> Workspace:
    """A workspace whose files are all below a folder."""
    paths = Paths(folder / "config.yaml", folder / "data", folder / "state", folder / "cache")
    if config:
        paths.config.write_text(config, "utf-8")
    return Workspace(paths, bank or [write_bank(folder / "bank")], clock)


def answer(workspace: Workspace, question: str, grade: Grade, text: str = "I waited.") -> None:
    """A session of one answer, without the app."""
    practice_session = PracticeSession(workspace, [question])
    practice_session.write(text)
    practice_session.reveal()
    practice_session.grade(grade)
    practice_session.end()


def app_on(
    workspace: Workspace,
    queue: Iterable[str] | None = None,
    problems: tuple[Problem, ...] = (),
    themes: Sequence[Path] = (),
) -> PracticeApp:
    """The app, by default with what is due."""
    loaded = load_themes([shipped_themes(), *themes], None)
    chosen = workspace.agenda().queue if queue is None else list(queue)
    return PracticeApp(workspace, chosen, loaded.themes, (*problems, *loaded.problems))


class Hands:
    """A running app's keys and screen, as a learner has them."""

    def __init__(self, app: App[None], pilot: Pilot[None]) -> None:
        self._app = app
        self.pilot = pilot

    async def settle(self) -> None:
        """Let every message be handled, and those that come of it: counted in rounds, not in time."""
        for _ in range(ROUNDS):
            await self.pilot.pause(0)

    async def press(self, *keys: str) -> None:
        """Press keys as a terminal would send them; a sign stands for its key, `?` for question_mark."""
        for key in keys:
            sign = key if len(key) == 1 else SIGN_OF_KEY.get(key)
            self._app.post_message(Key(KEY_OF_SIGN.get(key, key), sign))
            await self.settle()

    async def until(self, come_true: Callable[[], bool]) -> None:
        """Let messages be handled until something is so; for what a timer or a worker does."""
        for _ in range(PATIENCE):
            if come_true():
                return
            await self.settle()
            await self.pilot.pause()
        raise AssertionError(f"it did not come true; on the screen is:\n{self.screen()}")

    def rows(self) -> list[str]:
        """The screen as it is painted."""
        screen = self._app.screen
        strips = screen._compositor.render_strips()
        return [strip.text.rstrip() for strip in strips]

    def screen(self) -> str:
        return "\n".join(self.rows())


class Desk(Hands):
    """The running app, by what can be seen of it and done to it."""

    def __init__(self, app: PracticeApp, pilot: Pilot[None]) -> None:
        super().__init__(app, pilot)
        self.app = app

    @property
    def practice_session(self) -> PracticeSession:
        return self.app.practice_session

    @property
    def workspace(self) -> Workspace:
        return self.app.workspace

    @property
    def practice(self) -> PracticeScreen:
        return self.app.practice

    @property
    def at_practice(self) -> bool:
        """Whether no other screen lies over the practice screen."""
        return self.app.screen is self.practice

    def standing(self, question: str) -> Standing:
        """Where a question stands today."""
        return self.agenda.standing[question]

    @property
    def phase(self) -> SessionPhase:
        return self.practice_session.phase

    @property
    def asked(self) -> str:
        """The id of the question before the learner."""
        return self.practice_session.session.current

    @property
    def agenda(self) -> Agenda:
        return self.workspace.agenda()

    @property
    def editor(self) -> AnswerEditor:
        return self.practice.query_one("#editor", AnswerEditor)

    @property
    def page(self) -> Page:
        """The reveal, or the page at rest."""
        return self.practice.query_one("#reveal", Page)

    @property
    def topics(self) -> Page:
        return self.practice.query_one("#topics", Page)

    def said(self, id: str) -> str:
        """The text of one of the single rows: header, timer, meta, prompt, label, keys, notice."""
        return f"{self.practice.query_one(f'#{id}', Static).content}"

    @property
    def notice(self) -> str:
        """What was just told, if it is still in sight."""
        return self.said("notice") if self.practice.query_one("#notice").display else ""

    async def write(self, text: str) -> None:
        """Put text at the editor's cursor, as typing does, in one go."""
        self.editor.insert(text)
        await self.settle()

    async def reveal(self, text: str = "") -> None:
        """Write, then look at the model answer."""
        if text:
            await self.write(text)
        await self.press("ctrl+j")

    async def resize(self, width: int, height: int) -> None:
        await self.pilot.resize_terminal(width, height)
        await self.settle()


@asynccontextmanager
async def at_desk(app: PracticeApp, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Desk]:
    """Run the app without a terminal."""
    async with app.run_test(size=size) as pilot:
        desk = Desk(app, pilot)
        await desk.settle()
        yield desk
