"""What the classifiers look at: cue, its neighbours, the subject before it, the clause behind it, the marks around."""

from thoisu.annotate.quotes.model import load_classes, load_verbs
from thoisu.annotate.quotes.options import Option, bounds
from thoisu.annotate.quotes.scene import Scene

_FUNCTION = frozenset((
    "đã", "sẽ", "đang", "không", "chưa", "có", "là", "bị", "được", "phải", "cần", "nên", "muốn", "việc", "sự", "những", "các", "một", "về",
    "với", "cho", "của", "rằng", "này", "đó", "đây", "nếu", "khi", "do", "vì", "để", "mà", "và", "ra", "lại", "lên", "đến", "tới", "tại",
    "trong", "trên", "ở", "từ", "theo", "như", "thì", "còn", "cũng", "vẫn", "rất", "đều", "chỉ", "sau", "trước", "họ", "mình", "tôi",
    "chúng", "ông", "bà", "anh", "chị", "cô", "em", "nước", "người", "số", "hai", "ba", "cả", "mọi", "mỗi", "nhiều", "nhóm", "cuộc", "vụ",
    "bản", "chiếc", "cái", "con", "bên", "phía", "sẵn", "hy", "hi", "mối", "tình", "trạng", "lập", "trường", "quyết", "tâm", "lời",
    "thông", "tin", "tuyên", "bố", "báo", "cáo", "hoàn", "toàn", "chính", "hiện", "quan", "điểm", "cơ", "quan", "thời", "gian", "ngày",
    "hôm", "tháng", "năm", "đồng", "thời", "nhưng", "song", "tuy", "trừ", "bằng", "giữa", "bởi", "ai", "gì", "sao", "nào", "bao", "thế",
    "vậy", "điều", "chuyện", "lý", "lí", "xem", "gây", "bất", "cứ", "vào", "quá", "dù", "mặc", "xin", "hãy", "đừng",
))
_VERBISH = frozenset((
    "đã", "sẽ", "đang", "không", "chưa", "là", "bị", "được", "phải", "cần", "nên", "muốn", "vẫn", "có", "cũng", "còn", "khiến", "gây",
    "rất", "đều", "sắp",
))
_FIRST_PERSON = frozenset(("tôi", "chúng", "ta", "em", "mình"))
_SUBORDINATE = frozenset(("mặc", "dù", "sau", "khi", "bất", "không", "nếu", "vì", "do", "trước", "trong", "tuy", "bên", "ngoài", "cùng", "với"))
_NOUNY = frozenset(("lời", "bản", "sự", "những", "các", "bài", "cuộc", "một", "đoạn", "câu", "tin", "nhiều", "quyết", "đưa", "ra", "trang"))


_SIZES = [str(max(size for size in (0, 1, 2, 3, 4, 6, 10, 15, 25, 40) if n >= size)) for n in range(60)]


def bucket(n: int) -> str:
    """A length as one of nine sizes.

    >>> [bucket(n) for n in (0, 3, 7, 100)]
    ['0', '3', '6', '60']
    """
    return _SIZES[n] if 0 <= n < 60 else "60" if n > 0 else "0"


def subject_before(scene: Scene, token: int, floor: int) -> tuple[int, int]:
    """The party before a verb and how many words that are no adverbs or times lie between; -1 where none stands before."""
    gap, i = 0, token - 1
    while i >= floor and gap <= 6:
        if scene.tokens[i].key == ")":
            i = _before_bracket(scene, i, floor)
            continue
        party = scene.party_at[i]
        if party >= 0:
            return party, gap
        if scene.tokens[i].key in (",", ";", ":", "."):
            gap += 3
        elif not scene.light[i]:
            gap += 1
        i -= 1
    return -1, gap


def _before_bracket(scene: Scene, token: int, floor: int) -> int:
    """The token before the bracket that closes at `token`; the one before `token` where none opens near."""
    for i in range(token - 1, max(token - 12, floor), -1):
        if scene.tokens[i].key == "(":
            return i - 1
    return token - 1


def _kind(scene: Scene, token: int) -> str:
    """What starts at a token: kind of party, mark, digit, function word or other."""
    if token >= len(scene.tokens):
        return "END"
    party = scene.party_at[token]
    if party >= 0:
        return scene.parties[party].kind
    key = scene.tokens[token].key
    if key in ("“", "\"", "«", "‘", "'"):
        return "MARK"
    if key[0].isdigit():
        return "NUM"
    if scene.time_at[token] >= 0:
        return "TIME"
    if token in scene.cues:
        return "CUE:" + scene.cues[token].value.kind
    return key if key in _FUNCTION else "w"


def word_classes(scene: Scene, token: int, last: int, count: int) -> list[str]:
    """The classes of the next words from a token on: kinds of parties, digits, marks, else classes of words."""
    classes = load_classes()
    out: list[str] = []
    while len(out) < count:
        if token >= last:
            out.append("$")
            continue
        party = scene.party_at[token]
        if party >= 0:
            out.append(scene.parties[party].kind)
            token = max(scene.parties[party].last, token + 1)
            continue
        key = scene.tokens[token].key
        pair = classes.get(f"{key} {scene.key(token + 1)}")
        out.append(pair or classes.get(key) or ("0" if key[0].isdigit() else key if len(key) == 1 else "?"))
        token += 2 if pair else 1
    return out


def _place(scene: Scene, token: int) -> str:
    offset = scene.tokens[token].start
    return "title" if offset < scene.title_end else "lead" if offset < scene.lead_end else "body"


def _verbish(scene: Scene, first: int, last: int) -> int:
    return sum(scene.tokens[i].key in _VERBISH for i in range(first, min(first + 14, last)))


def _first_verb(scene: Scene, first: int, last: int) -> str:
    """Where the first word that behaves as a verb stands, and how sure it is: a clause has one behind its subject, a noun phrase has none."""
    verbs = load_verbs()
    best = 0
    for i in range(first, min(first + 12, last)):
        if scene.party_at[i] >= 0 or scene.time_at[i] >= 0:
            continue
        key = scene.tokens[i].key
        level = max(verbs.get(key, 0), verbs.get(f"{key} {scene.key(i + 1)}", 0), 3 if key in _VERBISH else 0)
        if level == 3:
            return f"{min(i - first, 4) if i - first < 5 else 9}"
        best = max(best, level)
    return f"weak{best}"


def _keys(scene: Scene, first: int, last: int) -> list[str]:
    return [scene.key(i) for i in range(max(first, 0), last)]


def _first_person(scene: Scene, cue: int, floor: int) -> bool:
    """Whether the speaker of a quoted speech reports himself: `chúng tôi nghĩ rằng` is no quote in the quote."""
    return any(scene.key(i) in _FIRST_PERSON for i in range(max(cue - 3, floor), cue))


def _about_cue(scene: Scene, cue: int) -> list[str]:
    """What is so for every option of a cue; worked out once."""
    found = scene.about.get(cue)
    if found is None:
        found = scene.about[cue] = _look_around(scene, cue)
    return list(found)


def _look_around(scene: Scene, cue: int) -> list[str]:
    match = scene.cues[cue]
    words, kind = match.value.words, match.value.kind
    first, _ = bounds(scene, cue)
    party, gap = subject_before(scene, cue, first)
    subject = f"{scene.parties[party].kind if party >= 0 else 'none'}{min(gap, 4)}"
    p1 = scene.key(cue - 1) if cue > first else "^"
    before = p1 if p1 in _FUNCTION or scene.light[max(cue - 1, 0)] or p1 in _NOUNY or len(p1) == 1 else _kind(scene, cue - 1)
    capital = scene.text[scene.tokens[cue].start].isupper()
    return [
        f"k={words}", f"c={kind}", f"p1={before}", f"c+p1={kind}+{before}", f"s={subject}", f"c+s={kind}+{subject}",
        f"k+p1={words}+{before}",
        f"p2={scene.key(cue - 2) if cue - 1 > first else '^'}", f"me={_first_person(scene, cue, first)}",
        f"mà={'mà' in _keys(scene, cue - 5, cue)}+{kind}", f"cap={capital}+{kind}", f"in={scene.mark_at[cue] >= 0}",
        f"at={_place(scene, cue)}",
        f"pos={bucket(cue - first)}", f"c+n1={kind}+{_kind(scene, match.last)}", f"k+n1={words}+{_kind(scene, match.last)}",
    ]


def right_features(scene: Scene, option: Option) -> list[str]:
    """The features of a cue with the clause to its right."""
    match = scene.cues[option.cue]
    words, kind = match.value.words, match.value.kind
    first, last, sentence_first = option.first, option.last, bounds(scene, option.cue)[0]
    start = _kind(scene, first)
    party = scene.party_at[first]
    after = _kind(scene, scene.parties[party].last) if party >= 0 else "-"
    verbs = min(_verbish(scene, first, last), 2)
    mark = scene.mark_at[first]
    starts_mark = mark >= 0 and scene.mark_tokens[mark][0] == first
    whole = starts_mark and scene.mark_tokens[mark][1] >= last
    left_mark = scene.mark_at[sentence_first] >= 0 and scene.mark_at[option.cue] < 0
    inner = sum(1 for i in range(first, min(last, first + 30)) if i in scene.cues)
    features = _about_cue(scene, option.cue)
    verb = _first_verb(scene, first, last)
    subject = next(f for f in features if f.startswith("s="))[2:]
    features += [
        f"b={option.bridge}", f"c+b={kind}+{option.bridge}", f"k+b={words}+{option.bridge}", f"f={start}", f"c+f={kind}+{start}",
        f"what={scene.key(first) in ('gì', 'ai', 'sao')}",
        f"f2={_kind(scene, first + 1)}", f"c+af={kind}+{after}", f"v={verbs}", f"c+v={kind}+{verbs}", f"len={bucket(last - first)}",
        f"c+len={kind}+{bucket(last - first)}", f"m={starts_mark}{whole}", f"c+m={kind}+{starts_mark}{whole}", f"lm={left_mark}",
        f"ic={min(inner, 2)}",
        f"b+v={option.bridge}+{verbs}", f"b+f={option.bridge}+{start}", f"k+v={words}+{verbs}", f"fv={verb}", f"c+fv={kind}+{verb}",
        f"f+fv={start}+{verb}", f"b+fv={option.bridge}+{verb}", f"c+f+fv={kind}+{start}+{verb}", f"sf={subject}+{start}",
        f"c+sf={kind}+{subject}+{start}",
    ]
    one, two = word_classes(scene, first, last, 2)
    features += [
        f"w1={one}", f"w2={two}", f"w12={one}+{two}", f"c+w1={kind}+{one}", f"c+w2={kind}+{two}",
        f"b+w1={option.bridge}+{one}", f"k+w1={words}+{one}",
        f"b+w12={option.bridge}+{one}+{two}",
    ]
    if kind == "attribution":
        features += _about_source(scene, match.last, option.first)
    if kind == "naming":
        features.append(f"la={any(scene.key(i) == 'là' for i in range(first, min(last, first + 12)))}+{words}")
    return features


def _about_source(scene: Scene, first: int, last: int) -> list[str]:
    """What stands after `theo`: names, descriptions, or words that are no source (`kế hoạch`, `đó`)."""
    parties = {scene.parties[n].kind for i in range(first, min(last, first + 30)) if (n := scene.party_at[i]) >= 0}
    names = "+".join(sorted(parties)) or "none"
    end = last - 1
    while end > first and scene.key(end) in (",", ":"):
        end -= 1
    return [f"src={names}", f"src1={_kind(scene, first)}", f"srcw={scene.key(first)}", f"srclen={bucket(end - first)}+{names}"]


def left_features(scene: Scene, option: Option, rank: int) -> list[str]:
    """The features of a cue with a clause that ends before its subject."""
    match = scene.cues[option.cue]
    kind = match.value.kind
    _, last = bounds(scene, option.cue)
    separator = option.last
    while scene.key(separator) not in (",", "-", "–") and separator < option.cue:
        separator += 1
    commas = sum(scene.tokens[i].key == "," for i in range(separator + 1, option.cue))
    subject = _kind(scene, separator + 1)
    verbs = min(_verbish(scene, option.first, option.last), 2)
    between = min(_verbish(scene, separator + 1, option.cue), 2)
    tail = last - match.last
    features = _about_cue(scene, option.cue)
    features += [
        f"tail={bucket(tail)}", f"c+tail={kind}+{bucket(tail)}", f"sep={scene.key(separator)}", f"sub={subject}", f"c+sub={kind}+{subject}",
        f"sublen={bucket(option.cue - separator)}", f"commas={min(commas, 3)}", f"rank={rank}", f"len={bucket(option.last - option.first)}",
        f"v={verbs}", f"bv={between}", f"t1={_kind(scene, match.last)}",
        f"rang={'rằng' in (scene.key(match.last), scene.key(match.last + 1))}",
        f"colon={scene.key(match.last) == ':'}", f"f={_kind(scene, option.first)}", f"c+tail+sub={kind}+{bucket(tail)}+{subject}",
        f"gone={scene.cue_at[option.last - 1] >= 0}", f"cues={sum(i in scene.cues for i in range(separator, option.cue))}",
        f"lm={scene.mark_at[max(separator - 1, 0)] >= 0}",
    ]
    if kind == "attribution":
        features += _about_source(scene, match.last, last)
    return features


def mark_features(scene: Scene, option: Option) -> list[str]:
    """The features of what stands in a pair of marks."""
    quoted = scene.marks[option.mark]
    opened, closed = scene.mark_tokens[option.mark]
    first, last = option.first, option.last
    number = scene.sentence_at[opened]
    s0 = scene.sentences[number][0] if number >= 0 else opened
    end = scene.sentence_at[min(closed, len(scene.tokens)) - 1]
    s1 = scene.sentences[end][1] if end >= 0 else closed
    cue = scene.cues[option.cue].value if option.cue >= 0 else None
    kind = cue.kind if cue else "none"
    capital = scene.text[quoted.inner_start].isupper()
    terminal = scene.tokens[last - 1].key in (".", "!", "?", "…") or scene.tokens[last - 1].key == ","
    size, outside = bucket(last - first), bucket(opened - s0 + s1 - closed)
    person = any(scene.tokens[i].key in ("tôi", "chúng") for i in range(first, min(last, first + 40)))
    verbs = min(_verbish(scene, first, last), 2)
    p1, n1 = scene.key(opened - 1) if opened > s0 else "^", scene.key(closed) if closed < s1 else "$"
    before = p1 if p1 in _FUNCTION or len(p1) == 1 or p1 == "rằng" else _kind(scene, opened - 1) if opened else "^"
    after = n1 if n1 in _FUNCTION or len(n1) == 1 else _kind(scene, closed)
    earlier = option.mark > 0 and scene.marks[option.mark - 1].end <= quoted.start and scene.marks[option.mark - 1].end >= quoted.start - 60
    return [
        f"n={size}", f"cap={capital}", f"term={terminal}", f"n+cap={size}+{capital}", f"b={option.bridge}", f"c={kind}",
        f"b+c={option.bridge}+{kind}",
        f"k+b={cue.words if cue else ''}+{option.bridge}", f"b+n={option.bridge}+{size}", f"b+cap={option.bridge}+{capital}",
        f"p1={before}", f"a1={after}",
        f"p1+a1={before}+{after}", f"out={outside}", f"out+n={outside}+{size}", f"single={quoted.single}", f"closed={quoted.closed}",
        f"at={_place(scene, opened)}", f"person={person}", f"v={verbs}", f"v+b={verbs}+{option.bridge}",
        f"edge={opened == s0}{closed >= s1 - 1}",
        f"edge+b={opened == s0}{closed >= s1 - 1}+{option.bridge}", f"after={earlier}+{opened == s0}", f"p2={scene.key(opened - 2)}",
        f"nest={scene.mark_at[first] != option.mark}",
        f"dist={bucket(opened - option.cue) if 0 <= option.cue < opened else bucket(option.cue - closed)}",
        f"single+b+v={quoted.single}+{option.bridge}+{verbs}",
    ]


def stop_features(scene: Scene, option: Option, token: int) -> list[str]:
    """The features of a place where the content of a right option may end: before token `token`."""
    key, nxt = scene.key(token), scene.key(token + 1)
    kind = scene.cues[option.cue].value.kind if option.cue >= 0 else "none"
    n1 = _kind(scene, token + 1) if key in (",", "-", "–", "(", ";", "và") else "-"
    n2 = _kind(scene, token + 2) if n1 != "-" else "-"
    cue_next = next((d for d in range(4) if token + d in scene.cues), 9)
    ahead = next((d for d in range(1, 16) if token + d in scene.cues and scene.cues[token + d].value.kind in ("assertive", "belief")), 99)
    party, gap = (-1, 9)
    if ahead < 99:
        party, gap = subject_before(scene, token + ahead, token + 1)
    new_subject = f"{scene.parties[party].kind if party >= 0 else 'none'}{min(gap, 2)}" if ahead < 99 else "-"
    done, left = bucket(token - option.first), bucket(option.last - token)
    coordinated = _coordinated(scene, token, option.last)
    opening = scene.key(bounds(scene, option.cue)[0]) if option.cue >= 0 else ""
    comma = key == "," and not any(scene.tokens[i].key == "," for i in range(option.first, token))
    one, two = word_classes(scene, token + 1, option.last, 2)
    under = _subordinate(scene, option)
    word2 = nxt if nxt in _FUNCTION or nxt in ("nhấn", "cảnh", "đồng", "cáo") else "w"
    return [
        f"k={key}", f"k+1={key}+{word2}", f"k+n1={key}+{n1}", f"n1+n2={n1}+{n2}", f"k+1+2={key}+{word2}+{scene.key(token + 2)}",
        f"cue={cue_next}",
        f"k+cue={key}+{cue_next}", f"done={done}", f"left={left}", f"subject={new_subject}", f"k+subject={key}+{new_subject}",
        f"ahead={bucket(ahead)}",
        f"open={opening if opening in _SUBORDINATE else '-'}+{key}+{comma}", f"fv={_first_verb(scene, token + 1, option.last)}+{key}",
        f"coord={coordinated}", f"coord+k={coordinated}+{key}", f"c={kind}", f"b={option.bridge}", f"b+k={option.bridge}+{key}",
        f"q={scene.mark_at[token - 1] >= 0}", f"k+done={key}+{done}", f"k+w1={key}+{one}", f"k+w12={key}+{one}+{two}", f"c+k+w1={kind}+{key}+{one}",
        f"under={under}+{key}", f"under={under}+{key}+{comma}", f"under={under}+{key}+{comma}+{one}",
    ]


def _subordinate(scene: Scene, option: Option) -> str:
    """The word that makes the clause of the cue a side clause: `sau khi Nga tuyên bố ...`."""
    first = bounds(scene, option.cue)[0] if option.cue >= 0 else 0
    for i in range(option.cue - 1, max(option.cue - 14, first - 1), -1):
        key = scene.keys[i]
        if key in _UNDER:
            return key
        if key in (",", ";", ":") or i in scene.cues:
            return "-"
    return "-"


_UNDER = frozenset(("khi", "sau", "dù", "vì", "nếu", "mà", "trước", "việc", "do", "nhưng", "song", "và"))
_LINKS = frozenset((
    "đồng", "thời", "và", "nhưng", "song", "tuy", "nhiên", "cũng", "đã", "sau", "đó", "còn", "mà", "trong", "khi", "bên", "cạnh", ",", "-",
    "–",
))


def _coordinated(scene: Scene, token: int, last: int) -> str:
    """The class of a cue that goes on with the same subject here: `, đồng thời cảnh báo`, `nhưng không nói rõ`."""
    negated = False
    for i in range(token, min(token + 6, last)):
        if scene.cue_at[i] >= 0:
            return scene.cues[scene.cue_at[i]].value.kind + ("-not" if negated else "")
        if scene.tokens[i].key in ("không", "chưa", "từ", "chối"):
            negated = True
        elif scene.tokens[i].key not in _LINKS:
            return "no"
    return "no"
