"""Everything that a command needs, opened: paths, settings, bank, progress, clock."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import study_day
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.budget import RECENT, daily_budget
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.files.clock import Clock, find_clock
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.paths import Paths, find_paths
from tpm_tui.storage.progress.store import Store
from tpm_tui.storage.settings.config import Config, LoadedConfig, load_config

if TYPE_CHECKING:
    from tpm_tui.core.bank.facts import Fact
    from tpm_tui.core.bank.study_set import StudySet


class Workspace:
    """What is opened is opened when it is first asked for, so that a command pays for what it uses."""

    def __init__(self, paths: Paths, banks: Sequence[Path], clock: Clock) -> None:
        """
        Args:
            paths: where files live.
            banks: bank files and folders; none means the shipped bank and the learner's own.
            clock: tells the time.
        """
        self.paths = paths
        self.clock = clock
        self._banks = tuple(banks)
        self._budgets: dict[date, int] = {}
        """Answers that a study day's minutes hold; only the latest day's."""

    @classmethod
    def find(
        cls,
        environ: Mapping[str, str],
        *,
        data: Path | None = None,
        config: Path | None = None,
        banks: Sequence[Path] = (),
    ) -> Workspace:
        """The workspace for an environment; what the command line says wins.

        Raises:
            BadTime: `TPM_TUI_NOW` does not hold a time.
        """
        named = environ.get("TPM_TUI_BANK", "")
        return cls(
            find_paths(environ, data=data, config=config),
            banks or [Path(part).expanduser() for part in named.split(":") if part],
            find_clock(environ),
        )

    @cached_property
    def loaded_config(self) -> LoadedConfig:
        """The settings, with what was wrong with them."""
        return load_config(self.paths.config, self.paths.cache)

    @property
    def config(self) -> Config:
        """The settings in force."""
        return self.loaded_config.config

    @property
    def rules(self) -> Rules:
        """The boxes as configured."""
        return self.config.rules

    @property
    def bank_paths(self) -> tuple[Path, ...]:
        """The files and folders that questions come from."""
        if self._banks:
            return self._banks
        own = self.paths.banks
        return (shipped_bank(), own) if os.path.lexists(own) else (shipped_bank(),)

    @cached_property
    def loaded_bank(self) -> LoadedBank:
        """The bank, with the place of each question and what was wrong."""
        return self.restore_ids_by_wording(load_bank(self.bank_paths, self.paths.cache))

    def restore_ids_by_wording(self, loaded: LoadedBank) -> LoadedBank:
        """A bank whose questions without an id are known by their wording, if they were answered before."""
        if not loaded.without_id:
            return loaded
        from tpm_tui.practice.id_recovery import restore_ids_by_wording

        try:
            return restore_ids_by_wording(loaded, self.store)
        except DataFolderError:
            return loaded  # whoever needs the progress is told so

    @property
    def bank(self) -> Bank:
        """The questions that can be practised."""
        return self.loaded_bank.bank

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts that questions cite, by id."""
        from tpm_tui.storage.bank.facts import load_facts

        return load_facts(self.bank_paths, self.paths.cache).facts

    @cached_property
    def study_sets(self) -> dict[str, StudySet]:
        """The study sets that lie beside the questions, by id."""
        from tpm_tui.storage.bank.study_sets import load_study_sets

        return load_study_sets(self.bank_paths, self.paths.cache).sets

    def read_bank_again(self) -> None:
        """After a file was edited."""
        for name in ("loaded_bank", "facts", "study_sets"):
            self.__dict__.pop(name, None)

    def read_config_again(self) -> None:
        """After a setting was changed."""
        self.__dict__.pop("loaded_config", None)
        self._budgets = {}

    @cached_property
    def store(self) -> Store:
        """The learner's progress.

        Raises:
            DataFolderError: the data folder cannot be used.
        """
        return Store.open(self.paths.data, self.rules)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is wrong with settings, bank and progress, as far as they were opened."""
        opened = self.__dict__
        loaded = [opened[name] for name in ("loaded_config", "loaded_bank") if name in opened]
        problems = (str(problem) for each in loaded for problem in each.problems)
        return (*problems, *(self.store.notices if "store" in opened else ()))

    def now(self) -> datetime:
        """The time, with its zone."""
        return self.clock()

    def today(self) -> date:
        """The present study day."""
        return study_day(self.now(), self.zone, self.config.day_starts_at)

    @property
    def zone(self) -> tzinfo:
        """The zone that days are counted and times are told in."""
        zone = self.config.zone or self.now().tzinfo
        assert zone is not None, "the clock gives times with a zone"
        return zone

    @property
    def plan_settings(self) -> PlanSettings:
        """What the plan depends on besides progress: pace, dates, boxes, caps, days off."""
        config = self.config
        return PlanSettings(
            budget=self._budget(),
            interview=config.interview_date,
            deadlines=config.deadlines,
            rules=config.rules,
            caps=config.caps,
            off=config.off,
        )

    def _budget(self) -> int:
        """Answers a day; where minutes are set, made from the time that answers took until yesterday."""
        minutes, today = self.config.minutes_per_day, self.today()
        if not minutes:
            return self.config.per_day
        if self._budgets.get(today) is None:
            self._budgets = {today: daily_budget(minutes, self.store.reviews_before(today, RECENT), today)}
        return self._budgets[today]

    def agenda(self) -> Agenda:
        """What today holds: the one answer that all counts and queues are made from."""
        return self.plan_settings.agenda(self.bank.topics_in_order, self.store.cards, self.today())

    def card(self, question: Question) -> Card:
        """The question's progress."""
        return self.store.cards.get(question.id) or Card(question.id)

    def new_id(self) -> str:
        """A random id for an entry of the history."""
        return os.urandom(8).hex()
