"""Word lists of the gates: the terms of each question, worlds, spellings, and phrases to avoid."""

from __future__ import annotations

import re

_TERMS = """
1: milestone; risk register; cutover | cut over
2: stakeholder map | map of stakeholders | map the stakeholders; RACI | DRI; escalation | escalate
3: trade-off; proof of concept | POC; decision record | ADR
4: critical path; burn-up; change control; contingency
5: tech debt | technical debt; backlog; interest
6: prototype; experiment; MVP | minimum viable product
7: re-forecast; scope cut | cut scope | cut the scope; critical path
8: status update; single source of truth; escalation | escalate
9: headcount; capacity model; skill matrix | skills matrix
10: threat model; penetration test | pen test; privacy review; audit
11: load balance; autoscale | auto scale; cache; CDN; shard; stateless
12: roadmap; business case; refactor
13: hypothesis | hypotheses; sample size; confidence interval; guardrail; A/B test
14: dependency; API contract; interlock; RAID log
15: p95 | p99; profile; CDN; cache; query
16: RTO | recovery time objective; RPO | recovery point objective; failover | fail over; backup | back up;
    runbook
17: feature flag; canary; dual write; rollback | roll back
18: KPI; dashboard; leading indicator
19: prioritization framework | framework for prioritization; OKR; escalation | escalate
20: WCAG; screen reader; caption; contrast
21: strangler; regression test; technical debt | tech debt
22: demand forecast | forecast demand | forecast of demand; headroom; autoscale | auto scale; load test
23: encryption | encrypt; at rest; in transit; KMS | key management; IAM; least privilege;
    MFA | multi-factor authentication
24: feature store; shadow deployment | shadow deploy | shadow mode; drift; retrain
25: latency budget; edge; TLS handshake; connection reuse | reuse connection | reuse the connection;
    tail latency
26: SLO; error budget; canary; rollback | roll back
27: adaptive bitrate; ladder; buffer; ISP; CDN
28: profile; cold start; rank; exploration | explore
29: device certification | certify device | certify the device; DRM; Widevine | PlayReady | FairPlay;
    telemetry
30: codec; AV1 | HEVC; per-title; VMAF; storage tier | tiered storage
31: microservice; Kubernetes | k8s | container; service discovery; circuit breaker; autoscale | auto scale
32: timeout | time out; retry; backoff | back off; idempotency | idempotent; bulkhead;
    graceful degradation | degrade gracefully
33: schema evolution | evolve the schema | evolve schema;
    backward compatible | backwards compatible | backward compatibility; version; event source
34: CI/CD; trunk-based; lead time; DORA
35: localization | localize; internationalization | internationalize; regional
36: debt register; quality gate; scorecard
37: time zone; working agreement; async | asynchronous | asynchronously; RFC
38: GDPR; data minimization | minimize data | minimize the data; consent; DPIA; right to erasure
39: candidate generation | candidate generator | generate candidate; rank; offline; online; feedback loop
40: progressive delivery; canary; release train; blast radius
41: test pyramid; automation | automate; shift left;
    production monitoring | monitoring in production | monitor production
42: FinOps; rightsize | right size; reserved capacity; spot; unit cost
43: psychological safety; retrospective | retro; hackathon
44: incident commander; severity; blameless postmortem | blameless post mortem; action item
45: metric; log; trace; OpenTelemetry; alert fatigue
46: API contract; version; contract test; deprecation | deprecate
47: shift left; SAST | dependency scan; secrets management | secret management; least privilege
48: partition; batch; stream; Spark | Flink; backfill; data quality
49: active-active; replication | replicate; consistency | consistent;
    traffic shift | shift traffic | shift the traffic; failover drill
50: chaos engineering; hypothesis | hypotheses; blast radius; game day
"""
TERMS: dict[int, tuple[tuple[str, ...], ...]] = {
    int(number): tuple(
        tuple(alternative.strip() for alternative in term.split("|")) for term in terms.split(";")
    )
    for number, terms in re.findall(r"^(\d+): (.*(?:\n    .*)*)", _TERMS, re.MULTILINE)
}
"""The terms of each question; each is a group of alternatives, in base form, of which one is needed."""

_ASSIGNED = """
1 cloud-platform success, 2 ads success, 3 data-platform mixed, 4 tv-apps success,
5 developer-platform success, 6 messaging success, 7 video mixed, 8 live-events success, 9 games mixed,
10 subscriptions success, 11 live-events success, 12 marketplace success, 13 recommendations failure,
14 production-tools success, 15 maps success, 16 fintech success, 17 subscriptions success,
18 ads failure, 19 marketplace mixed, 20 tv-apps success, 21 fintech mixed, 22 live-events success,
23 saas success, 24 ml-product mixed, 25 games success, 26 maps success, 27 video success,
28 recommendations mixed, 29 tv-apps failure, 30 video success, 31 saas failure,
32 subscriptions success, 33 messaging mixed, 34 developer-platform failure, 35 subscriptions mixed,
36 saas failure, 37 developer-platform mixed, 38 ads success, 39 recommendations success,
40 cloud-platform failure, 41 messaging failure, 42 data-platform success, 43 generative-ai mixed,
44 cloud-platform mixed, 45 marketplace success, 46 fintech failure, 47 generative-ai success,
48 data-platform failure, 49 video mixed, 50 production-tools failure
"""
ASSIGNED: dict[int, tuple[str, str]] = {
    int(number): (world, outcome)
    for number, world, outcome in (entry.split() for entry in _ASSIGNED.split(","))
}
"""World and outcome of the sample, by question number; authors may swap two of them."""

_STREAMING = """
video live-events ads tv-apps production-tools recommendations subscriptions cloud-platform developer-platform
data-platform ml-product generative-ai
"""
STREAMING_WORLDS = frozenset(_STREAMING.split())
"""Worlds that are close to the work of a streaming company."""
WORLDS = STREAMING_WORLDS | {"marketplace", "fintech", "games", "maps", "messaging", "saas"}
OUTCOMES = frozenset({"success", "mixed", "failure"})

_BANNED_PHRASES = """
we ensured; i ensured; best practices; seamlessly; leveraged; everyone agreed; everyone was on board;
stakeholder buy-in; stakeholder buy in; rockstar; synergy; game-changer; in today's fast-paced
"""
BANNED_PHRASES = tuple(phrase.strip() for phrase in _BANNED_PHRASES.split(";"))
"""Empty phrases, allowed only where a weak answer is quoted."""

BANNED_CLAIMS = {
    r"\b(the|one|(a|the) single|the (real|true)) root cause (was|is)\b": "failures have several causes",
    r"\bend-to-end encrypt": "say in transit and at rest, unless only the ends can read",
    r"\b100 ?(%|percent) (test )?coverage\b": "name what is covered and what is not",
    r"\b99\.99 ?% sla\b": "an internal aim is an SLO",
}
"""Wrong or empty claims, allowed only in questions, recall cards and weak signs."""

STRICTER_CLAIMS = {
    r"\broot cause\b": "complex failures have several causes: say causes, or what contributed",
    r"\bzero[- ]downtime\b": "give the measure: failed requests, over which time",
}
"""Further claims that preparation items and explain drills leave out."""

OTHER_WORLDS = r"hospitals?|clinics?|nurses?|railways?|rail operator|tax office|parcels?|customs"
"""Settings that the samples leave out."""

AMERICAN_SPELLING = {
    r"(?:behavi|cand|col|fav|flav|hon|lab|neighb|rum|endeav|harb|hum|rig|vig)our\w*": "-or",
    r"(?:organ|optim|priorit|real|recogn|summar|custom|minim|maxim|standard|central|decentral|local|personal"
    r"|author|util|modern|formal|final|categor|emphas|apolog|critic|general|initial|normal|parallel|serial"
    r"|synchron|token|visual|virtual|container|anonym|pseudonym|rational|special|stabil|random|capital"
    r"|international|equal|monet|mobil|hypothes|jeopard|character|crystall|familiar|incentiv|item|memor"
    r"|neutral|penal|sanit|scrutin|sensit|subsid|sympath|material|operational|fertil|social)"
    r"is(?:e|ed|es|er|ers|ing|ations?|ational)": "-ize",
    r"(?:anal|paral|catal)ys(?:e|ed|ers?|ing)": "-yze",
    r"(?:cancel|travel|label|model|signal|level|channel|fuel|tunnel|total|dial|equal|counsel|marvel)"
    r"l(?:ed|ing|er|ers)": "one l",
    r"(?:cent|met|lit|fib|theat|calib|kilomet|millimet)res?": "-er",
    r"defences?|offences?|licences?|pretences?": "-ense",
    r"programmes?": "program",
    r"catalogues?": "catalog",
    r"artefacts?": "artifact",
    r"judgements?": "judgment",
    r"cheques?": "check",
    r"grey\w*": "gray",
    r"fulfils?|enrols?": "-ll",
    r"fulfilment|enrolment|instalments?|skilful\w*|wilful\w*": "-ll",
    r"whilst|amongst": "while, among",
    r"learnt|spelt|burnt|leant|dreamt": "-ed",
    r"fortnight\w*": "two weeks",
    r"ageing": "aging",
    r"enquir(?:y|ies|e|ed)": "inquir-",
    r"practis(?:e|ed|es|ing)": "practic-",
    r"sceptic\w*": "skeptic",
    r"maths": "math",
    r"manoeuvr\w*": "maneuver",
    r"per cent": "percent",
    r"tyres?|kerbs?|aluminium|pyjamas|storeys?": "the American form",
    r"mum": "mom",
    r"rota|rotas": "schedule",
}
"""British forms and the American counterpart."""
