"""Furniture of invented news sites: menus, dates, signatures, captions, comments, footers. All wording is ours."""

import datetime
import random

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
COMMENTS = [
    "Bài viết rất bổ ích.", "Cảm ơn báo đã thông tin.", "Tôi thấy chưa thỏa đáng chút nào.", "Sao không ai nói gì nhỉ?", "Quá đúng!",
    "Hay quá anh ơi.", "Đọc mà buồn.", "Cần làm nghiêm vụ này.", "Thế này thì dân khổ thật.", "Mình ủng hộ ý kiến của bạn ở trên.",
    "Ai cũng biết mà không ai làm.", "Phải chờ xem sao đã.", "Tôi không tin con số này.", "Chúc đội nhà thành công.",
    "Thật đáng tiếc cho họ.", "Mong mọi việc sẽ ổn.", "Cháu đọc mà thương quá.", "Đề nghị báo viết tiếp.",
    "Nhà báo nên kiểm tra lại tên nhân vật.", "Lại chuyện muôn thuở.", "Bao giờ mới hết cảnh này đây.",
    "Tôi sống ở gần đó và thấy đúng như bài nói.", "Xin hỏi khi nào thì có kết quả?", "Nước nào cũng vì lợi ích của mình thôi.",
    "Chiến tranh chỉ có dân thường chịu khổ.", "Hoan nghênh cách làm này.", "Không hiểu nổi luôn.", "Bạn trên nói hay.",
    "Ý kiến của tôi là nên bỏ hẳn quy định đó đi, giữ lại chỉ thêm phiền.", "Nếu là tôi thì tôi đã làm khác.", "Ủng hộ hai tay.", "Bó tay!",
    "Mọi người nghĩ sao?", "Quá hay, quá chuẩn.", "Tin này cũ rồi mà.", "Ảnh đẹp quá.", "Vậy là vui rồi.",
    "Đồng ý với tác giả, nhưng cần thêm số liệu.", "Giá như ai cũng nghĩ được như vậy.", "Em thấy bài này viết một chiều quá ạ.",
    "Nên có chế tài mạnh hơn nữa thì mới răn đe được.", "Hy vọng sớm có tin vui.", "Lâu lắm mới đọc được bài hay thế này.",
    "Sự thật mất lòng.", "Cứ đà này thì còn lâu mới khá được.", "Tôi hoàn toàn nhất trí.", "Chưa chắc đâu các bác ạ.",
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
# fmt: on


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


# fmt: off
_WHO = ["Tôi", "Mình", "Em", "Cháu", "Bản thân tôi", "Gia đình tôi", "Chúng tôi", "Người dân", "Ai", "Nhiều người", "Dân mình", "Các bác", "Anh em"]
_FEEL = [
    "thấy", "nghĩ", "tin là", "mong là", "không hiểu sao", "đoán là", "sợ rằng", "ước gì", "chỉ mong", "hoàn toàn đồng ý là", "thấy lạ là",
    "buồn vì", "vui vì", "bức xúc vì", "cũng nghĩ", "chắc chắn", "hi vọng", "nghe nói",
]
_SAY = [
    "chuyện này không có gì mới", "phải xử lý thật nghiêm", "cách làm đó rất hay", "giá cả sẽ còn tăng", "đội mình sẽ thắng",
    "bài này nói đúng thực tế", "cơ quan chức năng nên vào cuộc", "mọi thứ sẽ tốt lên", "họ chỉ nói suông", "người nghèo chịu thiệt thôi",
    "báo nên tìm hiểu kỹ hơn", "quy định này chưa hợp lý", "không nên đổ lỗi cho ai", "ở quê tôi cũng vậy",
    "lãnh đạo cần nhìn thẳng vào sự thật", "bạn trẻ bây giờ giỏi thật", "làm ăn thế thì chết", "số liệu này có vấn đề",
    "nhà mình cũng gặp cảnh đó", "vụ này còn dài", "ý thức là chính", "nước nhỏ luôn chịu thiệt", "hòa bình là tốt nhất",
    "nói thì dễ làm mới khó", "giá mà biết sớm hơn", "hai bên nên ngồi lại với nhau", "chẳng ai muốn chiến tranh cả",
]
_OPEN = [
    "Quá chuẩn", "Hay", "Chính xác", "Công nhận", "Thôi xong", "Trời ơi", "Ôi", "Đúng vậy", "Thật không thể tin nổi", "Xin chúc mừng",
    "Cảm ơn tác giả", "Cảm ơn tòa soạn", "Chán", "Buồn quá", "Hoan hô", "Tuyệt vời",
]
_CLOSE = [
    "!", ".", "...", "!!!", "?", ", đúng không các bạn?", ". Mong lắm thay!", ". Thế thôi.", " ạ.", " nhé.", " chứ nhỉ?", ". Cảm ơn!",
    ", thật đấy.", ". Hãy chờ xem.",
]
# fmt: on


def comment(rng: random.Random) -> str:
    """What a reader might write below an article."""
    said = f"{rng.choice(_WHO)} {rng.choice(_FEEL)} {rng.choice(_SAY)}"
    roll = rng.random()
    if roll < 0.25:
        return rng.choice(COMMENTS)
    if roll < 0.4:
        return f"{rng.choice(_OPEN)}{rng.choice(['.', '!', ', ' + rng.choice(_SAY) + '.', '...', ' quá!'])}"
    if roll < 0.75:
        return said + rng.choice(_CLOSE)
    return f"{rng.choice(_OPEN)}. {said}{rng.choice(_CLOSE)}"
