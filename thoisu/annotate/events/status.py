"""Whether an act is told as done, planned, denied or merely possible: the cues around a trigger."""

from thoisu.annotate.events.context import Context
from thoisu.annotate.events.parties import MARKS
from thoisu.annotate.events.triggers import Candidate
from thoisu.lexicon import load_rows
from thoisu.model import Span

# What a cue word tells when it stands before a trigger in its clause; the class is the feature, the word one more.
CUES = {words: kind.removeprefix("status ") for words, kind in load_rows("event_words") if kind.startswith("status ")}
_ALLEGED = frozenset(("cáo buộc", "tố cáo", "buộc tội", "bị tố", "nghi ngờ"))
_DENIED = frozenset(("phủ nhận", "bác bỏ", "phản bác", "không liên", "vô căn"))
_STOPS = frozenset((".", ";", ":", "?", "!"))


def find_cues(context: Context, candidate: Candidate) -> list[tuple[str, str, int, Span]]:
    """The cues before a trigger in its sentence, nearest first: class, words, tokens between, place."""
    keys, begin = context.keys, context.bounds[candidate.sentence]
    found = []
    i = candidate.first - 1
    low = max(begin, candidate.first - 16)
    while i >= low:
        if keys[i] in _STOPS:
            break
        for size in (3, 2, 1):
            words = " ".join(keys[i - size + 1 : i + 1]) if i - size + 1 >= begin else ""
            kind = CUES.get(words)
            if kind:
                first = i - size + 1
                span = Span(context.tokens[first].start, context.tokens[i].end)
                found.append((kind, words, candidate.first - 1 - i, span))
                i = first
                break
        i -= 1
    return found


def status_features(context: Context, candidate: Candidate, cues: list[tuple[str, str, int, Span]], date_later: str) -> list[str]:
    """Features that tell the status of a trigger's act; `date_later` says how its date stands to the publication."""
    keys = context.keys
    begin, end = context.bounds[candidate.sentence], context.bounds[candidate.sentence + 1]
    out = [f"L={candidate.head}", f"first={cues[0][0] if cues else '-'}", f"date={date_later}"]
    for rank, (kind, words, gap, span) in enumerate(cues[:4]):
        near = "0" if gap == 0 else "2" if gap <= 2 else "5" if gap <= 5 else "far"
        commas = any(k in MARKS for k in keys[context.token_at(span.end) : candidate.first])
        out += [f"{kind}", f"{kind}|{near}", f"{kind}|{near}|{commas}", f"{words}|{near}", f"{rank}{kind}", f"{words}"]
    out.append("cues=" + "|".join(c[0] for c in cues[:3]))
    out.append("p1=" + (keys[candidate.first - 1] if candidate.first > begin else "|"))
    after = keys[candidate.last : min(end, candidate.last + 10)]
    for k in after:
        if k in ("nếu", "tới", "sắp", "không", "khi", "để", "bị", "hoãn", "huỷ", "sẽ", "tương", "dự", "diễn"):
            out.append(f"after={k}")
    if context.keys[end - 1 : end] == ["?"]:
        out.append("question")
    out.append(f"quoted={context.speech_at[candidate.first] >= 0}")
    out.append(f"title={candidate.first < context.title_end}")
    if "nếu" in keys[begin:end]:
        out.append("sent_if")
    alleged = any(k in _ALLEGED for k in (" ".join(keys[i : i + 2]) for i in range(begin, candidate.first)))
    if alleged:
        out.append(f"alleged|{context.denials}")
    if context.denials and any(" ".join(keys[i : i + 2]) in _DENIED for i in range(max(begin - 1, 0), end - 1)):
        out.append(f"denied_here|{alleged}")
    if "sẽ" in keys[begin:end]:
        out.append("sent_will")
    return out
