"""Count which words tell news of political acts from other news, over the unlabelled articles of ../shared/data/news.

    python -m training.events_topics          write thoisu/models/events_topics.tsv

Articles whose title and lead hold words of politics are set against those that hold words of crime, accidents, sport, show and
business and none of politics; the weight of a word is the log of the ratio of its shares of articles in both.
"""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from thoisu.annotate.events.topics import topic_words
from thoisu.text.match import find_tokens
from thoisu.text.normalize import clean_line
from training.gold import SHARED

TABLE = Path(__file__).parents[1] / "thoisu" / "models" / "events_topics.tsv"
POLITICAL = re.compile(
    r"\b(?:tổng thống|thủ tướng|bộ trưởng|ngoại trưởng|quốc hội|chính phủ|liên hợp quốc|nato|đại sứ|chủ tịch nước|tổng bí thư|bí thư|đại biểu|"
    r"nghị sĩ|hạ viện|thượng viện|ngoại giao|tên lửa|quân đội|hải quân|trừng phạt|đàm phán|hội đàm|biểu tình|đảng|hạt nhân|biên giới|"
    r"chủ quyền|phiến quân|không kích|khủng bố|kremlin|nhà trắng|asean|eu|thanh tra|uỷ ban thường vụ|lầu năm góc|tập trận|quốc phòng)\b"
)
ORDINARY = re.compile(
    r"\b(?:trộm|cướp|ma tuý|hiếp dâm|giết người|giết vợ|lừa đảo|đánh bạc|dâm ô|mại dâm|bị cáo|bị can|nghi phạm|tử vong|tai nạn|va chạm|cháy|lật xe|"
    r"xe tải|xe khách|tài xế|ca sĩ|diễn viên|hoa hậu|người mẫu|nghệ sĩ|phim|ca khúc|showbiz|bóng đá|cầu thủ|u23|v-league|trận đấu|"
    r"huấn luyện viên|bàn thắng|giá vàng|chứng khoán|bất động sản|cổ phiếu|doanh thu|khuyến mãi|bão số|mưa lớn|nắng nóng|lũ|du khách|"
    r"học sinh|sinh viên|bệnh nhân|bác sĩ|"
    r"công an|cảnh sát|khởi tố|toà án|hôn nhân|ly hôn|đám cưới)\b"
)
LEAST, MOST = 15, 12000


def read_articles() -> Iterator[tuple[str, str]]:
    """Title with lead, and whole text, of every article."""
    for path in sorted((SHARED / "data" / "news").glob("part-*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                head = clean_line(f"{row['title']}. {row.get('lead') or ''}")
                yield head, f"{head}\n{row['text'][:3000]}"


def main() -> None:
    """Count, and write the table."""
    seen: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    articles: Counter[bool] = Counter()
    for head, text in read_articles():
        head = head.lower()
        political = len(POLITICAL.findall(head))
        if political < 2 and not (political == 0 and ORDINARY.search(head)):
            continue
        articles[political >= 2] += 1
        seen[political >= 2].update(topic_words([t.key for t in find_tokens(clean_line(text))]))
    weights = {}
    for word in set(seen[True]) | set(seen[False]):
        yes, no = seen[True][word], seen[False][word]
        if yes + no >= LEAST:
            weight = math.log((yes + 3) / articles[True]) - math.log((no + 3) / articles[False])
            if abs(weight) > 0.7:
                weights[word] = weight
    chosen = sorted(weights, key=lambda w: (-abs(weights[w]) * math.log(seen[True][w] + seen[False][w]), w))[:MOST]
    rows = [f"{word}\t{weights[word]:.2f}" for word in sorted(chosen)]
    TABLE.write_text("\n".join(["word\tweight", *rows]) + "\n", encoding="utf-8")
    print(f"{articles[True]} articles of politics, {articles[False]} others, {len(rows)} words")


if __name__ == "__main__":
    main()
