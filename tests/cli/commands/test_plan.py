"""The plan command: its output and its options."""

from __future__ import annotations

from tests.cli.conftest import Tpm


def test_interview_and_pace_options_change_the_plan(tpm: Tpm) -> None:
    before = tpm("plan", "--json").json()
    assert (before["interview"], before["budget"]) == (None, 10)
    after = tpm("plan", "--interview", "2026-11-23", "--per-day", "1", "--json").json()
    assert (after["interview"], after["budget"]) == ("2026-11-23", 1)
    forecasts = after["forecasts"]
    assert isinstance(forecasts, list)
    forecast = forecasts[0]
    assert (forecast["will_meet"], forecast["total"]) == (1, 2)
    assert forecast["line"] == (
        "1 left today: you will see 1 of 2. Reorder your topics, drop some, or answer more questions a day."
    )
    assert tpm("plan", "--interview", "none", "--json").json()["interview"] is None


def test_interview_may_be_typed_in_words(tpm: Tpm) -> None:
    assert tpm("plan", "--interview", "in 2 weeks", "--json").json()["interview"] == "2026-12-06"
    assert tpm.config.read_text("utf-8") == 'interview: "2026-12-06"\n'
    assert tpm("config", "set", "interview", "9 dec").out == "interview: Wed 9 December 2026\n"
    assert tpm("config", "set", "days_off", "sun, 25 dec").out == "days_off: sun, 2026-12-25\n"
    assert tpm("config", "set", "interview", "none").out == "interview: none\n"


def test_past_interview_is_refused_with_the_reason(tpm: Tpm) -> None:
    for args in (["plan", "--interview", "2025-12-03"], ["config", "set", "interview", "2025-12-03"]):
        result = tpm(*args)
        assert (result.code, result.out) == (2, "")
        assert "2025-12-03 is past" in result.err
    assert not tpm.config.exists()


def test_plan_due_and_practice_agree(tpm: Tpm) -> None:
    tpm("plan", "--per-day", "1")
    planned = tpm("plan", "--json").json()["plan"]
    assert isinstance(planned, list)
    assert [each["question"] for each in planned] == ["late-program-recovery"]
    assert tpm("due", "--short").out == "0 1\n"
    out = tpm("practice", "--plain", given=".\n3\n.\n3\n").out
    assert out.count("graded ") == 1


def test_plan_text_has_all_parts(tpm: Tpm) -> None:
    out = " ".join(tpm("plan", "--interview", "2026-12-03").out.split())
    assert out.startswith(
        "Interview in 11 days, Thursday, 3 December 2026. 10 a day x 10 days + 2 left today, about 8 answers:"
    )
    for part in ("new: 1 of 2 today", "Days ahead", "Thu 3 Dec", "Rescue 0/2 0/2 0 not yet"):
        assert part in out


def test_changed_plan_moves_no_box(tpm: Tpm) -> None:
    tpm("practice", "--plain", "--question", "7", given=".\n3\n")
    before = tpm("bank", "list", "--json").out
    tpm("plan", "--interview", "2026-11-25", "--per-day", "3")
    assert tpm("bank", "list", "--json").out == before


def test_minutes_option_sets_budget(tpm: Tpm) -> None:
    timed = tpm("plan", "--minutes", "20", "--json").json()
    assert (timed["budget"], timed["minutes"]) == (6, 20)
    assert timed["seconds"] == {"new": 240, "repeated": 120}
    counted = tpm("plan", "--minutes", "0", "--json").json()
    assert (counted["budget"], counted["minutes"]) == (10, None)


def test_plan_recommends_minutes_for_the_date(tpm: Tpm) -> None:
    args = "plan", "--interview", "2026-11-23", "--minutes", "3"
    out = " ".join(tpm(*args).out.split())
    assert "1 answer left today: you will see 1 of 2." in out
    assert "About 8 min a day are enough to see all in time: a new answer takes about 4:00" in out
    assert tpm(*args, "--json").json()["minutes_needed"] == 8
    enough = " ".join(tpm("plan", "--minutes", "8").out.split())
    assert "2 answers left today: you will see all 2." in enough


def test_limits_days_off_and_dates_come_from_settings(tpm: Tpm) -> None:
    tpm.config.write_text("max_new: 1\ndays_off: [mon, 2026-11-25]\n", "utf-8")
    days = tpm("plan", "--json").json()["ahead"]
    assert isinstance(days, list)
    assert [day["new"] for day in days[:4]] == [1, 0, 1, 0]
    assert [day["off"] for day in days[:4]] == [False, True, False, True]
    tpm.config.write_text("dates: [{day: 2026-11-27, name: phone screen, topics: [rescue]}]\n", "utf-8")
    assert tpm("plan").out.startswith("Phone screen in 5 days")


def test_invalid_plan_values_exit_2(tpm: Tpm) -> None:
    for args in (["--interview", "soon"], ["--interview", ""], ["--per-day", "0"], ["--minutes", "-3"]):
        assert tpm("plan", *args).code == 2
    tpm.config.write_text("days_off: [someday]\n", "utf-8")
    assert "write mon to sun" in tpm("config", "show").err


def test_per_day_without_effect_is_reported(tpm: Tpm) -> None:
    assert tpm("plan", "--minutes", "20", "--per-day", "4").err == (
        "tpm-tui: minutes_per_day: 20 is in force, so per_day is not used; "
        "to plan by answers per day, run: tpm-tui plan --minutes 0\n"
    )
    result = tpm("plan", "--per-day", "5", "--json")
    assert (result.json()["budget"], result.code) == (6, 0)
    assert "minutes_per_day: 20 is in force" in result.err
    assert "minutes_per_day: 20 is in force" in tpm("config", "set", "per_day", "4").err
    assert tpm("plan", "--minutes", "0", "--per-day", "5").err == ""
    assert tpm("plan", "--per-day", "3").err == ""
