"""The plan page: today's questions with reasons, the days ahead, the forecasts, and the topics' readiness."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.plan.plan_report import PlanReport
from tpm_tui.core.plan.readiness import Light
from tpm_tui.exchange.plan.sentences import (
    AHEAD_ASSUMES,
    deadline_headline,
    deadline_warning,
    plan_advice,
    today_summary,
)
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

LIGHT_STYLES = {Light.GREEN: "$made", Light.AMBER: "$due", Light.RED: "$lost"}
LONGEST_BAR = 40


def plan_blocks(report: PlanReport, bank: Bank, glyphs: Glyphs) -> list[Block]:
    """Return the page from top to bottom."""
    blocks: list[Block] = []
    for forecast in report.forecasts:
        blocks.append(Block(line(deadline_headline(forecast, report.today)), gap=int(bool(blocks))))
        blocks += [Block(line(text, "$due")) for text in deadline_warning(forecast, bank)]
    blocks += [Block(line(text, "$dim")) for text in plan_advice(report)]
    blocks += _today(report, bank, glyphs)
    blocks += _ahead(report, glyphs)
    blocks.append(heading("topics", line("met, sticks, missed last, of all", "$dim")))
    for each in report.readiness:
        counts = f"{each.met:>3} ", (f"{each.ready:>3}", "bold"), f" {each.missed:>3}"
        right = join(*counts, (f" of {each.questions:<3}", "$dim"))
        word = join((f"{each.light.value:<10}", LIGHT_STYLES[each.light]))
        label = line(bank.topic_by_id[each.topic].label)
        blocks.append(Block(label, lead=Content("  "), right=Content("  ").join([right, word])))
    return blocks


def _today(report: PlanReport, bank: Bank, glyphs: Glyphs) -> list[Block]:
    blocks = [heading("today", line(today_summary(report), "$dim"))]
    for planned in report.planned:
        question = bank.by_id[planned.question]
        number = "" if question.number is None else str(question.number)
        text = join(line(question.label, "bold"), "  ", line(planned.reason, "$dim"))
        blocks.append(Block(text, lead=join((f"{number:>4} ", "$dim")), item=question.id))
    return blocks


def _ahead(report: PlanReport, glyphs: Glyphs) -> list[Block]:
    blocks = [
        heading(
            "days ahead",
            join((f"{glyphs.box_full} review", "$made"), "  ", (f"{glyphs.box_empty} new", "$accent")),
        ),
        Block(line(f"{AHEAD_ASSUMES.capitalize()}:", "$dim"), lead=Content("  ")),
    ]
    most = max((day.answers for day in report.ahead), default=0)
    digits = max((len(str(len(day.new))) for day in report.ahead), default=1)
    scale = max(1.0, most / LONGEST_BAR)
    for day in report.ahead:
        lead = join((f"  {day.day:%a} {day.day.day:>2} {day.day:%b}  ", "$dim"))
        if day.off:
            blocks.append(Block(line("off", "$dim"), lead=lead))
            continue
        counts = join(f"{len(day.reviews):>2} ", ("+", "$dim"), f" {len(day.new):>{digits}}  ")
        chart = join(
            (glyphs.box_full * round(len(day.reviews) / scale), "$made"),
            (glyphs.box_empty * round(len(day.new) / scale), "$accent"),
        )
        blocks.append(Block(counts + chart, lead=lead, cut=True))
    return blocks
