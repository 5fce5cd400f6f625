"""The event layer: acts of political actors, each occurrence once, with the words that decided."""

from collections.abc import Iterator, Sequence
from typing import cast

from thoisu.annotate.events.acts import Act, Share, find_acts, on_line, tells_line
from thoisu.annotate.events.context import Context, read_context
from thoisu.annotate.events.dates import When
from thoisu.annotate.events.merge import group_acts
from thoisu.annotate.events.mode import consult_mode
from thoisu.annotate.events.roles import SYMMETRIC
from thoisu.annotate.events.settle import (
    Occurrence,
    Stage,
    date_features,
    event_features,
    make_occurrence,
    party_features,
    read_stage,
)
from thoisu.annotate.events.topics import score_topic
from thoisu.annotate.events.weights import Linear, Models, load_models, logistic
from thoisu.model import Document, EventMention, EventType, Span, Status
from thoisu.text.match import find_tokens


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
    topic = score_topic([t.key for t in find_tokens(doc.text)])
    if topic < models.thresholds["topic"]:
        return  # crime, accidents, sport, show, business: what looks like an act there is none
    context = read_context(doc, topic)
    yield from events_in(context, group_acts(context, find_acts(context, models), models), models)


def events_in(context: Context, groups: list[list[Act]], models: Models) -> Iterator[EventMention]:
    """The events of groups of acts, each group one occurrence."""
    occurrences = [make_occurrence(g) for g in groups]
    stage = read_stage(context, occurrences)
    counts: dict[str, int] = {}
    for occurrence in occurrences:
        counts[occurrence.type] = counts.get(occurrence.type, 0) + 1
    for occurrence in occurrences:
        probability = models.event.probability_of(event_features(context, occurrence, counts[occurrence.type]))
        # lines of contact are rare in the labels, and the record's channels stand on them: a miss costs more than a false one
        bar = models.thresholds["contact" if any(on_line(a) for a in occurrence.acts) else "event"]
        if is_told_line(occurrence.acts):
            probability = max(probability, bar)
        if probability >= bar + models.thresholds["ordinary"] * max(0.0, -context.topic):
            event = make_event(context, stage, occurrence, probability, models)
            if event is not None:
                yield event


def is_told_line(acts: Sequence[Act]) -> bool:
    """Whether acts set up, stop or name a line of contact in words that need no model to tell."""
    return any(tells_line(a.candidate, a.entry) == a.entry for a in acts)


def make_event(context: Context, stage: Stage, occurrence: Occurrence, probability: float, models: Models) -> EventMention | None:
    """The event of an occurrence, None where it has no party."""
    limits, group = models.thresholds, occurrence.acts
    lead, kind = group[0], occurrence.type
    both = kind in SYMMETRIC or (kind == "SUPPORT" and lead.candidate.line != "")  # lines that are set up have two ends, too
    actors = _choose(
        stage, occurrence, occurrence.actors, occurrence.recipients, models.actor_of, limits["actor"], limits["actor_least"], 1 + both
    )
    recipients: dict[str, Share] = {}
    if kind not in ("CONSULT", "COOPERATE"):
        recipients = _choose(
            stage, occurrence, occurrence.recipients, occurrence.actors, models.recipient_of, limits["recipient"], limits["recipient_least"], 1
        )
    _part(actors, recipients)
    if not actors and not recipients:
        return None
    status, status_span = _status(occurrence, models)
    when = _date(context, stage, occurrence, status, models)
    return EventMention(
        type=cast(EventType, kind), mode=consult_mode(context, group, actors) if kind == "CONSULT" else None,
        triggers=tuple(Span(a.candidate.start, a.candidate.end) for a in group),
        actors=tuple(actors), recipients=tuple(recipients), date=when.date if when else None, status=status,
        rule=f"{kind.lower()}:{lead.candidate.lemma}", actor_spans=tuple(s.span for s in actors.values()),
        recipient_spans=tuple(s.span for s in recipients.values()), date_span=when.span if when else None, status_span=status_span,
        confidence=round(probability, 3),
    )


def _choose(
    stage: Stage, occurrence: Occurrence, shares: dict[str, Share], others: dict[str, Share], model: Linear, least: float, lowest: float, need: int
) -> dict[str, Share]:
    """The parties likely enough; at least the best `need` ones where they are not unlikely."""
    scored = []
    for name, share in shares.items():
        if share.score > 0.02:
            score = model.probability_of(party_features(stage, occurrence, name, shares, others))
            scored.append((score, share.score, name))
    scored.sort(key=lambda s: (-s[0], -s[1], s[2]))
    return {n: shares[n] for i, (score, _, n) in enumerate(scored) if score >= least or (i < need and score >= lowest)}


def _part(actors: dict[str, Share], recipients: dict[str, Share]) -> None:
    """Leave a party in the part that it is likelier to take; it keeps both only where both are more likely than not."""
    for name in [n for n in actors if n in recipients]:
        weaker = min((actors, recipients), key=lambda part: part[name].score)
        if weaker[name].score < 0.5:
            del weaker[name]


def _date(context: Context, stage: Stage, occurrence: Occurrence, status: str, models: Models) -> When | None:
    """The likeliest date, None where it is likeliest that none is told."""
    values = sorted(occurrence.dates, key=lambda v: v or "")
    odds = [models.date_of.odds_of(date_features(context, stage, occurrence, v, status)) for v in values]
    value = values[odds.index(max(odds))]
    return occurrence.dates[value][1] if value else None


def other_status(acts: Sequence[Act]) -> tuple[Status, float]:
    """The likeliest status of acts that are one occurrence if it is not asserted, and its probability."""
    odds: dict[Status, float] = {
        "planned": sum(a.planned for a in acts) / len(acts), "conditional": sum(a.conditional for a in acts) / len(acts),
        "denied": sum(a.denied for a in acts) / len(acts),
    }
    best = max(odds, key=lambda k: odds[k])
    return best, logistic(odds[best])


def _status(occurrence: Occurrence, models: Models) -> tuple[Status, Span | None]:
    status, probability = other_status(occurrence.acts)
    if probability < models.thresholds["status"]:
        return "asserted", None
    return status, next((a.status_span for a in occurrence.acts if a.status_span), None)
