"""The event layer: acts of political actors, each occurrence once, with the words that decided."""

from collections.abc import Iterator
from typing import cast

from thoisu.annotate.events.acts import Act, Share, find_acts, merge_shares
from thoisu.annotate.events.context import Context, read_context
from thoisu.annotate.events.dates import When
from thoisu.annotate.events.merge import group_acts
from thoisu.annotate.events.mode import consult_mode
from thoisu.annotate.events.roles import SYMMETRIC
from thoisu.annotate.events.weights import Models, load_models, logistic
from thoisu.model import Document, EventMention, EventType, Span, Status


def find_events(doc: Document) -> Iterator[EventMention]:
    """The events of a document in the order of their first triggers, coded by PLOVER's types.

    Reads mentions, referents, times and quotes; without mentions there are no parties, so no events.

    >>> from thoisu.extract.given import article_from_text
    >>> list(find_events(Document(article_from_text("a", "Trời mưa to.\\n\\nNhiều tuyến phố ngập sâu."), mentions=())))
    []
    """
    yield from events_of(doc, load_models())


def events_of(doc: Document, models: Models) -> Iterator[EventMention]:
    """The events of a document by the models given."""
    if not doc.mentions:
        return
    context = read_context(doc)
    for group in group_acts(context, find_acts(context, models), models):
        event = make_event(context, group, models)
        if event is not None:
            yield event


def make_event(context: Context, group: list[Act], models: Models) -> EventMention | None:
    """The event of the acts of one occurrence, None where it is too unlikely or has no party."""
    limits = models.thresholds
    probability = max(a.probability for a in group)
    if probability < limits["event"]:
        return None
    lead = group[0]
    kind = lead.entry.type
    actors = _choose(merge_shares(a.actors for a in group), limits, kind in SYMMETRIC)
    recipients: dict[str, Share] = {}
    if kind not in ("CONSULT", "COOPERATE"):
        recipients = {n: s for n, s in merge_shares(a.recipients for a in group).items() if s.score >= limits["recipient"]}
    if not actors and not recipients:
        return None
    when = _date(group, limits["date"])
    status, status_span = _status(group, limits)
    return EventMention(
        type=cast(EventType, kind), mode=consult_mode(context, group, len(actors)) if kind == "CONSULT" else None,
        triggers=tuple(Span(a.candidate.start, a.candidate.end) for a in group),
        actors=tuple(actors), recipients=tuple(recipients), date=when.date if when else None, status=status,
        rule=f"{kind.lower()}:{lead.candidate.lemma}", actor_spans=tuple(s.span for s in actors.values()),
        recipient_spans=tuple(s.span for s in recipients.values()), date_span=when.span if when else None, status_span=status_span,
        confidence=round(probability, 3),
    )


def _choose(shares: dict[str, Share], limits: dict[str, float], both: bool) -> dict[str, Share]:
    """The parties likely enough; at least the best one (of acts between parties: two) where they are not unlikely."""
    ranked = sorted(shares.items(), key=lambda s: -s[1].score)
    need = 2 if both else 1
    return {n: s for i, (n, s) in enumerate(ranked) if s.score >= limits["actor"] or (i < need and s.score >= limits["actor_least"])}


def _date(group: list[Act], least: float) -> When | None:
    scores: dict[str, float] = {}
    best: dict[str, When] = {}
    for act in group:
        for when, score in act.dates:
            if score > scores.get(when.date, 0.0):
                scores[when.date], best[when.date] = score, when
    if not scores:
        return None
    value = max(scores, key=lambda v: scores[v])
    return best[value] if scores[value] >= least else None


def _status(group: list[Act], limits: dict[str, float]) -> tuple[Status, Span | None]:
    count = len(group)
    odds: dict[Status, float] = {
        "planned": sum(a.planned for a in group) / count,
        "conditional": sum(a.conditional for a in group) / count,
        "denied": sum(a.denied for a in group) / count,
    }
    best = max(odds, key=lambda k: odds[k])
    if logistic(odds[best]) < limits["status"]:
        return "asserted", None
    return best, next((a.status_span for a in group if a.status_span), None)
