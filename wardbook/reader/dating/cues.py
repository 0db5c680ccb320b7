"""The words around a figure or a time that decide which period binds the figure."""

import re

SIZE = re.compile(
    r"\b(?:dài|rộng|cao|sâu|dày|tải trọng|trọng tải|khẩu độ)"
    r"(?:\s(?:trên|hơn|gần|khoảng|là|tới|từ|trung bình|bình quân|toàn tuyến))*\s?$"
)
# A value that was: "từ 45 hộ xuống", "trước đây chỉ 95%", "so với trước dịch (9.225 con)".
FORMER = re.compile(
    r"(?=[tđscxlbh(])(?:\btừ(?:\s(?:mức|chỗ))?|trước đây[^.;\d]{0,30}|trước đó[^.;\d]{0,20}"
    r"|đầu nhiệm k[ỳì][^.;,)\d]{0,30}|so\s+với[^.;,()%\d]{0,40}\("
    r"|so\s+với(?:\s(?:mức|con số))?|so\s+với\s+(?:ngày|lúc|hồi|thời|khi)\s[^.;,()%\d]{0,30}"
    r"|(?:lần|bằng|hơn)\s+(?:thời điểm\s+|hồi\s+|lúc\s+)?(?:đầu|cuối)"
    r"\s+(?:năm|kỳ|quý|tháng|nhiệm kỳ)\s?\("
    r"|\((?:đầu|cuối)\s+(?:năm|kỳ|quý|tháng)[^.;()\d]{0,20}"
    r"|(?:còn|xuống|lên)\b[^.;,]{0,40}\btừ(?:\s(?:mức|chỗ))?)"
    r"(?:\s(?:trên|hơn|gần|khoảng|dưới))?\s?$"
)
TO = re.compile(
    r"(?:[^.;\d()]{0,20}\([^()]{0,30}\))?[^.;\d]{0,40}?\b(?<!trở )(?:xuống|lên|còn|thành|đến|tới)\b"
)
WHOLE_YEAR = re.compile(r"dự toán|(?:kế hoạch|chỉ tiêu|kh)\s+(?:cả\s+)?năm|cả năm")
PLAN_BESIDE = re.compile(  # "(kế hoạch: dưới 1%)": the plan of the result beside it
    r"\((?:kế hoạch|chỉ tiêu|dự toán|kh)[^()]{0,15}$"
)
PLAN = re.compile(r"kế hoạch|chỉ tiêu|dự toán")
PER_YEAR = re.compile(r"bình quân|h[ằà]ng năm|mỗi năm|nhiệm k[ỳì]|/năm")
BREAK = re.compile(
    r"[,;:](?!\d)|(?:^|[^\W\d])\.(?=[^\W\d])|\s[–—-]\s|[(|\t]"
    r"|\b(?:và|thì|mà|nhưng|nên)"
    r"\s+(?:(?:trong|dự kiến|phấn đấu|ước|tính|riêng|sang|vào|cuối|đầu|giữa|hết|đến)\s+)*$"
    r"|\b(?:vì|do|nhờ|bởi)\s"
)
PARENTHESIS = re.compile(r"\([^()]*\)")
OPENED = re.compile(r"\((?:\s?(?:tính|đến|tới|hết|cuối|trong|số liệu))*\s?$")
GLOSS = re.compile(r"[^\W\d]*\s?\((?:\s?(?:chiếm|đạt|bằng|tức))?\s?")
PARTS = re.compile(r";|trong đó")
YEAR_BEFORE = re.compile(  # "năm ngoái", "hai năm trước"
    r"(?:(?P<ago>\w+)\s+)?năm\s+(?:học\s+)?(?:trước|ngoái)|cách\s+đây\s+(?P<since>\w+)\s+năm"
)
COMPARED = re.compile(r"\b(?:so|với|hơn|bằng|như)\s?$|cùng(?:\s+(?:qu[ýí]|k[ỳì]|tháng|vụ))?\s?$")
PAST = re.compile(r"(?<!\w)(?:hồi|thuở|xưa)\s(?:(?:đầu|cuối|giữa)\s)?$")  # no present is told by it
CONCLUDES = re.compile(
    r"\b(?:như (?:vậy|thế)|vậy là|tức(?: là)?|nghĩa là|(?:do|theo|qua) đó|nay|nên)\b"
)
CLAUSE = re.compile(r"[,;:()]\s|\sthì\s")
ATTENDS = re.compile(
    r"đại biểu|cử tri|phiếu|trúng cử|(?:tham\s+)?dự\b|thành viên|ý kiến|có mặt|bầu"
)
# A meeting that looks back: its day dates who came, not what it heard.
SENTENCE = re.compile(r"[.;!?]\s")
HEARS = re.compile(
    r"làm việc|tổng kết|sơ kết|tiếp xúc|giám sát|kiểm tra|báo cáo|kết quả|nhìn lại|đánh giá"
)
COUNTED = re.compile(r",?\s+(?:tổng\s+)?(?:số|lượt|lượng|tỷ lệ|tỉ lệ|mức|mực|tổng)(?!\w)")
# How large a body always is, whatever the day: "Chi bộ có 40 đảng viên, sinh hoạt tại 4 tổ".
STANDS = re.compile(
    r"\W*(?:toàn\s+)?(?:chi bộ|đảng bộ|chi hội|chi đoàn|hội|đoàn|công đoàn|phường|xã|thôn|ấp|bản"
    r"|làng|huyện|quận|thị trấn|khu phố|khu dân cư|tổ|trường|hợp tác xã|câu lạc bộ)(?!\w)"
    r"[^.;:,()]{0,40}?\s(?:có|gồm|quản lý)\s(?:(?:tổng số|trên|hơn|gần|khoảng)\s)?[\d.]+\s"
    r"(?:đảng viên|hội viên|đoàn viên|thành viên|xã viên|hộ|khẩu|nhân khẩu|người dân|dân|khu phố"
    r"|thôn|ấp|bản|tổ|chi bộ|chi hội|chi đoàn|học sinh|giáo viên|cán bộ)(?:\sdân(?:\scư|\sphố)?)?"
    r"(?=\s*(?:[,.;:(/–-]|và\s|với\s|sinh hoạt|trong đó|$))"
)
LEAD = re.compile(
    r"\W*(?:(?:trong|riêng|đến|tính|sang|từ|vào|nhìn|lại|qua|kết|quả|đó|hết|cuối|đầu|cả|bước|ước"
    r"|thực|hiện|giai|đoạn|theo|báo|cáo|tuy|nhiên|còn|với|về)\W*)*"
)
OF_THESE = re.compile(r"\W*(?:trong đó|trong số)(?!\w)")
OF_THOSE = re.compile(  # counted in the paragraph before
    r"\W*trong số [^,.;:\d]{0,30}(?<!\w)(?:đã|trên|này|đó|ấy)(?!\w)"
)
ALONE = re.compile(r"riêng(?:\s+trong)?\s+$")
ALTOGETHER = re.compile(
    r"\W*(?:tính|tổng|cộng|chung|gộp|sau|qua|như vậy)?(?:\s?(?:cộng|chung|lại))*\s?(?:cả\s+)?"
    r"(hai|ba|bốn|[2-4])\s+(?:đợt|kỳ|quý|tháng|năm|giai đoạn|vụ)(?!\w)"
)
# The date of an article at its head: "(05/10/2023 - 08:15)", "Bến Đá, 5/10/2023 -".
DATELINE_BEFORE = re.compile(r"(?:[^\W\d][\w ]{1,25}\s?[,(])?[\s(\[]*(?:[\d:h]+\s?[,–-]?\s*)?")
DATELINE_AFTER = re.compile(r"[\s,]*(?:[–—-]\s*)?(?:[\d:h]+\s?)?(?:[)\]]|[–—-]\s)")
THOSE_DAYS = re.compile(r"(?<!\w)(?:(?:khi|lúc|hồi) (?:đó|ấy)|bấy giờ)(?!\w)")
YEARS = re.compile(r"([0-9]{4})(?:\.\.|/)([0-9]{4})")
STRETCH = re.compile(r"(\w+)\s+năm(?:\s+(?:qua|gần đây))?$")
ONE_YEAR = re.compile(r"(?:một|0?1)\s+năm")
