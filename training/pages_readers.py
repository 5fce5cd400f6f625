"""What readers write below articles of invented sites. All wording is ours."""

import random

# fmt: off
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
REPLIES = ["phản hồi", "ý kiến", "bình luận", "góp ý", "lời bàn", "cảm nhận", "trả lời"]
_TOOLS = [
    "Trả lời", "Thích {n}", "Thích Trả lời", "{h} giờ trước", "{n}", "Báo xấu", "Thích · Phản hồi · {h} giờ", "{n} thích", "Gửi trả lời",
    "Đồng tình {n}", "{h} ngày trước", "Hữu ích ({n})", "Trả lời · Chia sẻ", "Like Reply", "+{n}", "Vi phạm",
]
_SHORT = [
    ("không", "ko"), ("không", "k"), ("được", "dc"), ("mọi người", "mn"), ("em", "e"), ("anh", "a"), ("cũng", "cug"), ("với", "vs"), ("biết", "bít"),
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


def comment_tools(rng: random.Random) -> str:
    """A line of buttons or of the moment under a comment."""
    return rng.choice(_TOOLS).format(n=rng.randint(0, 90), h=rng.randint(1, 23))


def sloppy(text: str, rng: random.Random) -> str:
    """A comment as it is typed: often as it is, else without capital or end mark, with short forms or faces."""
    roll = rng.random()
    if roll < 0.55:
        return text
    if roll < 0.7:
        text = text.rstrip(".!")
    if roll > 0.65:
        text = text[:1].lower() + text[1:]
    if roll > 0.8:
        for word, short in rng.sample(_SHORT, 4):
            text = text.replace(f" {word} ", f" {short} ")
    return text + rng.choice(["", "", "", " :)", " =))", " ạ", " :(", "!!", " nhé", "..", " haha", " hic"])
