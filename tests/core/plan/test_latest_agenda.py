"""The latest agenda is kept until something changes that it depends on."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from tests.core.strategies import TODAY
from tpm_tui.core.cards.card import Card
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.latest_agenda import LatestAgenda
from tpm_tui.core.plan.settings import PlanSettings

QUESTIONS = {"late-program": "delivery", "conflict": "people"}
CARDS = {"conflict": Card("conflict", suspended=True)}
SETTINGS = PlanSettings()
ARGUMENTS = (QUESTIONS, CARDS, TODAY, SETTINGS)


def test_agenda_is_kept_for_the_same_arguments() -> None:
    latest = LatestAgenda()
    agenda = latest.build(*ARGUMENTS)
    assert agenda == build_agenda(*ARGUMENTS)
    assert latest.build(QUESTIONS, CARDS, TODAY, replace(SETTINGS)) is agenda


@pytest.mark.parametrize(
    "changed",
    [
        ({"conflict": "people"}, CARDS, TODAY, SETTINGS),
        (QUESTIONS, {}, TODAY, SETTINGS),
        (QUESTIONS, CARDS, TODAY + timedelta(1), SETTINGS),
        (QUESTIONS, CARDS, TODAY, replace(SETTINGS, interview=TODAY)),
    ],
    ids=["questions", "cards", "day", "settings"],
)
def test_agenda_is_built_again_after_a_change(changed: tuple[object, ...]) -> None:
    latest = LatestAgenda()
    latest.build(*ARGUMENTS)
    assert latest.build(*changed) == build_agenda(*changed)  # type: ignore[arg-type]
