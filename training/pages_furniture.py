"""Furniture of invented news sites: menus, dates, signatures, captions, footers. All wording is ours.

Phrases are parted by their checksum: training pages show four fifths of each list, the pages that measure a model (`hold_out`) the others.
"""

import datetime
import random
import zlib
from collections.abc import Sequence

from thoisu.lexicon import load_rows

# fmt: off
SURNAMES = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Trịnh",
    "Mai", "Tô", "Hà", "Cao", "Quách", "Tạ",
]
MIDDLES = [
    "Văn", "Thị", "Đức", "Minh", "Thu", "Hồng", "Ngọc", "Quốc", "Hải", "Thanh", "Xuân", "Bảo", "Khánh", "Mỹ", "Kim", "Anh", "Tuấn", "Hữu",
    "Gia",
]
GIVEN = [
    "An", "Anh", "Bình", "Chi", "Châu", "Dũng", "Duy", "Giang", "Hà", "Hải", "Hạnh", "Hằng", "Hiền", "Hòa", "Hoa", "Hùng", "Huy", "Hương",
    "Khánh", "Kiên", "Lan", "Linh", "Long", "Ly", "Mai", "Minh", "My", "Nam", "Nga", "Ngân", "Nghĩa", "Nguyên", "Nhung", "Phong", "Phúc",
    "Phương", "Quân", "Quang", "Quyên", "Sơn", "Tâm", "Thảo", "Thắng", "Thúy", "Thủy", "Trang", "Trung", "Tú", "Tuấn", "Tùng", "Uyên",
    "Vân", "Việt", "Vy", "Yến",
]
PLACES = [
    "Hà Nội", "TP.HCM", "Bangkok", "Moscow", "Washington", "Bắc Kinh", "Tokyo", "Paris", "London", "Đà Nẵng", "Cần Thơ", "Phnom Penh",
    "Brussels", "Berlin", "New York", "Sydney", "Huế", "Nghệ An",
]
AGENCIES = [
    "Reuters", "AFP", "AP", "TTXVN", "RT", "TASS", "BBC", "CNN", "VnExpress", "Tân Hoa xã", "Vietnam+", "Sputnik", "Yonhap", "Bloomberg",
    "VOV", "Tuổi Trẻ", "Dân trí", "Kyodo", "Guardian", "EPA", "Xinhua", "Interfax", "Washington Post", "Daily Mail", "VietNamNet", "Zing",
    "Infonet", "Tiền Phong", "Báo Tin tức", "Wired", "Defense News", "Cnet", "The Verge", "Marca", "Goal", "Tri thức trẻ", "Trí thức trẻ",
    "Pháp luật TP.HCM", "Người đưa tin", "NLĐ", "Chinhphu.vn", "Thanh Niên", "SCMP", "Business Insider", "Forbes", "TechCrunch", "VTC News",
    "NHK",
]
SECTIONS = [
    "Thời sự", "Thế giới", "Quốc tế", "Xã hội", "Kinh tế", "Kinh doanh", "Pháp luật", "Giáo dục", "Văn hóa", "Giải trí", "Thể thao",
    "Công nghệ", "Sức khỏe", "Đời sống", "Quân sự", "Phân tích", "Hồ sơ", "Chính trị", "Tin nóng", "Bình luận", "Tư liệu",
    "Thế giới đó đây", "Châu Á", "Châu Âu", "An ninh", "Quốc phòng", "Chứng khoán", "Thị trường", "Bất động sản", "Du lịch", "Tin tức 24h",
    "Nhìn ra thế giới", "Năm châu", "Chuyện bốn phương", "Điểm nóng", "Bạn cần biết", "Sổ tay phóng viên", "Nhịp cầu", "Toàn cảnh",
    "Tin trong nước", "Góc nhìn",
]
# Lines that no table of the package holds, so that the model cannot lean on its phrases alone.
TOP = [
    "Nghe bài báo này", "Đọc cho tôi nghe", "Kích cỡ chữ", "Xem bản in", "Thả tim", "Ghim bài", "Đọc sau", "Cho vào mục yêu thích",
    "Quét mã để đọc trên điện thoại", "1.234 lượt đọc", "Lượt xem: 512", "56 chia sẻ", "12 bình luận", "3 phút đọc",
    "Thời gian đọc: 4 phút", "Đã xem 1024", "Tổng hợp tin ngày", "Mở ứng dụng", "Đổi giao diện tối", "Phông chữ", "Tin 24 giờ",
    "Bản tin sáng", "Truyền hình trực tuyến", "Hôm nay: 27°C", "Hà Nội 25°C", "USD 23.150", "Vàng SJC 36,5", "Báo giấy",
    "Đặt làm trang chủ", "Thêm vào danh sách đọc", "Gửi tới người thân", "Tặng bài viết", "Quý vị đang xem", "Giọng nữ", "Giọng nam", "1x",
    "Đổi cỡ chữ", "Xem ảnh", "+", "-", "0", "12", "345", "Tất cả chuyên mục", "Ẩn menu", "Mở menu", "Bạn đang ở đây",
    "Phiên bản cho người khiếm thị", "Tùy chọn hiển thị", "Ấn phẩm", "Số báo hôm nay", "Tạp chí", "Nhật báo", "Tuần báo", "Xem lịch sử đọc",
    "Nút chia sẻ", "Chia sẻ với nhiều người hơn", "Kết bạn với chúng tôi", "Cỡ chữ: nhỏ vừa lớn", "Fb Tw Zl", "f t g+", "In / Gửi", "PDF",
    "Tải về", "Quan tâm", "Không quan tâm", "Ưa thích", "Theo dõi tờ báo trên mạng xã hội", "Nhóm bạn đọc", "Chép đường dẫn",
    "Đường dẫn bài", "Xem bài gốc", "Trở về chuyên mục", "Cài ứng dụng đọc báo",
]
BOTTOM = [
    "Hết bài", "Bài hay trong tuần", "Kéo lên trên", "Trang kế tiếp", "Ý kiến người đọc", "Viết ý kiến", "Độc giả lên tiếng",
    "Nhập cảm nhận", "Mời bạn cho biết cảm nhận", "Thông tin của bạn được giữ kín", "Bạn còn 1000 ký tự", "Hãy gõ chữ có dấu",
    "Xin điền tên thật", "Hộp thư bạn đọc", "Sai mã kiểm tra", "Gửi thành công", "Cám ơn bạn đã gửi ý kiến",
    "Ý kiến sẽ được biên tập trước khi đăng", "Nội dung quảng bá", "Khu vực quảng bá", "Bài do đối tác cung cấp", "Tải lại trang",
    "Máy chủ đang bận", "Dữ liệu đang được nạp", "Không còn bài nào nữa", "Không tìm thấy bài", "Chưa có ai góp lời", "Xếp theo thời gian",
    "Xếp theo lượt thích", "Hiện thêm ý kiến", "Xem hết ý kiến", "0 ý kiến", "5 ý kiến", "Ẩn", "Khép lại", "Tôi đồng ý", "Chấp nhận", "Bỏ",
    "Cookie", "Quy định gửi ý kiến", "Quy chế hoạt động", "Cẩm nang", "Trang thông tin của hội", "Mọi trích dẫn xin nêu tên báo",
    "Không được chép lại dưới mọi hình thức", "Đăng lại phải xin phép", "Xin ghi tên báo khi dùng lại bài", "Báo mạng phát hành hằng ngày",
    "Cơ quan phát ngôn của hội nhà nghề", "Chịu trách nhiệm: ông Trần Thử", "Thư ký tòa soạn: Lê Mẫu", "Ban biên tập", "Ban trị sự",
    "Số nhà 12 phố Ví Dụ, Hà Nội", "45 đường Thí Nghiệm, quận 1", "Lầu 3, nhà B", "Máy: 04 3999 0000", "Điện: 08.3888.1111",
    "Gọi: 0900 111 222", "Nóng: 0988 000 000", "toasoan@baomau.example", "Gửi thư cho chúng tôi", "Hỏi đáp", "Trợ giúp",
    "Phản ánh nội dung", "Thấy sai sót? Cho chúng tôi biết", "Chọn đoạn sai rồi bấm phím", "Bạn hài lòng với bài này?", "Có", "Không",
    "Điểm: 4/5", "5 sao", "Xếp hạng", "Bản đồ trang", "Dùng thử miễn phí", "Nhận bản tin qua thư", "Ghi địa chỉ thư", "Ghi danh",
    "Đã có tài khoản? Vào đây", "Quên mật khẩu", "Nhập lại", "Đồng ý với quy định", "© 2013 Báo Mẫu", "© Tòa báo Thí Dụ 2005-2016",
    "® Giữ mọi quyền", "Làm bởi nhóm kỹ thuật", "*Xin điền các ô có dấu sao", "* Bắt buộc", "Thư hoặc số máy không hợp lệ",
    "Chúng tôi không công bố địa chỉ thư", "Đọc trên máy tính", "Chuyển sang bản gọn", "Chỗ đặt quảng bá", "Tin nhà đất", "Mua bán",
    "Rao nhanh", "Kết quả xổ số", "Lịch truyền hình", "Lịch bay", "Tử vi", "Cung hoàng đạo", "Bóng đá trực tuyến", "Trang nhất",
]
RELATED = [
    "Bài bạn nên xem", "Chuyện liên quan", "Câu chuyện khác", "Đọc tiếp các bài", "Xin mời đọc", "Cùng đề tài", "Các bài cùng đề tài",
    "Được đọc nhiều hôm nay", "Bài được chú ý", "Tin vừa đăng", "Tin giờ chót", "Chọn lọc", "Biên tập viên chọn", "Bạn đọc đang xem",
    "Gần đây", "Bài trong tuần", "Những bài đã đăng", "Chùm bài", "Hồ sơ vụ việc", "Mạch sự kiện", "Xem các tin về", "Đang nóng", "Thư mục",
    "Ở trang này", "Thêm từ chuyên mục", "Nhiều người đọc", "Đáng chú ý", "Ngày này năm trước", "Bài từ đối tác", "Quan tâm nhiều",
]
INLINE = [
    "Xem thêm:", "Đọc thêm:", ">>", ">>>", "»", "Tin liên quan:", "Liên quan:", ">> Xem thêm:", "XEM THÊM:", "Mời xem:", "=>",
    "Bài liên quan:", "[Đọc thêm]", "Đọc ngay:", "Xem ngay:", "•", "Nên xem:", ">> Đọc tiếp:", "► ", "■", "Bài trước:", "Cùng chủ đề:",
    "Mời bạn đọc:", "Xem lại:", "→", "Video:", "[Video]", "[Ảnh]", "Đã đưa:", "* Xem bài:", "Đón đọc:", "Tin nên đọc:",
]
TAG_LABELS = [
    "Từ khóa:", "Tags:", "TAGS:", "Từ khoá", "Tag:", "Thẻ:", "Chủ đề:", "TỪ KHÓA:", "Từ khóa bài viết:", "#", "Đề tài:", "Nhãn:",
    "Xem các bài về:",
]
SPEAKERS = [
    "Tổng thống", "Thủ tướng", "Ngoại trưởng", "Bộ trưởng", "Giáo sư", "Chuyên gia", "Nhà phân tích", "Tướng", "Người phát ngôn",
    "Chủ tịch", "Đại sứ", "Giám đốc", "Luật sư", "Tiến sĩ",
]
COUNTRIES = [
    "Nga", "Mỹ", "Đức", "Pháp", "Nhật Bản", "Trung Quốc", "Ukraine", "Anh", "Hàn Quốc", "Ba Lan", "Ấn Độ", "Iran", "Syria", "NATO", "EU",
    "Việt Nam", "Thái Lan", "Úc",
]
FOREIGN = [
    "Ivan Testov", "Mark Sample", "Jean Exemple", "Anna Probe", "Sergei Primerov", "John Placeholder", "Emma Muster", "Kenji Rei",
    "Olga Proba", "Peter Beispiel",
]
WEEKDAYS = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật"]
SHORT_WEEKDAYS = ["T2", "T3", "T4", "T5", "T6", "T7", "CN"]
MONTHS = ["Một", "Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy", "Tám", "Chín", "Mười", "Mười Một", "Mười Hai"]
BREAKS = [
    "Quảng cáo", "QUẢNG CÁO", "Advertisement", "Nội dung tài trợ", "Xem ảnh lớn", "Video đang phát", "Đọc tiếp bên dưới", "Kéo xuống để xem tiếp",
    "Tin tài trợ", "Bài chưa hết, mời đọc tiếp", "[adsense]", "Chạm để phóng to", "Phát lại", "Bật tiếng", "Bỏ qua quảng cáo", "Thu gọn",
    "Trượt sang để xem ảnh", "Play", "Xem toàn màn hình", "Đang tải video", "- Quảng cáo -", "ADS", "Loading...", "Cuộn tiếp", "Đọc báo khác",
]
FEELINGS = [
    "Thương", "Phẫn nộ", "Haha", "Bất ngờ", "Yêu thích", "Ngạc nhiên", "Hài lòng", "Chưa hài lòng", "Bổ ích", "Không bổ ích", "Tức giận",
    "Wow", "Xúc động", "Bình thường thôi", "Tuyệt", "Tệ",
]
QUESTIONS = [
    "Thưa {0}, {0} đánh giá thế nào về việc {1}?", "{1} - theo {0} vì sao?", "Vậy còn chuyện {1}, {0} nghĩ sao?", "Nguyên nhân là gì, thưa {0}?",
    "Điều gì khiến {0} bận tâm nhất khi {1}?", "Sắp tới sẽ ra sao, thưa {0}?", "Có ý kiến cho rằng {1}. {0} trả lời thế nào?",
    "Xin {0} nói rõ hơn về {1}?", "Kinh nghiệm của {0} là gì?", "Lúc đó {0} cảm thấy thế nào?", "Liệu {1} có lặp lại không?",
    "Người dân được lợi gì từ việc {1}?", "Nhiều người hỏi bao giờ thì xong?", "Như {0} vừa nói, {1}?", "{0} có lo ngại gì không?",
]
LISTS = [
    "Cụ thể như sau:", "Kết quả chi tiết:", "Danh sách gồm:", "Những điểm cần lưu ý:", "Dưới đây là các mốc chính:", "Các việc phải làm là:",
    "Theo đó:", "Hồ sơ cần có:", "Bảng số liệu như sau:", "Có thể kể đến:", "Thành phần gồm có:", "Mức giá mới:", "Các bước tiến hành:",
]
KINDS = ["Báo", "Tạp chí", "Trang tin", "Nhật báo", "Tuần báo", "Chuyên trang", "Cổng tin", "Bản tin", "Đài", "Kênh", "Diễn đàn", "Mạng tin"]
SLOGANS = [
    "Cơ quan của Hội {0}", "Tiếng nói của người {0}", "Kênh {0} của {1}", "Nhịp sống {0}", "Chuyên trang về {0}", "Vì bạn đọc {1}",
    "Thông tin {0} nhanh và đủ", "Cơ quan ngôn luận của {1}", "Trang {0} số một", "Đọc {0}, hiểu {1}", "Tin {0} mỗi ngày", "Cầu nối {0} và bạn đọc",
]
TEAMS = [
    "Nhóm phóng viên", "Nhóm PV", "PV", "P.V", "Ban Thời sự", "Tổ phóng viên", "Nhóm tác giả", "BBT", "Ban Biên tập", "Phóng viên thường trú",
    "Cộng tác viên", "CTV", "Nhóm thực hiện",
]
_LISTS = (
    "AGENCIES", "SECTIONS", "TOP", "BOTTOM", "RELATED", "INLINE", "TAG_LABELS", "BREAKS", "FEELINGS", "QUESTIONS", "LISTS", "KINDS",
    "SLOGANS", "TEAMS",
)
_ALL = {name: list(globals()[name]) for name in _LISTS}
_TABLE: list[tuple[str, str]] = [(row[0], row[1]) for row in load_rows("furniture")]
# fmt: on


def _held(phrase: str) -> bool:
    return zlib.crc32(phrase.encode()) % 5 == 0


def hold_out(held: bool) -> None:
    """Let pages show the phrases that no training page has, and none of the table of furniture; or, with False, the others."""
    for name, phrases in _ALL.items():
        globals()[name] = [p for p in phrases if _held(p) == held]
    _USED[:] = [("any", p) for p in (*globals()["TOP"], *globals()["BOTTOM"])] if held else _TABLE


_USED: list[tuple[str, str]] = []
hold_out(False)


def known(rng: random.Random, *classes: str) -> str:
    """A phrase of the furniture table of some class; where phrases are held out, any other line of a site."""
    found: Sequence[str] = [p for c, p in _USED if c in classes] or [p for _, p in _USED]
    return rng.choice(found)


def a_site(rng: random.Random) -> str:
    """The name or the slogan of an invented site."""
    name = f"{rng.choice(KINDS)} {rng.choice([*SECTIONS, *PLACES, *GIVEN])}"
    slogan = rng.choice(SLOGANS).format(rng.choice(SECTIONS).lower(), rng.choice(PLACES))
    host = rng.choice(["{0}.example", "www.{0}.example", "{0} . vn", "{0}.net"])
    host = host.format(rng.choice(GIVEN).lower() + rng.choice(["tin", "bao", "24", "news"]))
    return rng.choice([name, name.upper(), slogan, f"{name} - {slogan}", host, f"{host} - {slogan}"])


def a_day(rng: random.Random) -> datetime.datetime:
    """A moment of 2008 to 2021."""
    return datetime.datetime(2008, 1, 1) + datetime.timedelta(minutes=rng.randrange(14 * 365 * 24 * 60))


def date_line(rng: random.Random, at: datetime.datetime) -> str:
    """A publication date as some site shows it."""
    d, m, y, weekday = at.day, at.month, at.year, WEEKDAYS[at.weekday()]
    pad = rng.random() < 0.7
    dd, mm = (f"{d:02d}", f"{m:02d}") if pad else (str(d), str(m))
    sep = rng.choice(["/", "/", "/", "-", "."])
    day = f"{dd}{sep}{mm}{sep}{y}"
    clock = rng.choice(
        [f"{at.hour:02d}:{at.minute:02d}", f"{at.hour}:{at.minute:02d}", f"{at.hour}h{at.minute:02d}", f"{at.hour:02d} giờ {at.minute:02d}"]
    )
    gmt = rng.choice(["", "", " GMT+7", " (GMT+7)", "(GMT+7)", " (GMT +07:00)"])
    return rng.choice(
        [
            f"{weekday}, {day} {clock}{gmt}",
            f"{weekday}, ngày {day} - {clock}{gmt}",
            f"{clock} {day}",
            f"{weekday}, {day}, {clock}{gmt}",
            f"{weekday}, {day} | {clock}{gmt}",
            f"{day} {clock}",
            f"{day} - {clock}{gmt}",
            f"{day}",
            f"{clock} | {day}",
            f"{clock}, {weekday}, {day}",
            f"Cập nhật lúc {clock} ngày {d} tháng {m} năm {y}",
            f"Cập nhật: {clock} {day}",
            f"Đăng lúc {clock} ngày {day}",
            f"Ngày đăng: {day}",
            f"{weekday} ngày {dd} tháng {mm} năm {y}",
            f"{d} Tháng {MONTHS[m - 1]} {y}",
            f"{weekday.lower()}, {d} Tháng {m} {y}",
            f"{y}-{m:02d}-{d:02d} {at.hour:02d}:{at.minute:02d}:00",
            f"{SHORT_WEEKDAYS[at.weekday()]}, {day} - {clock}",
            f"{day} lúc {clock}",
            f"({day} {clock})",
            f"[{day}]",
            f"Thời gian: {clock} - {day}",
            f"{clock} ngày {day}",
            f"{weekday.upper()}, {day}",
            f"Xuất bản: {day}, {clock}",
            f"{weekday}, {clock}, {day}",
            f"{clock} - {weekday}, {day}",
            f"{day} | {clock}{gmt}",
            f"Hà Nội, ngày {d}/{m}/{y}",
            f"{at.hour or 1} giờ trước",
            f"Hôm qua, {clock}",
            f"Số {at.minute + 1}, ra ngày {d}/{m}/{y}",
            f"Ngày gửi: {d}/{m}/{y}",
            f"{dd} Thg {m}, {y} {clock}",
            f"{weekday} - {day}",
            f"{weekday} - {day} {clock}",
            f"{clock}{gmt} {weekday}, {day}",
            f"Ngày {dd} tháng {mm} năm {y}, {clock}",
            f"Bài đăng {day}",
        ]
    )


def a_name(rng: random.Random) -> str:
    """A pen name in one of the usual shapes."""
    full = f"{rng.choice(SURNAMES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}"
    two = f"{rng.choice(MIDDLES if rng.random() < 0.6 else SURNAMES)} {rng.choice(GIVEN)}"
    letters = rng.choice(["{0}.{1}", "{0}.{1}.{2}", "{0}. {1}", "{0}.{3}", "{0}.{1}."])
    initials = letters.format(*(rng.choice("ABCDĐGHKLMNPQTVX") for _ in range(3)), rng.choice(GIVEN))
    name = rng.choices([two, full, initials, rng.choice(GIVEN)], [60, 20, 12, 3])[0]
    return name.upper() if rng.random() < 0.07 else name


def byline(rng: random.Random, top: bool) -> tuple[str, str]:
    """A signature line and the name that it gives."""
    name, agency, other = a_name(rng), rng.choice(AGENCIES), a_name(rng)
    if top:
        forms = [
            f"{name} |",
            f"{name}",
            f"Tác giả: {name}",
            f"{name} -",
            f"PV {name}",
            f"Theo {name}",
            f"{name} (lược dịch)",
            f"{name} (Theo {agency})",
            f"Bởi {name}",
            f"{name} (tổng hợp)",
            f"Bài: {name}",
            f"{name} • {agency}",
            f"Viết bởi {name}",
            f"{name}, {agency}",
            f"{name} (từ {rng.choice(PLACES)})",
            f"| {name}",
            f"{name} - {rng.choice(KINDS)} {rng.choice(SECTIONS)}",
            f"Ghi chép của {name}",
            f"Người viết: {name}",
            f"{name} và nhóm phóng viên",
            rng.choice(TEAMS),
            f"{rng.choice(['BS.', 'ThS.', 'TS.', 'Luật sư', 'GS.'])} {name}",
            f"{name.lower().replace(' ', '')}",
            f"Bài và ảnh: {name}",
            f"Đăng bởi {name}",
        ]
    else:
        forms = [
            f"{name}",
            f"{name} (lược dịch)",
            f"{name} (Theo {agency})",
            f"{name} (theo {agency})",
            f"Theo {name}",
            f"{name} (tổng hợp)",
            f"{name} (Tổng hợp)",
            f"{name} - {other}",
            f"{name}/{agency}",
            f"Bài, ảnh: {name}",
            f"Bài và ảnh: {name}",
            f"Tin, ảnh: {name}",
            f"PV {name}",
            f"{name} |",
            f"{name} (t/h)",
            f"{name} (dịch)",
            f"{name} (ghi)",
            f"{name} (Theo {agency}, {rng.choice(AGENCIES)})",
            f"{name} theo {agency}",
            f"{name} - Theo {agency}",
            f"Theo {name} ({agency})",
            f"Theo {name}/{agency}",
            f"{name}, {other}",
            f"({name})",
            f"{name}.",
            f"Người dịch: {name}",
            f"{name} (biên dịch)",
            f"Thực hiện: {name}",
            f"{name} (tổng hợp từ {agency})",
            f"{name} (từ {rng.choice(PLACES)})",
            f"{name} Theo {agency}",
            f"{name} ({agency})",
            f"Nguồn: {name}/{agency}",
            f"{name} - {agency}",
            f"Tác giả: {name}",
            f"{name} và {other}",
            rng.choice(TEAMS),
            f"{rng.choice(TEAMS)} {agency}",
            f"{name} (thực hiện)",
            f"{name} thực hiện",
            f"Ghi chép: {name}",
            f"{name} ghi",
            f"{rng.choice(['BS.', 'ThS.', 'TS.', 'Luật sư', 'GS.'])} {name}",
            f"Bài viết: {name}",
            f"{name} - {rng.choice(KINDS)} {rng.choice(SECTIONS)}",
            f"{name.upper()} ({agency})",
            f"Biên tập: {name}",
        ]
    return rng.choice(forms), name


def source(rng: random.Random) -> str:
    """A line that credits an agency."""
    agency = rng.choice(AGENCIES)
    return rng.choice(
        [
            f"({agency})",
            f"Nguồn: {agency}",
            f"(Theo {agency})",
            f"Theo {agency}",
            f"(Nguồn: {agency})",
            f"Theo: {agency}",
            f"Nguồn {agency}",
            f"({agency}/{rng.choice(AGENCIES)})",
            f"Theo {agency}, {rng.choice(AGENCIES)}",
            f"Nguồn tin: {agency}",
            f"- {agency} -",
            f"Dẫn nguồn: {agency}",
            f"(theo {agency})",
            f"{agency}",
            f"Theo báo {agency}",
            f"Nguồn từ: {agency}",
        ]
    )


def credit(rng: random.Random) -> str:
    """The credit of a picture."""
    by = rng.choice([rng.choice(AGENCIES), a_name(rng), "Internet", "Tư liệu", f"{a_name(rng)}/{rng.choice(AGENCIES)}", "NVCC"])
    return rng.choice(
        [
            f"Ảnh: {by}",
            f"(Ảnh: {by})",
            f"Ảnh: {by}.",
            f"Nguồn: {by}",
            f"(Nguồn: {by})",
            f"Ảnh {by}",
            f"- Ảnh: {by}",
            f"Hình: {by}",
            f"Ảnh: {by}",
            f"Nguồn ảnh: {by}",
        ]
    )


def footer_line(rng: random.Random) -> str:
    """A line of a page's foot with contact details or rights, composed anew."""
    first, second = rng.choice([" ", ".", ""]), rng.choice([" ", ".", ""])
    phone = f"0{rng.randrange(2, 10)}{rng.randrange(10)}{first}{rng.randrange(100, 1000)}{second}{rng.randrange(1000, 10000)}"
    label = rng.choice(
        [
            "Đường dây nóng",
            "Hotline",
            "Điện thoại",
            "ĐT",
            "Tel",
            "Fax",
            "Liên hệ quảng cáo",
            "Quảng cáo",
            "Tòa soạn",
            "Nóng",
            "Gọi tòa soạn",
            "Trực ban",
            "Phòng bạn đọc",
            "Máy lẻ",
        ]
    )
    number = f"{rng.randrange(1, 600)}/GP-{rng.choice(['BTTTT', 'TTĐT', 'BC', 'BVHTT'])}"
    return rng.choice(
        [
            f"{label}: {phone}",
            f"{label} {phone}",
            f"{label}: {phone} - {phone[:-1]}7",
            f"Giấy phép số {number} ngày {rng.randrange(1, 29)}/{rng.randrange(1, 13)}/{rng.randrange(2003, 2020)}",
            f"Địa chỉ: {rng.randrange(1, 300)} {rng.choice(SURNAMES)} {rng.choice(MIDDLES)} {rng.choice(GIVEN)}, {rng.choice(PLACES)}",
            f"Email: tin{rng.randrange(99)}@bao.example",
            f"Tổng biên tập: {a_name(rng)}",
            f"Phó Tổng biên tập: {a_name(rng)}, {a_name(rng)}",
            f"© {rng.randrange(2001, 2022)} - Bản quyền của báo {rng.choice(SECTIONS)}",
            f"Cơ quan chủ quản: Hội {rng.choice(SECTIONS)} {rng.choice(PLACES)}",
            f"Báo lỗi cho {rng.choice(SECTIONS)}",
            f"Ghi rõ nguồn '{rng.choice(SECTIONS)}' khi phát hành lại",
        ]
    )
