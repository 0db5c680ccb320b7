"""The words beside a number and what they say: its unit, its bound, its kind, or that it is none.

Phrases are lower case, in the order a reader meets them. Groups say why they stand together;
a phrase that is missing only costs the one figure beside it.
"""

import re

# --- Units: the shortest word that counts. Two syllables where one alone would mislead. ---------
_PEOPLE = """
người|đảng viên|đv|đồng chí|đ/c|cán bộ|công chức|viên chức|cán bộ công chức|cbcc|đoàn viên|hội viên
đại biểu|thanh niên|công dân|cử tri|học sinh|học viên|sinh viên|giáo viên|bác sĩ|bác sỹ|điều dưỡng
quần chúng|lao động|công nhân|nông dân|hộ|khẩu|nhân khẩu|cháu|em|cụ|ông|bà|anh|chị|chiến sĩ|chiến sỹ
đối tượng|bị can|bị cáo|nạn nhân|tập thể|cá nhân|gia đình|dân|trẻ|trẻ em|thí sinh|ứng viên|bệnh nhân
tân binh|quân nhân|dân quân|dự bị|hội thẩm|hòa giải viên|hoà giải viên|tuyên truyền viên
tình nguyện viên|cộng tác viên|mẹ|bà mẹ|thương binh|bệnh binh|liệt sĩ|liệt sỹ|thân nhân|vđv|khách
vận động viên|diễn viên|nghệ nhân|chủ hộ|phụ nữ|thành viên|ủy viên|uỷ viên|nhân viên|chuyên viên
bí thư|phó bí thư|chi ủy viên|cấp ủy viên|cấp uỷ viên|hạt nhân|trưởng|phó|sĩ quan|dân phòng|bảo vệ
thôn đội|tổ trưởng|tổ viên|xã viên|mạnh thường quân|nhà hảo tâm|doanh nhân|tiểu thương|suất|giường|giường bệnh|thuê bao|ca
lượt|lượt người|lượt hộ|lượt khách|lượt hồ sơ|lượt xe|lượt phương tiện|lượt ý kiến|f0|f1
"""
_BODIES = """
tổ chức|tccsđ|tổ chức cơ sở|chi bộ|đảng bộ|đảng ủy|đảng uỷ|chi hội|chi đoàn|hội|hội đoàn|đoàn thể
đơn vị|cơ quan|doanh nghiệp|dn|hợp tác xã|htx|công ty|cơ sở|cửa hàng|trường|trường học|lớp|phòng
phòng học|trạm|trung tâm|bệnh viện|chợ|xã|phường|thị trấn|quận|huyện|thành phố|tỉnh|thôn|ấp|khóm
khu phố|khu vực|khu|khu dân cư|tổ|tổ dân phố|bản|buôn|làng|xóm|đội|nhóm|câu lạc bộ|clb|ban|ngành
đoàn|bộ phận|trang trại|gia trại|hộ kinh doanh|làng nghề|tổ hợp tác|thành viên|điểm|điểm nhóm|cụm
đầu mối|địa phương|địa bàn|địa điểm|đồn|chốt|tiểu đội|trung đội|đại đội|khối|nhà trường|nhà thờ|chùa
"""
_PAPERS = """
hồ sơ|đơn|đơn thư|văn bản|nghị quyết|quyết định|kế hoạch|báo cáo|chỉ thị|chỉ tiêu|tiêu chí|nội dung
ý kiến|kiến nghị|câu hỏi|phản ánh|tin|bài|bài viết|bài báo|tờ|cuốn|quyển|bộ|bản|bản tin
giấy|giấy phép|giấy chứng nhận|giấy khen|bằng khen|thẻ|sổ|thủ tục|tthc|thủ tục hành chính|dịch vụ|mục
biên bản|thông báo|công văn|phiếu|lá phiếu|chứng thư|hợp đồng|sáng kiến|đề tài|đề án|dự án|chương trình
mô hình|phong trào|công trình|phần việc|hạng mục|gói|gói thầu|giải|giải thưởng|huy chương|huân chương
huy hiệu|danh hiệu|khuyết điểm|hạn chế|vấn đề|nhiệm vụ|giải pháp|lĩnh vực|nguyên nhân|bước|khâu|loại
tài khoản|trang|chuyên đề|chuyên mục|khẩu hiệu|băng rôn|pano|áp phích|cờ|chữ ký|lời kêu gọi|thư|thư khen
"""
_EVENTS = """
trường hợp|vụ|cuộc|buổi|đợt|lần|kỳ|kỳ họp|phiên|phiên họp|hội nghị|hội thảo|hội thi
lớp tập huấn|khóa|khoá|khóa học|ngày công|công|giờ công|ca trực|chuyến|lượt kiểm tra|hoạt động|sự kiện
sự cố|điểm cháy|lỗi|sai phạm|vi phạm|biến động|lần phát|cuộc gọi|tiết|tiết mục
giao dịch|món|khoản|khoản vay|hoạt cảnh|trận|ván|vòng|mũi|liều
phần|phần quà|học bổng|chương trình tín dụng|bữa|bữa ăn|ổ dịch|mẫu|mẫu nước
"""
_THINGS = """
căn|ngôi|nhà|nhà ở|căn hộ|cái|chiếc|con|cây|xe|xe ô tô|ô tô|mô tô|xe máy
phương tiện|tàu|tàu cá|thuyền|ghe|máy|máy tính|máy bơm|camera|mắt camera|bóng đèn|bóng|đèn|trụ
cột|cầu|cống|tuyến|đường|con đường|kênh|kênh mương|hẻm|ngõ|trạm biến áp|giếng
công tơ|điểm đen|bãi|bãi rác|thùng|thùng rác|bao|bồn|bể|sản phẩm|mặt hàng|loại hình|thửa
thửa đất|lô|ô|nền|nền nhà|ki ốt|kiot|quầy|sạp|gian hàng|ki-ốt|ca nô|mái che|bưu gửi|tụ điểm|mộ|ngôi mộ|phần mộ|bia|tượng|di tích|cá thể
gia súc|gia cầm|trâu|bò|lợn|heo|gà|vịt|đàn|ao|lồng|lồng bè|bè|vườn|ruộng|cánh đồng|chậu|giỏ|hoa|cuốn sách
đầu sách|sách|vở|áo|áo ấm|áo phao|chăn|màn|áo mưa|khẩu trang|bộ quần áo|xe đạp|xe lăn|tivi|ghế|ghế đá
bộ bàn ghế|bình chữa cháy|quả|viên|nơi|mũi khoan|đại lý|cơ sở đảng|vật liệu|gốc|chai|hộp|gói quà
thùng mì|đơn vị máu|nhân tố|điện thoại|số điện thoại|màn hình|cụm loa|loa|chỗ|mái ấm
"""
# What these count can be parted: "21,3 km" is no slip and "1,360 ha" no thousand.
_DIVISIBLE = """
ha|héc ta|hecta|héc-ta|hec ta|m2|m²|m3|m³|km|km2|km²|m|mét|mét vuông|mét khối|met|cm|mm|sào|công đất|mẫu
tấn|tạ|yến|kg|ký|gam|g|lít|kwh|kw|kva|mw|lần|bậc|điểm|sao|giờ|phút|giây|ngày|tuần|tháng|năm|quý|độ|vòng quay
"""
PERCENT = ("%", "‰", "phần trăm", "phần nghìn", "điểm phần trăm", "điểm %")
# Time units: a frame ("sau 2 năm") unless the time is the result ("xuống 20 phút").
DURATIONS = {"giờ", "phút", "giây", "ngày", "tuần", "tháng", "năm", "quý"}


def _entries(*groups: str) -> set[str]:
    return {
        entry.strip() for group in groups for entry in re.split(r"[|\n]", group) if entry.strip()
    }


DIVISIBLE = _entries(_DIVISIBLE)
BODY_UNITS = _entries(_BODIES)
_UNITS = _entries(_PEOPLE, _BODIES, _PAPERS, _EVENTS, _THINGS) | DIVISIBLE


def _by_first_syllable(phrases: set[str]) -> dict[str, re.Pattern[str]]:
    """A pattern per first syllable, longest phrase first; a line may break inside a phrase."""
    groups: dict[str, list[str]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        groups.setdefault(phrase.split()[0], []).append(phrase)
    return {
        first: re.compile(
            "(?:" + "|".join(" ".join(map(re.escape, p.split())) for p in group) + r")(?!\w)"
        )
        for first, group in groups.items()
    }


UNITS = _by_first_syllable(_UNITS)

# After a number without a unit these go on with the sentence; any other word is its unit.
NO_UNIT = set(
    """
    nam nữ     và của trong đạt so với là ở tại cho được có bị đã sẽ đang từ đến tới do nên thì mà trên dưới hơn kém
    tăng giảm còn chiếm gồm vào khi theo về vượt bằng nhưng hoặc hay cùng để nhằm trước sau qua sang
    khoảng gần nhờ vì bởi không chưa phải thuộc nữa rồi cũng đều chỉ thực như này đó trở lên xuống ra
    tiếp nâng đưa giữa hiện tương tức riêng cụ nếu bình mới các những mỗi hoàn trình số tổng toàn trả
    xếp đứng tính đầu cuối thu chi năm tháng quý ngày tỷ tỉ nhất âm dương
    """.split()
)

# --- Money -------------------------------------------------------------------------------------
_NO_MONEY = "chí|bào|hồ|đội|nghiệp|phạm|thời|bộ"  # "đồng chí", "đồng bào" …
MONEY = re.compile(rf"[.]? ?(?:đ[ồòôo]ng(?! (?:{_NO_MONEY})\b)|dong|vnđ|vnd|đ(?!/c))(?!\w)")
FOREIGN_MONEY = re.compile(rf" ?(?:usd|đô ?la(?: mỹ)?|\$)(?!\w)")
RATE = re.compile(
    rf" ?/ ?(1[.]?0*[.]?000 |100 |vạn )?"
    r"(năm|tháng|ngày|tuần|quý|vụ|người|đầu người|nhân khẩu|khẩu|hộ|ha|m2|m²|m3|m³|km2|km²|km|sào|công|mẫu|đầu"
    r"|lần|lượt|con|căn|nhà|suất|em|cháu|học sinh|hs|hồ sơ|sản phẩm|kg|tấn|tạ|lít|buổi|giờ|phút|lao động"
    r"|héc ta|hécta|cây|chi bộ|đảng viên|đơn vị|công trình|xã|thôn|ấp|phòng|dân|trẻ|trường hợp|cuộc|đợt"
    r"|phần|phần quà|nền|mô hình|đồng chí|đối tượng|vụ việc|ca|bữa|kwh|chuyến|lớp|trường|mẹ|cụ|hội viên"
    r"|đoàn viên|kỳ|hội nghị|điểm|bộ|xe|tổ|đội|gia đình|khu phố|khóm)(?!\w)"
)

# --- Left of the number: bounds ----------------------------------------------------------------
BOUNDS = {
    "at_least": "trên|hơn|ít nhất|tối thiểu|không dưới|không ít hơn|không kém|chí ít|trên mức|>|≥",
    "at_most": "dưới|không quá|tối đa|không vượt quá|không vượt|chưa đầy|chưa đến|chưa tới|chưa quá"
    "|nhiều nhất|không hơn|không đến|không tới|tốp|top|<|≤",
    # "mức độ 3", "trình độ 12/12": the last syllable of a noun, no bound
    "": "mầm non|sống trên|nằm trên|ở trên|dựa trên|trồng trên|mức độ|trình độ|tốc độ|mật độ|nhiệt độ|tiến độ|cường độ|cấp độ|chế độ|thái độ|góc độ|tần độ",
    "about": "gần|độ|khoảng|ước|ước đạt|ước tính|ước khoảng|ước chừng|xấp xỉ|cỡ|chừng|non|ngót|ngót nghét"
    "|tầm|trên dưới|vào khoảng|tròm trèm|suýt soát|~|≈",
}
# These may stand a few words off ("tối thiểu phải đạt 85%"); the others only touch the number.
FAR_BOUNDS = {"không vượt quá", "không vượt", "ít nhất", "tối thiểu", "tối đa", "không quá", "ước", "ước đạt", "ước tính"}
COMPARED = {  # "cao hơn 1,2%": the word compares and bounds nothing
    "up": "cao|nhiều|lớn|dài|rộng|nhanh|sớm|đông|tốt|khá|nặng|mạnh",
    "down": "thấp|ít|nhỏ|kém|chậm|ngắn|hẹp|muộn|nhẹ|yếu",
}
CHANGES = {
    "up": "tăng|nhảy|thăng|bứt|tăng thêm|tăng được|vượt|vượt mức|vượt thu|tăng thu|tăng chi|bội thu|bội chi|gấp|thừa|dôi dư"
    "|cao gấp|tăng gấp|dôi|tăng trưởng|nhích|nhích thêm|nhích lên|nhỉnh|trội|tăng thực|tăng ròng|nâng thêm|tăng cao hơn|thặng dư|gia tăng",
    "": "yếu kém|tăng cường|tăng gia|miễn giảm",
    "down": "giảm|tụt|lùi|sụt|sụt giảm|tụt hạng|giảm được|giảm bớt|giảm thêm|giảm thu|giảm chi|thiếu|hụt|hụt thu|thâm hụt|rút ngắn"
    "|rút ngắn được|rút ngắn thời gian|cắt giảm|cắt giảm được|kéo giảm|kém|còn thiếu|hạ|giảm sâu|giảm nghèo|tiết giảm",
}
LEVELS = "lên|xuống|còn|chỉ còn|lên đến|lên tới|xuống còn|thành|lên thành|nay là|còn lại"
