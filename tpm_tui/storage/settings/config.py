"""The learner's settings: one flat YAML file, every line of it optional."""

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
from tpm_tui.storage.yaml_files.cache import cached

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

NONE_WORDS = ("", "none", "null", "~")
Days = Annotated[int, Meta(ge=1, le=3650)]
Count = Annotated[int, Meta(ge=0, le=1000)]


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class DateSetting(Struct, frozen=True, forbid_unknown_fields=True):
    """A date ahead with topics of its own; without topics it is for all."""

    day: str
    name: str = ""
    topics: tuple[str, ...] = ()


class Config(Struct, frozen=True, forbid_unknown_fields=True):
    """All settings with their defaults. The docstrings are the documentation that `config show` prints."""

    interview: str = "none"
    """The date of the interview, 2026-12-03, or none."""
    per_day: Annotated[int, Meta(ge=1, le=1000)] = 10
    """Answers a day that the plan may ask for."""
    minutes_per_day: Annotated[int, Meta(ge=0, le=1440)] = 0
    """Minutes a day in place of per_day; how many answers they hold is learnt from yours. 0 is none."""
    max_new: Annotated[int, Meta(ge=0, le=1000)] | None = None
    """The most new questions a day."""
    max_reviews: Annotated[int, Meta(ge=0, le=1000)] | None = None
    """The most questions a day that are asked again."""
    days_off: tuple[str, ...] = ()
    """Days on which nothing is planned: sun, 2026-12-25."""
    dates: tuple[DateSetting, ...] = ()
    """Further dates, each {day: 2026-11-27, name: phone screen, topics: [program-delivery]}."""
    time_zone: str = "system"
    """Where the day is counted: Europe/Berlin, or system."""
    day_starts_at: Annotated[int, Meta(ge=0, le=23)] = ROLLOVER_HOUR
    """The hour at which a study day begins."""
    intervals: Annotated[tuple[Days, ...], Meta(min_length=1, max_length=12)] = (1, 2, 4, 8, 16)
    """Days until a card of box 1, 2, ... comes back."""
    miss: Miss = "first"
    """Where a missed card goes: first (box 1) or down-one."""
    theme: str = "night"
    """The theme's name; `tpm-tui themes list` has them."""
    ascii: bool = False
    """Use plain ASCII marks and lines."""
    mouse: bool = False
    """Let the terminal report the mouse; costs traffic on slow links and the terminal's own selection."""
    confidence: bool = False
    """Ask how sure you are before the reveal; stats and report hold it against your grades."""
    backups: Annotated[tuple[Count, ...], Meta(min_length=3, max_length=3)] = (12, 10, 9)
    """How many automatic backups older than two days are kept: one a day, one a week, one a month."""
    editor: str = ""
    """The command that opens a question's file; by default $VISUAL or $EDITOR."""
    keymap: dict[str, str] = {}
    """Own keys by action id, several divided by commas; `tpm-tui keys` has the ids."""

    @property
    def interview_date(self) -> date | None:
        """The interview's date, if one is set."""
        return None if self.interview.lower() in NONE_WORDS else date.fromisoformat(self.interview)

    @property
    def caps(self) -> Caps:
        """The most a day may hold of each kind."""
        return Caps(self.max_new, self.max_reviews)

    @property
    def off(self) -> DaysOff:
        """Days on which nothing is planned."""
        names = [name.strip().lower() for name in self.days_off]
        weekdays = frozenset(WEEKDAYS.index(name[:3]) for name in names if name[:3] in WEEKDAYS)
        dates = frozenset(date.fromisoformat(name) for name in names if name[:3] not in WEEKDAYS)
        return DaysOff(weekdays, dates)

    @property
    def deadlines(self) -> tuple[Deadline, ...]:
        """Further dates ahead."""
        return tuple(
            Deadline(date.fromisoformat(each.day), frozenset(each.topics) or None, each.name)
            for each in self.dates
        )

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone to count days in; None is the system's."""
        if self.time_zone == "system":
            return None
        from zoneinfo import ZoneInfo

        return ZoneInfo(self.time_zone)

    @property
    def keep(self) -> RetentionPolicy:
        """How many old backups are kept."""
        return RetentionPolicy(*self.backups)

    @property
    def rules(self) -> Rules:
        """The boxes as configured."""
        return Rules(intervals=self.intervals, miss=self.miss)


class LoadedConfig(Struct, frozen=True):
    """Usable settings, and what was wrong with the file; the defaults stand in for a bad file."""

    config: Config
    problems: tuple[Problem, ...] = ()
    places: dict[str, tuple[int, int]] = {}
    """Line and column of each setting that the file has, `theme` or `keymap.reveal`."""


def load_config(path: Path, cache: Path | None) -> LoadedConfig:
    """The settings of a file; a missing file is no settings, not a fault. A link to nothing is one."""
    try:
        os.lstat(path)
    except FileNotFoundError:
        return LoadedConfig(Config())
    except OSError:
        pass  # reading it tells why
    loaded = cached(path, Config, cache)
    if loaded.value is None:
        return LoadedConfig(Config(), loaded.problems)
    faults = tuple(
        Problem(str(path), loaded.line_of(key), 1, message, hint)
        for key, message, hint in config_problems(loaded.value)
    )
    return LoadedConfig(Config() if faults else loaded.value, (*loaded.problems, *faults), loaded.lines)


def config_problems(config: Config) -> list[tuple[str, str, str]]:
    """What types alone cannot check, as (key, what is wrong, how to mend it)."""
    faults: list[tuple[str, str, str]] = []
    try:
        config.interview_date  # noqa: B018  the property raises
    except ValueError:
        faults.append(("interview", f"{config.interview!r} is no date", "write 2026-12-03, or none"))
    try:
        config.off  # noqa: B018
    except ValueError:
        faults.append(("days_off", "a day off is no day", "write mon to sun, or a date: 2026-12-25"))
    try:
        config.deadlines  # noqa: B018
    except ValueError:
        faults.append(("dates", "a date's day is no day", "write day: 2026-12-03"))
    try:
        config.zone  # noqa: B018
    except (LookupError, ValueError, OSError):
        hint = "write a zone such as Europe/Berlin, or system"
        faults.append(("time_zone", f"there is no time zone {config.time_zone!r}", hint))
    if list(config.intervals) != sorted(config.intervals):
        faults.append(("intervals", "the intervals do not grow", "write them from short to long"))
    return faults
