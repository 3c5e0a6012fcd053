"""The learner's settings. Each is described once, by its field in `Config`.

`config show`, `config set`, `config schema`, the table in the documentation and the messages about wrong
values are generated from that description. So a setting is added here and where it is used; a test of
`config set` also needs a strategy for its values.
"""

# Without `from __future__ import annotations`: the descriptions are read from the evaluated annotations.

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

from msgspec import Meta, Struct

from tpm_tui.core.cards.day import ROLLOVER_HOUR
from tpm_tui.core.cards.leitner import INTERVALS, Miss, Rules
from tpm_tui.core.plan.budget import Caps, StudyTime
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.storage.files.retention import RetentionPolicy
from tpm_tui.storage.settings.about import (
    NONE_VALUES,
    WEEKDAYS,
    About,
    check_dates,
    check_days_off,
    check_intervals,
    check_interview,
    check_time_zone,
    weekday,
)

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

EDITOR_VARIABLES = ("VISUAL", "EDITOR")
DEFAULT_EDITOR = "vi"
DRIVER_VARIABLE = "TPM_TUI_DRIVER"

PLAN_GROUP = "Plan"
BOXES_GROUP = "Study days and boxes"
DISPLAY_GROUP = "Display"
PRACTICE_GROUP = "Practice"
FILES_GROUP = "Files and keys"

TopicsChoice = Literal["auto", "shown", "hidden"]
"""Whether the topics are beside the question."""

Days = Annotated[int, Meta(ge=1, le=3650)]
Limit = Annotated[int, Meta(ge=0, le=1000)]
DriverName = Literal["diff", "stock"]


class DateSetting(Struct, frozen=True, forbid_unknown_fields=True):
    """An additional date; it applies to its topics, or to all topics if it lists none."""

    day: str
    name: str = ""
    topics: tuple[str, ...] = ()


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings with their defaults and descriptions."""

    interview: Annotated[
        str,
        About(
            "The date of the interview, or none.",
            example="2026-12-03",
            hint="write 2026-12-03, or none",
            check=check_interview,
            group=PLAN_GROUP,
        ),
    ] = "none"
    per_day: Annotated[
        int,
        Meta(ge=1, le=1000),
        About("The number of answers per day in the plan.", example=8, group=PLAN_GROUP),
    ] = 10
    minutes_per_day: Annotated[
        int,
        Meta(ge=0, le=1440),
        About(
            "Minutes per day instead of per_day, filled by the times of your own answers; 0 means unset.",
            example=20,
            group=PLAN_GROUP,
        ),
    ] = 0
    max_new: Annotated[
        Limit | None,
        About("The maximum number of new questions per day, or none.", example=3, group=PLAN_GROUP),
    ] = None
    max_reviews: Annotated[
        Limit | None,
        About(
            "The maximum number of reviews of seen questions per day, or none.", example=20, group=PLAN_GROUP
        ),
    ] = None
    days_off: Annotated[
        tuple[str, ...],
        About(
            "Days without a plan: weekdays and dates.",
            example=["sun", "2026-12-25"],
            hint="write mon to sun, or a date: 2026-12-25",
            check=check_days_off,
            independent=True,
            group=PLAN_GROUP,
        ),
    ] = ()
    dates: Annotated[
        tuple[DateSetting, ...],
        About(
            "Additional dates, each with a day, and if you like a name and the topics it applies to.",
            example=[{"day": "2026-11-27", "name": "phone screen", "topics": ["program-delivery"]}],
            check=check_dates,
            independent=True,
            group=PLAN_GROUP,
        ),
    ] = ()
    time_zone: Annotated[
        str,
        About(
            "The time zone of study days, or system.",
            example="Europe/Berlin",
            hint="write a zone such as Europe/Berlin, or system",
            check=check_time_zone,
            group=BOXES_GROUP,
        ),
    ] = "system"
    day_starts_at: Annotated[
        int, Meta(ge=0, le=23), About("The hour at which a study day starts.", example=3, group=BOXES_GROUP)
    ] = ROLLOVER_HOUR
    intervals: Annotated[
        tuple[Days, ...],
        Meta(min_length=1, max_length=12),
        About(
            "Days until a card in box 1, 2, ... is due again.",
            example=[1, 3, 7, 14],
            hint="write days in ascending order, such as [1, 3, 7, 14]",
            check=check_intervals,
            group=BOXES_GROUP,
        ),
    ] = INTERVALS
    miss: Annotated[
        Miss,
        About(
            "Where a missed card goes: first (box 1) or down-one (the box below).",
            example="down-one",
            group=BOXES_GROUP,
        ),
    ] = "first"
    theme: Annotated[
        str,
        About(
            "The name of the theme; `tpm-tui themes list` lists them.", example="paper", group=DISPLAY_GROUP
        ),
    ] = "night"
    topics: Annotated[
        TopicsChoice,
        About(
            "The topics beside the question: auto (by the width), shown (from 110 columns), or hidden.",
            example="hidden",
            group=DISPLAY_GROUP,
        ),
    ] = "auto"
    ascii: Annotated[
        bool,
        About("Use only ASCII for symbols and lines.", example=True, group=DISPLAY_GROUP),
    ] = False
    mouse: Annotated[
        bool,
        About(
            "Enable mouse support. It adds traffic on slow links and disables the terminal's text selection.",
            example=True,
            group=DISPLAY_GROUP,
            restart=True,
        ),
    ] = False
    driver: Annotated[
        DriverName,
        About(
            "How the screen is sent: diff (only what changed), or stock (Textual's own driver).",
            example="stock",
            environment=(DRIVER_VARIABLE,),
            group=DISPLAY_GROUP,
            restart=True,
        ),
    ] = "diff"
    confidence: Annotated[
        bool,
        About(
            "Ask how sure you are before the reveal; stats and report compare it with your grades.",
            example=True,
            group=PRACTICE_GROUP,
        ),
    ] = False
    clock: Annotated[
        bool,
        About(
            "Show the time of an answer in practice and mock interviews; it is recorded in any case.",
            example=False,
            group=PRACTICE_GROUP,
        ),
    ] = True
    remarks: Annotated[
        bool,
        About(
            "Show remarks on the delivery of your answers, each with the sentence it rests on.",
            example=False,
            group=PRACTICE_GROUP,
        ),
    ] = True
    backups: Annotated[
        tuple[Limit, ...],
        Meta(min_length=3, max_length=3),
        About(
            "How many automatic backups older than two days to keep: daily, weekly, monthly.",
            example=[7, 4, 6],
            hint="write three numbers, such as [7, 4, 6]",
            group=FILES_GROUP,
        ),
    ] = (12, 10, 9)
    editor: Annotated[
        str,
        About(
            "The command that opens the file of a question; $VISUAL or $EDITOR by default.",
            example="emacs -nw",
            environment=EDITOR_VARIABLES,
            group=FILES_GROUP,
        ),
    ] = ""
    keymap: Annotated[
        dict[str, str],
        About(
            "Custom keys by action id, separated by commas; `tpm-tui keys` lists the ids.",
            example={"reveal": "ctrl+j,f4"},
            independent=True,
            group=FILES_GROUP,
        ),
    ] = {}

    @property
    def interview_date(self) -> date | None:
        """The date of the interview, if one is set."""
        return None if self.interview.lower() in NONE_VALUES else date.fromisoformat(self.interview)

    def plan_settings(self, time: StudyTime | None) -> PlanSettings:
        """Return the inputs of the plan besides progress.

        Args:
            time: the time per day and how long answers take; None to plan by the number of answers.
        """
        return PlanSettings(
            budget=time.answers if time else self.per_day,
            time=time,
            interview=self.interview_date,
            deadlines=self.deadlines,
            rules=self.rules,
            caps=self.caps,
            off=self.off,
        )

    @property
    def caps(self) -> Caps:
        """The maximum of new questions and of reviews per day."""
        return Caps(self.max_new, self.max_reviews)

    @property
    def off(self) -> DaysOff:
        """Days without a plan."""
        days = [day for name in self.days_off if (day := weekday(name)) in WEEKDAYS]
        dates = [name.strip() for name in self.days_off if weekday(name) not in WEEKDAYS]
        return DaysOff(frozenset(map(WEEKDAYS.index, days)), frozenset(map(date.fromisoformat, dates)))

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The additional dates."""
        return tuple(
            Deadline(date.fromisoformat(each.day), frozenset(each.topics) or None, each.name)
            for each in self.dates
        )

    @property
    def zone(self) -> "ZoneInfo | None":
        """The time zone of study days; None is the zone of the system."""
        if self.time_zone == "system":
            return None
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)

    @property
    def retention(self) -> RetentionPolicy:
        """How many old backups to keep."""
        return RetentionPolicy(*self.backups)

    @property
    def rules(self) -> Rules:
        """The rules of the boxes: intervals, and where a missed card goes."""
        return Rules(intervals=self.intervals, miss=self.miss)

    def find_editor(self, environ: Mapping[str, str]) -> str:
        """Return the command of the editor: the setting, or that of the environment, or vi."""
        found = (environ.get(name) for name in EDITOR_VARIABLES)
        return self.editor or next((command for command in found if command), DEFAULT_EDITOR)
