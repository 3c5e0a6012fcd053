"""Everything that a command needs: paths, settings, bank, progress, clock."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.day import study_day
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.budget import AnswerTimes, StudyTime
from tpm_tui.core.plan.latest_agenda import LatestAgenda
from tpm_tui.core.plan.minutes import REVIEWS_NEEDED, estimate_answer_times
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.files.clock import Clock, find_clock
from tpm_tui.storage.files.paths import Paths, find_paths
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import Store
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.load import LoadedConfig, load_config

if TYPE_CHECKING:
    from tpm_tui.core.bank.bank import Bank
    from tpm_tui.core.bank.facts import Fact
    from tpm_tui.core.bank.question import Question
    from tpm_tui.core.bank.study_set import StudySet
    from tpm_tui.core.search.index import SearchIndex
    from tpm_tui.storage.bank.index.outline import Outline
    from tpm_tui.storage.bank.loader import LoadedBank


class Workspace:
    """Paths, settings, bank, progress and clock, each loaded on first use."""

    def __init__(self, paths: Paths, banks: Sequence[Path], clock: Clock) -> None:
        """
        Args:
            paths: the locations of all files.
            banks: bank files and folders; if empty, the shipped bank and the learner's own.
            clock: returns the current time with its time zone.
        """
        self.paths, self.clock = paths, clock
        self._banks = tuple(banks)
        self._latest_agenda = LatestAgenda()
        self._times: dict[date, AnswerTimes] = {}
        """How long answers took before a study day; holds the latest day only."""
        self.last_report: Path | None = None
        """The newest report that this process has written."""

    @classmethod
    def find(
        cls,
        environ: Mapping[str, str],
        *,
        data: Path | None = None,
        config: Path | None = None,
        banks: Sequence[Path] = (),
    ) -> Workspace:
        """Return the workspace for an environment. Command line options override environment variables.

        Raises:
            TimeFormatError: `TPM_TUI_NOW` is not a valid time.
        """
        named = [Path(part).expanduser() for part in environ.get("TPM_TUI_BANK", "").split(":") if part]
        return cls(find_paths(environ, data=data, config=config), banks or named, find_clock(environ))

    @cached_property
    def loaded_config(self) -> LoadedConfig:
        """The settings, with the problems found in them."""
        return load_config(self.paths.config, self.paths.cache)

    @property
    def config(self) -> Config:
        """The effective settings."""
        return self.loaded_config.config

    @property
    def rules(self) -> Rules:
        """The configured boxes and intervals."""
        return self.config.rules

    @property
    def bank_paths(self) -> tuple[Path, ...]:
        """The files and folders that questions come from."""
        own = self.paths.banks
        return self._banks or ((shipped_bank(), own) if os.path.lexists(own) else (shipped_bank(),))

    @property
    def has_named_banks(self) -> bool:
        """Whether the files and folders of the bank were named, so that the learner's own is not loaded."""
        return bool(self._banks)

    @cached_property
    def loaded_bank(self) -> LoadedBank:
        """The bank, with the file position of each question and the problems found."""
        from tpm_tui.storage.bank.index.indexed_bank import load_indexed_bank

        return self.restore_ids_by_wording(load_indexed_bank(self.bank_paths, self.paths.cache))

    def restore_ids_by_wording(self, loaded: LoadedBank) -> LoadedBank:
        """Return the bank with the old ids of questions that lost theirs, matched by wording."""
        if not loaded.without_id:
            return loaded
        from tpm_tui.practice.id_recovery import restore_ids_by_wording

        return restore_ids_by_wording(loaded, lambda: self.store)

    @property
    def bank(self) -> Bank:
        """The questions that can be practised."""
        return self.loaded_bank.bank

    @cached_property
    def outline(self) -> Outline:
        """Topic id by question id, as of the bank; loads the questions only if the outline is not cached."""
        if "loaded_bank" in self.__dict__:
            return self.bank.topic_by_question
        from tpm_tui.storage.bank.index.outline import load_outline

        return load_outline(self.bank_paths, self.paths.cache, lambda: self.loaded_bank)

    @cached_property
    def facts(self) -> dict[str, Fact]:
        """The facts that questions cite, by id; any bank can cite the shipped ones."""
        from tpm_tui.storage.bank.facts import load_facts

        return load_facts((*self.bank_paths, shipped_bank()), self.paths.cache).facts

    @cached_property
    def study_sets(self) -> dict[str, StudySet]:
        """The study sets of the bank folders, by id."""
        from tpm_tui.storage.bank.study_sets import load_study_sets

        return load_study_sets(self.bank_paths, self.paths.cache).sets

    @cached_property
    def search_index(self) -> SearchIndex:
        """The texts of the bank, folded for search on first use."""
        from tpm_tui.core.search.index import SearchIndex

        return SearchIndex(self.bank, self.facts)

    def reload_bank(self) -> None:
        """Drop the loaded bank and what depends on it, so that it is read again after an edit."""
        for name in ("loaded_bank", "outline", "facts", "study_sets", "search_index"):
            self.__dict__.pop(name, None)

    def reload_config(self) -> None:
        """Drop the loaded settings, so that they are read again after a change."""
        self.__dict__.pop("loaded_config", None)

    def reload_progress(self) -> None:
        """Drop the loaded progress, so that it is read again after it was erased."""
        self._times = {}
        self.__dict__.pop("store", None)

    @cached_property
    def store(self) -> Store:
        """The learner's progress.

        Raises:
            DataFolderError: the data folder cannot be used.
        """
        return Store.open(self.paths.data, self.rules)

    def save_recomputed_boxes(self) -> None:
        """Write the boxes if the store was opened and had to recompute them, so that it happens only once."""
        if "store" in self.__dict__:
            self.store.save_recomputed_boxes()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The problems of settings, bank and progress, as far as these are loaded."""
        opened, named = self.__dict__, ("loaded_config", "loaded_bank")
        problems = [problem for name in named if name in opened for problem in opened[name].problems]
        if "loaded_config" in opened and ("loaded_bank" in opened or "outline" in opened):
            problems += self.unknown_date_topics()
        return (*problems, *(self.store.notices if "store" in opened else ()))

    def unknown_date_topics(self) -> tuple[Problem, ...]:
        """Return a warning for each topic of a date in the settings that is not in the bank."""
        if not self.config.dates:
            return ()  # without loading the bank
        from tpm_tui.storage.settings.date_topics import unknown_date_topics

        loaded = self.__dict__.get("loaded_bank")
        topics = loaded.bank.topic_by_id if loaded else dict.fromkeys(self.outline.values())
        return unknown_date_topics(self.loaded_config, self.paths.config, topics)

    def now(self) -> datetime:
        """Return the current time with its time zone."""
        return self.clock()

    def today(self) -> date:
        """Return the current study day."""
        return study_day(self.now(), self.zone, self.config.day_starts_at)

    @property
    def zone(self) -> tzinfo:
        """The time zone of study days and printed times."""
        zone = self.config.zone or self.now().tzinfo
        assert zone is not None, "the clock gives times with a zone"
        return zone

    @property
    def plan_settings(self) -> PlanSettings:
        """The inputs of the plan besides progress: pace, dates, boxes, caps, days off."""
        minutes = self.config.minutes_per_day
        return self.config.plan_settings(StudyTime(minutes, self.answer_times()) if minutes else None)

    def answer_times(self) -> AnswerTimes:
        """Return how long new and repeated answers took the learner until yesterday."""
        today = self.today()
        if today not in self._times:
            reviews = self.store.reviews_before(today, REVIEWS_NEEDED)
            self._times = {today: estimate_answer_times(reviews, today)}
        return self._times[today]

    def agenda(self, *, load_bank: bool = True) -> Agenda:
        """Return today's agenda; without `load_bank`, load no questions if their topics are cached."""
        questions = self.bank.topic_by_question if load_bank else self.outline
        return self._latest_agenda.build(questions, self.store.cards, self.today(), self.plan_settings)

    def card(self, question: Question) -> Card:
        """Return the question's progress."""
        return self.store.cards.get(question.id) or Card(question.id)

    def new_id(self) -> str:
        """Return a random id for a history entry."""
        return os.urandom(8).hex()
