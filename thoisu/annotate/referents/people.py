"""What an article says about the people it names: their titles, the bodies these belong to, their gender."""

from collections.abc import Iterable

from msgspec import Struct, field

from thoisu.annotate.referents.phrases import Grid, Phrase

_FEMALE = frozenset(("bà", "chị", "cô", "nữ"))
_MALE = frozenset(("ông", "ngài", "anh"))
# One office under several names.
_SAME = {
    "bộ trưởng ngoại giao": "ngoại trưởng", "thứ trưởng ngoại giao": "thứ trưởng ngoại giao", "phó ngoại trưởng": "thứ trưởng ngoại giao",
    "người phát ngôn": "phát ngôn viên", "nữ phát ngôn viên": "phát ngôn viên", "phó phát ngôn viên": "phát ngôn viên", "uỷ viên": "ủy viên",
    "người đứng đầu": "nhà lãnh đạo", "lãnh đạo": "nhà lãnh đạo", "cao uỷ": "cao ủy",
    "nghị sỹ": "nghị sĩ", "nhà vua": "quốc vương", "huấn luyện viên trưởng": "huấn luyện viên", "hlv": "huấn luyện viên",
    "đbqh": "đại biểu", "tham mưu trưởng liên quân": "tham mưu trưởng", "bác sỹ": "bác sĩ", "tiến sỹ": "tiến sĩ",
}
LEADERS = frozenset((
    "tổng thống", "thủ tướng", "chủ tịch", "chủ tịch nước", "tổng bí thư", "quốc vương", "nhà lãnh đạo", "tổng thư ký",
    "lãnh tụ",
))
DIPLOMATS = frozenset(("ngoại trưởng", "đại sứ", "đặc phái viên", "phát ngôn viên", "thứ trưởng ngoại giao", "tổng lãnh sự"))
GENERALS = frozenset((
    "đại tướng", "thượng tướng", "trung tướng", "thiếu tướng", "tướng", "vị tướng", "tư lệnh", "phó tư lệnh", "đô đốc",
    "phó đô đốc",
))
SCHOLARS = frozenset((
    "chuyên gia", "giáo sư", "phó giáo sư", "giảng viên", "học giả", "nhà phân tích", "nhà nghiên cứu", "tiến sĩ", "nhà khoa học", "nhà quan sát",
    "cố vấn", "nhà bình luận",
))
# Offices as the tenures of the entity base call them.
OFFICES = {
    "tổng thống": "president", "phó tổng thống": "vice president", "thủ tướng": "prime minister", "phó thủ tướng": "deputy prime minister",
    "quốc vương": "monarch", "nữ hoàng": "monarch", "nhà lãnh đạo": "leader", "tổng bí thư": "party leader", "ngoại trưởng": "foreign minister",
    "bộ trưởng quốc phòng": "defence minister", "bộ trưởng tài chính": "finance minister", "bộ trưởng nội vụ": "interior minister",
    "tổng thư ký": "secretary-general", "tổng tham mưu trưởng": "chief of staff", "chủ tịch nước": "president",
    "chủ tịch": "president", "cố vấn an ninh quốc gia": "security adviser", "phát ngôn viên": "spokesperson",
}


class Person(Struct, gc=False):
    """A person of the article: heads of titles, names in titles, gender."""

    entity: str
    titles: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    gender: str | None = None


def office_key(words: str) -> str:
    """One key for the names of one office.

    >>> office_key("bộ trưởng ngoại giao")
    'ngoại trưởng'
    """
    return _SAME.get(words, words)


def read_people(grid: Grid, phrases: Iterable[Phrase]) -> dict[str, Person]:
    """The persons that the mentions name, with what the titles beside their names say."""
    people: dict[str, Person] = {}
    for i, number in enumerate(grid.mention_at):
        if number < 0 or grid.mentions[number].type != "PER" or (i and grid.mention_at[i - 1] == number):
            continue
        person = people.setdefault(grid.mentions[number].entity, Person(grid.mentions[number].entity))
        before = grid.tokens[i - 1].key if i else ""
        if before in _FEMALE:
            person.gender = "f"
        elif before in _MALE and person.gender is None:
            person.gender = "m"
    for phrase in phrases:
        if phrase.beside is None or phrase.plural:
            continue
        named = people.get(grid.mentions[phrase.beside].entity)
        if named is None:
            continue
        if phrase.role.kind in ("office", "person", "group"):
            named.titles.add(office_key(phrase.role.words))
            named.names.update(grid.mentions[n].entity for n in phrase.names)
        named.gender = named.gender or phrase.role.gender
    return people


def holds(person: Person, words: str) -> bool:
    """Whether a person's titles in the article answer to a title noun."""
    key = office_key(words)
    if key in person.titles:
        return True
    if key == "nhà lãnh đạo":
        return bool(person.titles & LEADERS)
    if key == "nhà ngoại giao":
        return bool(person.titles & DIPLOMATS)
    if key in ("vị tướng", "tướng", "chỉ huy"):
        return bool(person.titles & GENERALS)
    if key in ("chuyên gia", "nhà phân tích", "nhà nghiên cứu", "học giả"):
        return bool(person.titles & SCHOLARS)
    if key in ("chủ tịch", "chủ tịch nước"):
        return bool(person.titles & {"chủ tịch", "chủ tịch nước"})
    return any(title.startswith(key + " ") or title.endswith(" " + key) for title in person.titles)
