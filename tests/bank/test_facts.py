"""Content checks of the facts, and of what items say about the company."""

from __future__ import annotations

import re

import pytest
import yaml

from tests.bank.items import BANK, cited_facts, facts, fields, item_name, model_text, questions
from tpm_tui.core.bank.question import Question

pytestmark = pytest.mark.content

each_item = pytest.mark.parametrize("item", questions(), ids=item_name)

SYSTEMS: dict[str, tuple[str, ...]] = {
    r"Kayenta": ("DEL-3",),
    r"Spinnaker": ("DEL-3", "DEL-4", "RES-1"),
    r"Zuul": ("RES-9", "RES-11", "SEC-1"),
    r"Hystrix": ("RES-7",),
    r"Eureka|Ribbon": ("RES-8",),
    r"Chaos Monkey": ("RES-1", "RES-2"),
    r"Simian Army|Swabbie": ("RES-2",),
    r"Chaos Kong|Nimble": ("RES-4",),
    r"FIT|ChAP": ("RES-3",),
    r"EVCache": ("RES-17", "DAT-5"),
    r"Titus": ("SCA-3",),
    r"Conductor": ("SCA-4", "DAT-3"),
    r"DGS": ("SCA-5",),
    r"Open Connect": ("STR-1", "STR-2", "STR-3", "STR-4", "SCA-1"),
    r"VMAF": ("STR-5", "STR-6"),
    r"Dynamic Optimizer": ("STR-5",),
    r"Keystone|Data Mesh": ("DAT-1",),
    r"Iceberg": ("DAT-2",),
    r"Maestro": ("DAT-3",),
    r"Metaflow": ("DAT-4",),
    r"Data Gateway": ("DAT-5",),
    r"Atlas|Telltale|Edgar|Mantis": ("OPS-5",),
    r"CORE|OOPS": ("OPS-1", "OPS-2"),
    r"ABlaze": ("EXP-1",),
    r"ConsoleMe": ("SEC-2",),
    r"RepoKid|BLESS|Security Monkey|Lemur": ("SEC-3",),
    r"Wall-E": ("SEC-1",),
    r"Qwikster": ("CUL-8",),
}
"""Names of company systems, and the facts of which an item that uses the name must cite one."""

HEARSAY = frozenset({"CUL-11", "DEL-4", "OPS-6", "SCA-8"})
"""Facts about the company for which no primary text was found."""


def test_fact_ids_are_unique_and_well_formed() -> None:
    raw = yaml.load((BANK / "facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    ids = [fact["id"] for fact in raw["facts"]]
    assert raw["version"] == 1
    assert len(ids) == len(set(ids)), "duplicate fact id"
    assert all(re.fullmatch(r"[A-Z]{3}-[1-9]\d*", fact) for fact in ids)


def test_each_fact_has_text_and_source() -> None:
    bare = [fact.id for fact in facts().values() if len(fact.text) < 30 or not fact.source]
    assert not bare, f"no text or no source: {bare}"


def test_dates_of_facts_are_valid() -> None:
    known = facts().values()
    wrong = [fact.id for fact in known if not re.fullmatch(r"(20\d\d-\d\d-\d\d)?", fact.review_by)]
    wrong += [fact.id for fact in known if fact.year and not re.search(r"(19|20)\d\d", fact.year)]
    assert not wrong


def test_facts_named_in_these_checks_exist() -> None:
    named = {fact for ids in SYSTEMS.values() for fact in ids} | HEARSAY
    assert named <= set(facts())


@each_item
def test_company_systems_cite_their_fact(item: Question) -> None:
    text = " ".join(text for _, text in fields(item))
    bare = [
        f"{found.group(0)}: cite one of {', '.join(ids)}"
        for names, ids in SYSTEMS.items()
        if (found := re.search(rf"\b(?:{names})\b", text)) and not cited_facts(item) & set(ids)
    ]
    assert not bare, "\n".join(bare)


@each_item
def test_hearsay_is_worded_as_hearsay(item: Question) -> None:
    used = sorted(cited_facts(item) & HEARSAY)
    spoken = r"\breported|\bsaid\b|\baccording to|\bwrote\b|\bdescribed\b|\bby an? .*\bpost\b"
    worded = any(
        re.search(spoken, text.lower())
        for place, text in fields(item)
        if "Netflix" in text or place == "netflix_lens.shows"
    )
    assert not used or worded, f"{used} have no primary text: word them as reported or said"


@each_item
def test_model_answer_claims_no_work_at_the_company(item: Question) -> None:
    text = model_text(item)
    count = text.count("Netflix")
    assert count <= 1, f"Netflix is named {count} times in the model answer, at most once"
    assert not count or cited_facts(item), "Netflix is named and no fact is cited"
    inside = re.search(r"\b([Aa]t|[Ff]or|[Jj]oined) Netflix,? (I|we)\b", text)
    assert not inside, "a candidate is not an employee"


@each_item
def test_no_claim_about_the_company_today(item: Question) -> None:
    verbs = "uses|runs|has|does|deploys|operates|ships|relies|employs|requires"
    present = rf"\bNetflix (today |now |currently )?({verbs})\b"
    claims = [
        f"{place}: {text}"
        for place, text in fields(item)
        if re.search(present, text) and not place.startswith(("weak_signs", "netflix_lens.avoid"))
    ]
    assert not claims, "say what a public text said, with its year:\n" + "\n".join(claims)


@each_item
def test_company_figures_have_a_year(item: Question) -> None:
    bare = [
        f"{place}: {text}"
        for place, text in fields(item)
        if "Netflix" in text
        and re.search(r"\d", text)
        and not re.search(r"\b(19|20)\d\d\b", text)
        and not place.startswith(("weak_signs", "netflix_lens.avoid"))
    ]
    assert not bare, "a figure about Netflix without a year:\n" + "\n".join(bare)
