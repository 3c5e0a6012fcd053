"""The learner's settings: a flat YAML file in which every setting is optional."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from msgspec import Meta, Struct

from tpm_tui.core.cards.day import ROLLOVER_HOUR
from tpm_tui.core.cards.leitner import Miss, Rules
from tpm_tui.core.plan.budget import Caps
from tpm_tui.core.plan.days_off import DaysOff
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.retention import RetentionPolicy
from tpm_tui.storage.yaml_files.cache import load_yaml_cached

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

NONE_VALUES = ("", "none", "null", "~")
"""Values of `interview` that mean that there is none."""
Days = Annotated[int, Meta(ge=1, le=3650)]
Count = Annotated[int, Meta(ge=0, le=1000)]


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class DateSetting(Struct, frozen=True, forbid_unknown_fields=True):
    """An additional date; it applies to its topics, or to all topics if it lists none."""

    day: str
    name: str = ""
    topics: tuple[str, ...] = ()


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings with their defaults."""

    interview: str = "none"
    """The date of the interview, such as 2026-12-03, or none."""
    per_day: Annotated[int, Meta(ge=1, le=1000)] = 10
    """The number of answers per day in the plan."""
    minutes_per_day: Annotated[int, Meta(ge=0, le=1440)] = 0
    """Minutes per day instead of per_day, converted with the pace of your past answers; 0 means unset."""
    max_new: Annotated[int, Meta(ge=0, le=1000)] | None = None
    """The maximum number of new questions per day."""
    max_reviews: Annotated[int, Meta(ge=0, le=1000)] | None = None
    """The maximum number of reviews of seen questions per day."""
    days_off: tuple[str, ...] = ()
    """Days without a plan, as weekdays or dates: sun, 2026-12-25."""
    dates: tuple[DateSetting, ...] = ()
    """Additional dates, each {day: 2026-11-27, name: phone screen, topics: [program-delivery]}."""
    time_zone: str = "system"
    """The time zone of study days: Europe/Berlin, or system."""
    day_starts_at: Annotated[int, Meta(ge=0, le=23)] = ROLLOVER_HOUR
    """The hour at which a study day starts."""
    intervals: Annotated[tuple[Days, ...], Meta(min_length=1, max_length=12)] = (1, 2, 4, 8, 16)
    """Days until a card in box 1, 2, ... is due again."""
    miss: Miss = "first"
    """Where a missed card goes: first (box 1) or down-one (the box below)."""
    theme: str = "night"
    """The name of the theme; `tpm-tui themes list` lists them."""
    ascii: bool = False
    """Use only ASCII for symbols and lines."""
    mouse: bool = False
    """Enable mouse support; adds traffic on slow links and disables the text selection of the terminal."""
    confidence: bool = False
    """Ask how sure you are before the reveal; stats and report compare it with your grades."""
    backups: Annotated[tuple[Count, ...], Meta(min_length=3, max_length=3)] = (12, 10, 9)
    """How many automatic backups older than two days to keep: daily, weekly, monthly."""
    editor: str = ""
    """The command that opens the file of a question; $VISUAL or $EDITOR by default."""
    keymap: dict[str, str] = {}
    """Custom keys by action id, separated by commas; `tpm-tui keys` lists the ids."""

    @property
    def interview_date(self) -> date | None:
        """The date of the interview, if one is set."""
        return None if self.interview.lower() in NONE_VALUES else date.fromisoformat(self.interview)

    @property
    def caps(self) -> Caps:
        """The maximum of new questions and of reviews per day."""
        return Caps(self.max_new, self.max_reviews)

    @property
    def off(self) -> DaysOff:
        """Days without a plan."""
        names = [name.strip().lower() for name in self.days_off]
        weekdays = frozenset(WEEKDAYS.index(name[:3]) for name in names if name[:3] in WEEKDAYS)
        dates = frozenset(date.fromisoformat(name) for name in names if name[:3] not in WEEKDAYS)
        return DaysOff(weekdays, dates)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """The additional dates."""
        return tuple(
            Deadline(date.fromisoformat(each.day), frozenset(each.topics) or None, each.name)
            for each in self.dates
        )

    @property
    def zone(self) -> ZoneInfo | None:
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


class LoadedConfig(Struct, frozen=True):
    """The settings to use and the problems of the file; the defaults are used for an invalid file."""

    config: Config
    problems: tuple[Problem, ...] = ()
    places: dict[str, tuple[int, int]] = {}
    """Line and column of each setting in the file, by name: `theme` or `keymap.reveal`."""


def load_config(path: Path, cache: Path | None) -> LoadedConfig:
    """Load the settings file. A missing file means the defaults; a dangling link is a problem.

    Args:
        path: the settings file.
        cache: the folder for parsed files, or None.
    """
    try:
        os.lstat(path)
    except FileNotFoundError:
        return LoadedConfig(Config())
    except OSError:
        pass  # reading the file reports the cause
    loaded = load_yaml_cached(path, Config, cache)
    if loaded.value is None:
        return LoadedConfig(Config(), loaded.problems)
    problems = tuple(
        Problem(str(path), loaded.line_of(key), 1, message, hint)
        for key, message, hint in config_problems(loaded.value)
    )
    return LoadedConfig(Config() if problems else loaded.value, (*loaded.problems, *problems), loaded.lines)


def config_problems(config: Config) -> list[tuple[str, str, str]]:
    """Check what types alone cannot; return (setting, problem, remedy) for each problem."""
    problems: list[tuple[str, str, str]] = []
    try:
        config.interview_date  # noqa: B018  the property raises
    except ValueError:
        problems.append(("interview", f"invalid date {config.interview!r}", "write 2026-12-03, or none"))
    try:
        config.off  # noqa: B018
    except ValueError:
        problems.append(("days_off", "invalid day off", "write mon to sun, or a date: 2026-12-25"))
    try:
        config.deadlines  # noqa: B018
    except ValueError:
        problems.append(("dates", "invalid day of a date", "write day: 2026-12-03"))
    try:
        config.zone  # noqa: B018
    except (LookupError, ValueError, OSError):
        hint = "write a zone such as Europe/Berlin, or system"
        problems.append(("time_zone", f"unknown time zone {config.time_zone!r}", hint))
    if list(config.intervals) != sorted(config.intervals):
        problems.append(("intervals", "the intervals decrease", "write them in ascending order"))
    return problems
