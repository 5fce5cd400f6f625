"""One trigger read as an act: its type, parties, date and status, each with its score."""

from collections.abc import Iterable

from msgspec import Struct

from thoisu.annotate.events.context import Context
from thoisu.annotate.events.dates import When, find_dates, last_day
from thoisu.annotate.events.parties import Party
from thoisu.annotate.events.roles import find_seats
from thoisu.annotate.events.status import find_cues, status_features
from thoisu.annotate.events.triggers import Candidate, Entry, common_features, find_candidates, read_scene, reading_contexts, reading_features
from thoisu.annotate.events.weights import Linear, Models, chances, logistic
from thoisu.model import Span


class Share(Struct, gc=False):
    """A party's part in an act: the probability and the words for the party."""

    score: float
    span: Span


class Act(Struct, gc=False):
    """A trigger that names an act, with what is known about the act from its place."""

    candidate: Candidate
    entry: Entry
    probability: float
    actors: dict[str, Share]
    recipients: dict[str, Share]
    dates: list[tuple[When, float]]
    planned: float  # log-odds, as the next two
    conditional: float
    denied: float
    status_span: Span | None

    @property
    def best_date(self) -> tuple[When, float] | None:
        """The most likely date that is told, None where there is none."""
        return max((d for d in self.dates if d[0].date), key=lambda d: d[1], default=None)


def find_acts(context: Context, models: Models) -> list[Act]:
    """The acts that the triggers of a document name, in text order."""
    candidates = list(find_candidates(context))
    taken = _take(context, candidates, models)
    triggers = sorted(c.first for c, _, _ in taken)
    return [read_act(context, c, e, p, triggers, models) for c, e, p in taken]


def _take(context: Context, candidates: list[Candidate], models: Models) -> list[tuple[Candidate, Entry, float]]:
    """The best reading of each candidate that is likely enough; of candidates that overlap the likelier one."""
    scene = read_scene(context, candidates)
    model, least = models.trigger, models.thresholds["trigger"]
    taken: list[tuple[Candidate, Entry, float]] = []
    for candidate in candidates:
        common = model.cells_of(common_features(context, scene, candidate))
        best, entry = -99.0, candidate.entries[0]
        for reading in candidate.entries:
            score = model.odds(reading_features(candidate, reading, scene)) + model.odds_in(common, reading_contexts(candidate, reading))
            if score > best:
                best, entry = score, reading
        probability = logistic(best + model.bias)
        told = tells_line(candidate, entry)
        if told and probability < models.thresholds["line"]:
            entry, probability = told, models.thresholds["line"]
        if probability < least:
            continue
        if taken and candidate.first < taken[-1][0].last:
            if probability > taken[-1][2]:
                taken[-1] = (candidate, entry, probability)
        else:
            taken.append((candidate, entry, probability))
    return taken


def tells_line(candidate: Candidate, taken: Entry) -> Entry | None:
    """The reading of a candidate that sets up, stops or names a line of contact between two parties, None where none does.

    Such acts are rare in the labels and known by their words: they are taken whatever the model of triggers says.
    """
    kinds = _TELL.get(candidate.line, ())
    readings = [e for e in candidate.entries if e.type in kinds and (candidate.line != "names" or e.mode == "hotline")]
    return taken if taken in readings else readings[0] if readings else None


def on_line(act: Act) -> bool:
    """Whether an act bears on a line of contact between two parties."""
    return act.candidate.line != "" and act.entry.type in _BEARING


_TELL = {"opens": ("SUPPORT", "CONSULT"), "closes": ("SANCTION",), "names": ("CONSULT",)}
_BEARING = frozenset(("CONSULT", "SUPPORT", "SANCTION", "COOPERATE", "AGREE", "REJECT", "RETREAT"))


def read_act(context: Context, candidate: Candidate, entry: Entry, probability: float, triggers: list[int], models: Models) -> Act:
    """The act of a trigger with its scored parties, dates and status."""
    contexts = ("", entry.type)
    actors: dict[str, Share] = {}
    recipients: dict[str, Share] = {}
    for seat in find_seats(context, candidate, entry, triggers):
        _keep(actors, seat.party, models.actor.probability(seat.features, contexts))
        _keep(recipients, seat.party, models.recipient.probability(seat.features, contexts))
    options = find_dates(context, candidate, entry, triggers)
    dates = list(zip(options, chances([models.date.odds(w.features, contexts) for w in options]), strict=True))
    best = max((d for d in dates if d[0].date), key=lambda d: d[1], default=None)
    cues = find_cues(context, candidate)
    features = status_features(context, candidate, cues, date_side(context, best[0].date if best and best[1] > 0.4 else None))
    return Act(
        candidate, entry, probability, actors, recipients, dates, _odds(models.planned, features, contexts),
        _odds(models.conditional, features, contexts), _odds(models.denied, features, contexts), cues[0][3] if cues else None,
    )


def _odds(model: Linear, features: list[str], contexts: tuple[str, ...]) -> float:
    return model.bias + model.odds(features, contexts)


def date_side(context: Context, value: str | None) -> str:
    """How a date stands to the day of publication: `later`, `today`, `earlier`, or `none`."""
    day = context.published_day
    if value is None or day is None:
        return "none"
    last = last_day(value)
    return "later" if last > day else "today" if last == day else "earlier"


def _keep(shares: dict[str, Share], party: Party, score: float) -> None:
    old = shares.get(party.entity)
    if old is None or score > old.score:
        shares[party.entity] = Share(score, Span(party.start, party.end))


def merge_shares(many: Iterable[dict[str, Share]]) -> dict[str, Share]:
    """The best share of each party over several acts."""
    out: dict[str, Share] = {}
    for shares in many:
        for name, share in shares.items():
            old = out.get(name)
            if old is None or share.score > old.score:
                out[name] = share
    return out
