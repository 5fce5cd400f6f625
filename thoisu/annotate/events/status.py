"""Whether an act is told as done, planned, denied or merely possible: the cues around a trigger."""

from thoisu.annotate.events.context import Context
from thoisu.annotate.events.parties import MARKS
from thoisu.annotate.events.triggers import Candidate, Entry
from thoisu.model import Span

# What a cue word tells when it stands before a trigger in its clause; the class is the feature, the word one more.
CUES: dict[str, str] = {
    **dict.fromkeys(("sẽ", "sắp"), "future"),
    **dict.fromkeys(("dự kiến", "dự định", "dự tính", "lên kế hoạch", "kế hoạch", "có kế hoạch", "có ý định", "ý định", "chuẩn bị", "quyết định", "quyết tâm", "theo kế hoạch"), "plan"),
    **dict.fromkeys(("đã", "vừa", "từng", "mới", "đang", "tiếp tục", "vẫn"), "done"),
    **dict.fromkeys(("không", "chưa", "chẳng", "chưa từng", "không hề", "không bao giờ", "chưa bao giờ", "không thể", "không muốn", "không có", "đừng", "không được"), "not"),
    **dict.fromkeys(("phủ nhận", "bác bỏ", "chối", "bác", "phản bác", "bịa đặt"), "deny"),
    **dict.fromkeys(("nếu", "giả sử", "trong trường hợp", "trừ khi", "trừ phi", "một khi", "miễn là"), "if"),
    **dict.fromkeys(("có thể", "có lẽ", "có khả năng", "khả năng", "nguy cơ", "cơ hội", "có nguy cơ", "liệu", "hay không", "được cho là", "nghi"), "may"),
    **dict.fromkeys(("muốn", "mong muốn", "mong", "hy vọng", "hi vọng", "cần", "phải", "nên", "cần phải", "sẵn sàng", "để ngỏ", "nỗ lực", "tìm cách", "hướng tới"), "want"),
    **dict.fromkeys(("kêu gọi", "yêu cầu", "đề nghị", "đề xuất", "hối thúc", "thúc giục", "đòi", "mời", "buộc", "ép", "thuyết phục", "ra lệnh", "chỉ thị"), "ask"),
    **dict.fromkeys(("cảnh báo", "đe doạ", "doạ", "thề", "sẵn sàng", "răn đe"), "threat"),
    **dict.fromkeys(("hứa", "cam kết", "nhất trí", "đồng ý", "thoả thuận", "chấp thuận", "cho phép", "thông qua"), "promise"),
    **dict.fromkeys(("huỷ", "hoãn", "huỷ bỏ", "tạm hoãn", "lùi", "từ chối", "bãi bỏ"), "off"),
    **dict.fromkeys(("cáo buộc", "tố cáo", "tố", "nghi ngờ", "buộc tội"), "alleged"),
    **dict.fromkeys(("chấm dứt", "ngừng", "dừng", "tránh", "ngăn", "ngăn chặn", "chống", "phản đối"), "stop"),
}
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


def status_features(context: Context, candidate: Candidate, entry: Entry, cues: list[tuple[str, str, int, Span]], date_later: str) -> list[str]:
    """Features that tell the status of a trigger's act; `date_later` says how its date stands to the publication."""
    keys = context.keys
    begin, end = context.bounds[candidate.sentence], context.bounds[candidate.sentence + 1]
    out = [f"T={entry.type}", f"L={candidate.lemma}", f"first={cues[0][0] if cues else '-'}", f"date={date_later}"]
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
    if "sẽ" in keys[begin:end]:
        out.append("sent_will")
    return out + [f"{entry.type}|{f}" for f in out[2:]]
