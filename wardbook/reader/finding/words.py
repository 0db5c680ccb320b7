"""The words beside a number and what they say: its unit, its bound, its change.

Phrases are lower case, parted by ``|`` or a line break. A phrase that is missing costs only the
figure beside it; one too many can cost others, so no word stands here that is oftener a verb.
"""

import re

from wardbook.reader.finding.lexicon import by_first_word, entries, word_set

# --- Units: the shortest word that counts, two syllables where one alone would mislead. -----------
_PEOPLE = """
người|đảng viên|đv|đồng chí|đ/c|cán bộ|công chức|viên chức|cbcc|đoàn viên|hội viên|đại biểu
thanh niên|công dân|cử tri|học sinh|học viên|sinh viên|giáo viên|bác sĩ|bác sỹ|điều dưỡng
quần chúng|lao động|công nhân|nông dân|hộ|khẩu|nhân khẩu|cháu|em|cụ|ông|bà|anh|chị|chiến sĩ
chiến sỹ|đối tượng|bị can|bị cáo|nạn nhân|tập thể|cá nhân|gia đình|dân|trẻ|trẻ em|thí sinh
ứng viên|bệnh nhân|tân binh|quân nhân|dân quân|hội thẩm|hòa giải viên|hoà giải viên
tuyên truyền viên|tình nguyện viên|cộng tác viên|mẹ|bà mẹ|thương binh|bệnh binh|liệt sĩ|liệt sỹ
thân nhân|vận động viên|diễn viên|nghệ nhân|chủ hộ|phụ nữ|thành viên|ủy viên|uỷ viên|nhân viên
chuyên viên|bí thư|phó bí thư|chi ủy viên|cấp ủy viên|cấp uỷ viên|sĩ quan|dân phòng|thôn đội
tổ trưởng|tổ viên|xã viên|mạnh thường quân|nhà hảo tâm|doanh nhân|tiểu thương|khách|giường
giường bệnh|thuê bao|f0|f1|lượt|lượt người|lượt hộ|lượt khách|lượt hồ sơ|lượt xe|lượt phương tiện
lượt ý kiến|lượt kiểm tra|nam|nữ
"""
_BODIES = """
tổ chức|tccsđ|tổ chức cơ sở|cơ sở đảng|chi bộ|đảng bộ|đảng ủy|đảng uỷ|chi hội|chi đoàn|hội
đoàn thể|đơn vị|cơ quan|doanh nghiệp|dn|hợp tác xã|htx|công ty|cơ sở|cửa hàng|đại lý|trường
trường học|lớp|phòng|phòng học|trạm|trung tâm|bệnh viện|chợ|xã|phường|thị trấn|quận|huyện
thành phố|tỉnh|thôn|ấp|khóm|khu phố|khu vực|khu|khu dân cư|tổ|tổ dân phố|bản|buôn|làng|xóm|đội
nhóm|câu lạc bộ|clb|ban|ngành|đoàn|bộ phận|trang trại|gia trại|hộ kinh doanh|làng nghề|tổ hợp tác
điểm|cụm|đầu mối|địa phương|địa bàn|địa điểm|đồn|chốt|tiểu đội|trung đội|đại đội|khối|nhà trường
nhà thờ|chùa|nơi
"""
_PAPERS = """
hồ sơ|đơn|văn bản|nghị quyết|quyết định|kế hoạch|báo cáo|chỉ thị|chỉ tiêu|tiêu chí|nội dung
ý kiến|kiến nghị|câu hỏi|phản ánh|tin|bài|bài viết|bài báo|tờ|cuốn|quyển|bộ|bản tin|giấy
giấy phép|giấy chứng nhận|giấy khen|bằng khen|thẻ|sổ|thủ tục|tthc|dịch vụ|mục|biên bản|thông báo
công văn|phiếu|lá phiếu|chứng thư|hợp đồng|sáng kiến|đề tài|đề án|dự án|chương trình|mô hình
phong trào|công trình|phần việc|hạng mục|gói|gói thầu|giải|giải thưởng|huy chương|huân chương
huy hiệu|danh hiệu|khuyết điểm|hạn chế|vấn đề|nhiệm vụ|giải pháp|lĩnh vực|nguyên nhân|bước|khâu
loại|tài khoản|trang|chuyên đề|chuyên mục|khẩu hiệu|băng rôn|pano|áp phích|cờ|chữ ký|thư|thư khen
biên chế|bưu gửi
"""
_EVENTS = """
trường hợp|vụ|cuộc|buổi|đợt|lần|kỳ|kỳ họp|phiên|phiên họp|hội nghị|hội thảo|hội thi|lớp tập huấn
khóa|khoá|khóa học|ngày công|công|giờ công|ca|ca trực|chuyến|hoạt động|sự kiện|sự cố|điểm cháy
lỗi|sai phạm|vi phạm|biến động|cuộc gọi|tiết|tiết mục|giao dịch|món|khoản|khoản vay|trận|ván|vòng
mũi|liều|suất|phần|phần quà|học bổng|bữa|bữa ăn|ổ dịch|mẫu|mẫu nước
"""
_THINGS = """
căn|ngôi|nhà|nhà ở|căn hộ|cái|chiếc|con|cây|xe|ô tô|mô tô|xe máy|phương tiện|tàu|tàu cá|thuyền
ghe|ca nô|máy|máy tính|máy bơm|camera|mắt|bóng đèn|bóng|đèn|trụ|cột|cầu|cống|tuyến|đường
con đường|kênh|kênh mương|hẻm|ngõ|trạm biến áp|giếng|công tơ|điểm đen|bãi|bãi rác|thùng|thùng rác
bao|bồn|bể|sản phẩm|mặt hàng|loại hình|thửa|thửa đất|lô|ô|nền|nền nhà|ki ốt|kiot|ki-ốt|quầy|sạp
gian hàng|mộ|ngôi mộ|phần mộ|bia|tượng|di tích|cá thể|gia súc|gia cầm|trâu|bò|lợn|heo|gà|vịt|đàn
ao|lồng|lồng bè|bè|vườn|ruộng|cánh đồng|chậu|giỏ|cuốn sách|đầu sách|sách|vở|áo|chăn|khẩu trang
bộ quần áo|xe đạp|xe lăn|tivi|ghế|ghế đá|bộ bàn ghế|bình chữa cháy|quả|viên|gốc|chai|hộp|gói quà
thùng mì|đơn vị máu|điện thoại|số điện thoại|màn hình|túi|bạn|cụm loa|loa|chỗ|mái ấm|mái che
tụ điểm
"""
# What these count can be parted: "21,3 km" is no slip and "1,360 ha" no thousand.
_DIVISIBLE = """
ha|héc ta|hecta|hécta|héc-ta|hec ta|m2|m²|m3|m³|km|km2|km²|m|mét|mét vuông|mét khối|met|cm|mm|sào
công đất|mẫu|tấn|tạ|yến|kg|ký|gam|g|lít|kwh|kw|kva|mw|cv|lần|bậc|điểm|sao|giờ|phút|giây|ngày|tuần
tháng|năm|quý|độ
"""
PERCENT = ("%", "‰", "phần trăm", "phần nghìn", "điểm phần trăm", "điểm %")
# Time units: a frame ("sau 2 năm") unless the time is the result ("xuống 20 phút").
DURATIONS = {"giờ", "phút", "giây", "ngày", "tuần", "tháng", "thang", "năm", "quý"}

PEOPLE_UNITS = entries(_PEOPLE)
BODY_UNITS = entries(_BODIES)
DIVISIBLE = entries(_DIVISIBLE)
WHOLE_UNITS = (PEOPLE_UNITS | entries(_PAPERS, _EVENTS, _THINGS) | BODY_UNITS) - DIVISIBLE
UNITS = by_first_word(WHOLE_UNITS | DIVISIBLE)

# After a number without a unit these go on with the sentence; any other word is its unit.
NO_UNIT = word_set(
    """
    nam nữ khiển cảnh khai cách đủ và của trong đạt so với là ở tại cho được có bị đã sẽ đang từ
    đến tới do nên thì mà trên dưới hơn kém tăng giảm còn chiếm gồm vào khi theo về vượt bằng
    nhưng hoặc hay cùng để nhằm trước sau qua sang khoảng gần nhờ vì bởi không chưa phải thuộc nữa
    rồi cũng đều chỉ đại thực như này đó trở lên xuống ra tiếp nâng đưa giữa hiện tương tức riêng cụ
    nếu bình mới các những mỗi hoàn trình số tổng toàn trả xếp đứng tính đầu cuối thu chi năm
    tháng quý ngày tỷ tỉ nhất âm dương khởi
    đỗ đậu đổ tạm đúng trễ sớm quá vắng nghỉ ốm chết mất tử thiếu sai chậm lấn bày bán xây dựng làm
    đi nộp vay mua thi khám tiêm khá giỏi yếu tốt cao thấp nhẹ nặng vừa hòa hoà thoát tái đăng xin
    gửi nhận trao tặng dùng sử nuôi trồng chăn sống ngụ chuyển rút hủy huỷ bác đình giữ truy xử phạt
    nhắc hướng lưu lập ký phê duyệt họp dự tham trúng tuyển thường bỏ tán hư hỏng sập ngã cháy ngập
    bồi
    """
)

# --- Money and rates; a space at most stands between, the text is squeezed ------------------------
_NO_MONEY = "chí|bào|hồ|đội|nghiệp|phạm|thời|bộ"  # "đồng chí", "đồng bào" …
MONEY = re.compile(rf"[.]? ?(?:đ[ồòôo]ng(?! (?:{_NO_MONEY})\b)|dong|vnđ|vnd|đ(?!/c))(?!\w)")
FOREIGN_MONEY = re.compile(r" ?(?:usd|đô ?la(?: mỹ)?|\$)(?!\w)")
_PER = """
năm|tháng|ngày|tuần|quý|vụ|người|đầu người|nhân khẩu|khẩu|hộ|ha|m2|m²|m3|m³|km2|km²|km|sào|công
mẫu|đầu|khối|chiếc|túi|bạn|lần|lượt|con|căn|nhà|suất|em|cháu|học sinh|hs|hồ sơ|sản phẩm|kg|tấn|tạ
lít|buổi|giờ|phút|lao động|héc ta|hécta|cây|chi bộ|đảng viên|đơn vị|công trình|xã|thôn|ấp|phòng
dân|trẻ|trường hợp|cuộc|đợt|phần|phần quà|nền|mô hình|đồng chí|đối tượng|vụ việc|ca|bữa|kwh
chuyến|lớp|trường|mẹ|cụ|hội viên|đoàn viên|kỳ|hội nghị|điểm|bộ|xe|tổ|đội|gia đình|khu phố|khóm
chi hội|chi đoàn|học viên|giáo viên|cơ sở|doanh nghiệp|cửa hàng|phiên|phường
"""
_LONGEST_FIRST = "|".join(sorted(entries(_PER), key=len, reverse=True))
RATE = re.compile(rf" ?/ ?(1[.]?0*[.]?000 |100 |vạn )?({_LONGEST_FIRST})(?!\w)")

# --- Left of the number ---------------------------------------------------------------------------
BOUNDS = {
    "at_least": """
        trên|hơn|ít nhất|tối thiểu|không dưới|không ít hơn|không thấp hơn
        không nhỏ hơn|không kém|chí ít|ít ra|vượt mốc
        vượt ngưỡng|qua mốc|cán mốc|trên mức|>|≥
    """,
    "at_most": """
        dưới|không quá|không để quá|tối đa|không vượt quá|không vượt|chưa đầy|chưa đến|chưa tới
        chưa quá|nhiều nhất|không hơn
        không cao hơn|không nhiều hơn|không lớn hơn|không đến|không tới|tốp|top|<|≤
    """,
    "about": """
        gần|độ|khoảng|ước|ước đạt|ước tính|ước khoảng|ước chừng|xấp xỉ|cỡ|chừng|non|ngót
        ngót nghét|tầm|trên dưới|vào khoảng|tròm trèm|suýt soát|~|≈
    """,
    # The last syllable of another phrase: "mức độ 3", "mầm non 742", "sống trên 668 km2".
    "": """
        lên cấp trên|của cấp trên|từ cấp trên|do cấp trên|cho cấp trên|về cấp trên|sách cấp trên
        theo cấp trên|nộp cấp trên|nêu trên|nói trên|kể trên|sống trên|nằm trên|ở trên|dựa trên
        trồng trên|mầm non|mức độ|trình độ|tốc độ|mật độ|nhiệt độ|tiến độ
        cường độ|cấp độ|chế độ|thái độ|góc độ|tần độ
    """,
}
# These may stand a few words off ("tối thiểu phải đạt 85%"); the others only touch the number.
FAR_BOUNDS = entries(
    "không vượt quá|không vượt|ít nhất|tối thiểu|tối đa|không quá|ước|ước đạt|ước tính"
)
COMPARED = {  # "cao hơn 1,2%": the word compares and bounds nothing
    "up": "cao|nhiều|lớn|dài|rộng|nhanh|sớm|đông|tốt|khá|nặng|mạnh|đắt",
    "down": "thấp|ít|nhỏ|kém|chậm|ngắn|hẹp|muộn|nhẹ|yếu|rẻ",
}
CHANGES = {
    "up": """
        tăng|tăng thêm|tăng được|tăng thu|tăng chi|tăng gấp|tăng trưởng|tăng cao hơn|tăng thực
        tăng ròng|gia tăng|nhảy|thăng|bứt|vượt|vượt mức|vượt thu|bội thu|bội chi|gấp|cao gấp|thừa
        dôi dư|dôi|nhiều thêm
        đắt thêm|cao thêm|dài thêm|rộng thêm
        nhích|nhích thêm|nhích lên|nhỉnh|trội|vuợt|nâng thêm|thặng dư
    """,
    "down": """
        giảm|giảm được|giảm bớt|giảm thêm|giảm thu|giảm chi|giảm sâu|giảm nghèo|giảm thực
        kéo giảm|giảm mất|rớt|rớt mất
        cắt giảm|cắt giảm được|tiết giảm|tụt|lùi|sụt|sụt giảm|thiếu|còn thiếu|hụt
        hụt thu|thâm hụt|kém|hạ|rút ngắn|rút ngắn được|rút ngắn thời gian|bớt|bớt đi|ít đi
    """,
    # no change at all
    "idiom": "yếu kém|tăng cường|tăng gia|miễn giảm|vượt mốc|vượt ngưỡng|vượt qua",
}
LEVELS = "lên|xuống|còn|chỉ còn|lên đến|lên tới|xuống còn|thành|lên thành|nay là|còn lại"
