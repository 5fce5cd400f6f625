"""Six invented articles and the words of other stories that stand around them on a page."""

from typing import NamedTuple


class Story(NamedTuple):
    """An invented article with all that a page may say of it."""

    title: str
    lead: str
    body: tuple[str, ...]
    heading: str
    caption: str
    credit: str
    author: str
    section: str
    tags: tuple[str, ...]
    day: str
    time: str


BRIDGE = Story(
    "Cầu Vịnh Trăng thông xe sau ba năm chờ đợi",
    (
        "Cây cầu nối hai bờ Vịnh Trăng chính thức thông xe sáng nay, rút ngắn quãng đường đi lại của người dân ba xã ven biển từ hai giờ "
        "xuống còn mười phút."
    ),
    (
        (
            "Lễ thông xe diễn ra lúc 8h sáng với sự có mặt của hàng nghìn người dân hai bên bờ, nhiều gia đình mang theo ghe và lưới như "
            "một lời chào tạm biệt bến đò cũ."
        ),
        (
            "Phát biểu tại buổi lễ, Giám đốc Sở Giao thông Hòa Châu Đỗ Mộc Miên cho biết cây cầu dài 1,2 km, rộng 14 m, có tổng vốn đầu "
            "tư hơn 800 tỷ đồng từ ngân sách tỉnh."
        ),
        "“Chúng tôi đã phải dừng thi công hai lần vì bão, nhưng cuối cùng công trình vẫn về đích trước mùa mưa năm nay”, bà Mộc Miên nói.",
        "Theo thiết kế, mỗi ngày cầu đón khoảng 6.000 lượt xe, trong đó xe tải trên 10 tấn chỉ được lưu thông từ 22h đến 5h sáng hôm sau.",
        "Ông Tạ Văn Lưới, người chèo đò suốt 31 năm ở bến Trăng, nói ông vừa mừng vừa tiếc vì từ nay con đò của ông chỉ còn chở khách tham quan.",
        "Tỉnh Hòa Châu dự kiến khởi công tuyến đường ven biển nối tiếp cây cầu vào quý ba, với chiều dài 18 km đi qua bốn xã bãi ngang.",
    ),
    "Bến đò thành điểm du lịch", "Người dân đi bộ trên cầu Vịnh Trăng trong sáng thông xe.", "Ảnh: Mây Lam", "Ngô Thử Bút", "Giao thông",
    ("cầu Vịnh Trăng", "Hòa Châu", "thông xe"), "2021-05-12", "09:35",
)
TALKS = Story(
    "Bắc Sơn Quốc và Hòa Lan Châu mở lại đường dây nóng quốc phòng",
    "Hai nước láng giềng hôm qua nhất trí nối lại đường dây nóng giữa hai bộ quốc phòng, vốn bị cắt từ vụ va chạm tàu tuần tra hồi tháng hai.",
    (
        (
            "Thỏa thuận được công bố sau cuộc họp kéo dài năm giờ giữa Bộ trưởng Quốc phòng Bắc Sơn Quốc Lục Thế Phong và người đồng cấp "
            "Hòa Lan Châu Trịnh Bảo An."
        ),
        "Theo tuyên bố chung, đường dây sẽ hoạt động suốt ngày đêm và được kiểm tra mỗi tuần một lần vào sáng thứ hai.",
        "“Một cuộc gọi đúng lúc có thể ngăn được một hiểu lầm đắt giá”, ông Lục Thế Phong nói với báo giới sau cuộc họp.",
        (
            "Bà Trịnh Bảo An cho rằng việc nối lại liên lạc chỉ là bước đầu, hai bên còn phải bàn về quy tắc ứng xử khi tàu của hai nước "
            "gặp nhau trên biển."
        ),
        "Giới quan sát nhận định thỏa thuận đạt được nhanh hơn dự kiến, sau khi Liên minh Sao Biển đề nghị làm trung gian hồi đầu tháng.",
        "Đường dây nóng giữa hai bộ được lập cách đây chín năm và từng được dùng mười bốn lần trước khi bị cắt.",
    ),
    "Chín năm của một đường dây", "Hai bộ trưởng bắt tay trước cuộc họp ở Vịnh Trăng.", "Ảnh: Thông tấn Mây", "Hà Giả Định", "Thế giới",
    ("Bắc Sơn Quốc", "đường dây nóng", "quốc phòng"), "2019-03-28", "14:20",
)
COFFEE = Story(
    "Giá cà phê Đồi Gió lập đỉnh, nông dân vẫn không vui",
    "Giá cà phê nhân tại vùng Đồi Gió đã vượt 120.000 đồng mỗi kg, cao nhất trong mười năm, nhưng phần lớn nông dân đã bán hết hàng từ đầu vụ.",
    (
        "Khảo sát tại ba xã của huyện Đồi Gió cho thấy thương lái trả 120.500 đồng cho mỗi kg cà phê nhân, tăng 8.000 đồng so với tuần trước.",
        "Tuy nhiên, theo Hợp tác xã Hạt Mộc, gần 90% hộ trồng cà phê đã bán sản phẩm ngay sau khi thu hoạch để trả nợ phân bón.",
        "Bà Rơ Thị Nương, chủ hai hecta cà phê ở xã Đá Bạc, kể bà bán toàn bộ bốn tấn nhân hồi tháng mười một với giá chỉ bằng nửa hiện nay.",
        "“Nhìn giá lên từng ngày mà kho thì trống, ai cũng xót”, bà Nương chia sẻ.",
        "Hiệp hội Cà phê Cao Nguyên dự báo giá còn giữ ở mức cao đến hết quý hai vì nguồn cung từ các nước xuất khẩu lớn giảm khoảng 15%.",
        "Để tránh cảnh bán non, hợp tác xã đang thử nghiệm mô hình ký gửi kho, trong đó nông dân được vay 70% giá trị hàng gửi.",
    ),
    "Ký gửi kho thay vì bán non", "Nông dân phơi cà phê tại xã Đá Bạc, huyện Đồi Gió.", "Ảnh: Lê Giả Tưởng", "Phan Mẫu Tự", "Kinh tế",
    ("cà phê", "Đồi Gió", "giá nông sản"), "2023-12-04", "06:00",
)
SCHOOL = Story(
    "Lớp học nổi giữa hồ Lặng mùa nước lên",
    "Khi nước hồ Lặng dâng cao, thầy trò điểm trường Bến Sậy chuyển lớp lên chiếc sà lan cũ được sửa thành phòng học, để không em nào phải nghỉ.",
    (
        "Sáng đầu tuần, hai mươi bảy học sinh của ba khối lớp được bố mẹ chèo thuyền đưa tới chiếc sà lan neo giữa hồ Lặng.",
        "Thầy Quách Trọng Nghĩa, người phụ trách điểm trường, cho biết mỗi năm nước ngập sân trường từ sáu đến tám tuần.",
        "Trước đây, vào mùa này học sinh phải nghỉ học hoặc đi nhờ nhà văn hóa xã cách đó 11 km đường núi.",
        "Ý tưởng lớp học nổi bắt đầu từ một chủ sà lan trong vùng, người tặng lại chiếc thuyền chở cát đã ngừng chạy từ bốn năm trước.",
        "Phòng Giáo dục huyện Lũng Mây đã hỗ trợ áo phao, bàn ghế gấp và một máy phát điện nhỏ dùng năng lượng mặt trời.",
        "“Em thích học ở đây vì giờ ra chơi được xem cá”, Lò Thí Dụ, học sinh lớp ba, nói.",
    ),
    "Áo phao là đồng phục", "Học sinh điểm trường Bến Sậy trong giờ tập đọc trên sà lan.", "Ảnh: Quách Sậy", "Vi Hư Cấu", "Giáo dục",
    ("lớp học nổi", "hồ Lặng", "giáo dục vùng cao"), "2018-09-17", "16:05",
)
FOOTBALL = Story(
    "Sông Xanh thắng ngược Núi Đỏ ở phút bù giờ",
    "Bị dẫn hai bàn sau hiệp một, Sông Xanh ghi liền ba bàn trong hiệp hai để giành trọn ba điểm và vươn lên đầu bảng Giải Vô địch Các dòng sông.",
    (
        "Núi Đỏ mở tỷ số ngay phút thứ bảy khi tiền vệ Lý Thạch sút xa từ khoảng cách 25 m, bóng đi sát cột dọc vào lưới.",
        "Đội khách nhân đôi cách biệt ở phút 38 sau một pha đá phạt góc mà hàng thủ chủ nhà hoàn toàn đứng nhìn.",
        "Sau giờ nghỉ, huấn luyện viên Kha Vĩnh Hằng tung vào sân cùng lúc ba cầu thủ tấn công và thế trận thay đổi hẳn.",
        "Tiền đạo Trần Mô Phỏng rút ngắn tỷ số ở phút 61, trước khi chính anh gỡ hòa từ chấm phạt đền ở phút 84.",
        "Bàn quyết định đến ở phút bù giờ thứ tư, khi hậu vệ Đinh Ảo đánh đầu tung lưới Núi Đỏ từ quả tạt bên cánh trái.",
        "Ở vòng tới, Sông Xanh làm khách trên sân Thung Vàng vào tối 19/8, còn Núi Đỏ tiếp đội chót bảng Biển Cát.",
    ),
    "Ba thay người đổi thế trận", "Cầu thủ Sông Xanh ăn mừng bàn thắng thứ ba.", "Ảnh: Sân Cỏ", "Mai Tưởng Tượng", "Thể thao",
    ("Sông Xanh", "Núi Đỏ"), "2022-08-14", "22:48",
)
COURT = Story(
    "Chủ trại nuôi cá lãnh bốn năm tù vì xả thải ra suối Ngọc",
    "Tòa án huyện Khe Vàng chiều nay tuyên phạt bị cáo Hứa Văn Bịa bốn năm tù về tội gây ô nhiễm môi trường, đồng thời buộc bồi thường 2,3 tỷ đồng.",
    (
        "Theo cáo trạng, từ tháng 1 đến tháng 9 năm ngoái, trại cá của bị cáo Bịa đã xả hơn 40.000 m3 nước thải chưa qua xử lý ra suối Ngọc.",
        "Hậu quả, cá chết hàng loạt trên đoạn suối dài 7 km, 212 hộ dân ở hạ lưu không có nước sinh hoạt trong gần ba tháng.",
        "Tại tòa, bị cáo thừa nhận đã cho đặt đường ống ngầm dài 300 m để qua mắt đoàn kiểm tra của huyện.",
        "Đại diện Viện kiểm sát cho rằng hành vi của bị cáo là có tổ chức, kéo dài và gây thiệt hại đặc biệt lớn cho cộng đồng.",
        "Luật sư bào chữa đề nghị tòa xem xét việc bị cáo đã nộp trước 500 triệu đồng để khắc phục hậu quả.",
        "Hội đồng xét xử cũng kiến nghị Ủy ban huyện Khe Vàng làm rõ trách nhiệm của các cán bộ đã ký biên bản kiểm tra.",
    ),
    "Đường ống ngầm 300 mét", "Bị cáo Hứa Văn Bịa tại phiên tòa chiều nay.", "Ảnh: CTV", "Đoàn Không Thật", "Pháp luật",
    ("suối Ngọc", "Khe Vàng", "xả thải", "tòa án"), "2020-11-20", "17:30",
)
STORIES = (BRIDGE, TALKS, COFFEE, SCHOOL, FOOTBALL, COURT)

OTHERS = (
    ("Chợ nổi Cá Linh mở lại sau mùa lũ", "Phiên chợ đầu tiên đón hơn ba trăm ghe hàng từ các xã quanh vùng về mua bán từ lúc mờ sáng."),
    ("Thư viện làng Gốm nhận mười nghìn cuốn sách", "Số sách do cựu học sinh quyên góp sẽ được đưa về bốn điểm trường trong tháng này."),
    ("Đội bơi trẻ Thung Vàng lên đường tập huấn", "Mười hai vận động viên có ba tuần rèn luyện ở nước ngoài trước giải vô địch khu vực."),
    ("Dự báo thời tiết: vùng núi có mưa dông về chiều", "Nhiệt độ cao nhất từ 27 đến 30 độ, gió nhẹ, độ ẩm lớn ở các thung lũng."),
    ("Nhà máy Ánh Trăng tuyển thêm hai trăm công nhân", "Doanh nghiệp cam kết hỗ trợ chỗ ở và đưa đón cho lao động ở xa."),
    ("Triển lãm tranh lụa của họa sĩ Tơ Vàng", "Ba mươi bức tranh được bày tại nhà cổ phố Hàng Mây đến hết tháng."),
)
