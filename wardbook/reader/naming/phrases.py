"""The words that link, open or close a phrase around a number, and those that name something."""

import re

from wardbook.reader.dating.time_slips import poorer
from wardbook.reader.passage import UPPER


def _words(text: str) -> frozenset[str]:
    """Words or pairs of words, parted by commas."""
    return frozenset(text.replace("\n", "").split(","))


# Units that measure; every other unit is a noun that belongs to the subject.
MEASURES = _words(
    "%,‰,mm,cm,ha,km,km2,km²,m,m2,m²,m3,mét,met,con,tấn,tạ,kg,g,lít,lần,bậc,hạng,đồng,usd,ngày,giờ,phút,tháng,năm,"
    "mẫu,sào,công,phần,mw,kwh,đ,vnđ,gam,gram,tuổi,điểm,điểm phần trăm,điểm %"
)
# Nouns that stand for any person or thing: a part takes the noun of its whole instead.
GENERIC = _words(",người,đồng chí,đ/c,trường hợp")
PERSONS = _words("người,ng,đồng chí,đ/c,trường hợp,anh,chị,em,cháu,cụ,ông,bà,bạn,")
# People and bodies of people by their own name: "dân số 19.730 người" counts the population.
PEOPLE = re.compile(
    r"(?:tổng )?(?:số )?(?:đảng viên|cử tri|dân số|dân quân|lực lượng|quân số|nhân sự|nhân khẩu"
    r"|danh sách|đoàn viên|hội viên|thanh niên|đội|biên chế|học sinh|công dân|cán bộ|công chức"
    r"|viên chức|lao động|tân binh|quân nhân|phụ nữ|trẻ|giáo viên|bệnh nhân|hộ nghèo|người)(?!\w)"
)
# "Số" in front of what is counted piece by piece says nothing more.
NUMBER_OF = re.compile(
    r"(?<!tổng )(?<!dân )số (?=người|học sinh|đảng viên|đoàn viên|đơn |trường hợp|hội viên)"
)
# Names of a measure that say nothing without what was measured.
BARE_MEASURES = _words("số tiền,tổng số tiền,tỷ lệ,trị giá,kinh phí,đạt tỷ lệ,tổng số,tổng")
SIZES = _words("dài,rộng,sâu,cao,vốn,kinh phí,diện tích")  # of what was named before
# Verbs that hand out or set up: what they bring is the subject.
LIGHT = _words("phát,trao,tặng,nêu,mở,lập,cấp,chi,dập,đưa,tổ,chức,mời,tìm")
MOVES = _words("giảm,tăng,giữ,nâng,đưa,hạ,kéo")
DOERS = _words("nhân dân,người dân,bà con")
TEAMS = _words("tổ,ban,đội,quỹ,hội,đoàn")  # bodies that are counted themselves
TIERS = _words("phường,xã,quận,huyện,tỉnh,địa phương,thị,thôn,buôn,bản,ấp,khóm")

# Between a noun and its number.
_LINKS = _words(
    "đạt,là,còn,được,có,đã,đang,sẽ,gồm,trên,hơn,gần,khoảng,ước,chỉ,mới,với,cho,lên,xuống,tới,đến,"
    "từ,bằng,chiếm,tăng,giảm,vượt,thêm,và,thì,tức,ở,tại,mức,dưới,độ,chừng,ngót,cỡ,của,cả,vẫn,cũng,"
    "gấp,hụt,thiếu,nâng,nhích,nhỉnh,kéo,những,các,một,như,về,khi,trong,rút,toàn,mỗi,thứ,nhưng,xấp,hiện,"
    "riêng,rồi,nhiều,ứng,nay,phải,bớt,tròn,đúng,quá,hạ,leo,nữa,hết,mất,đều,đến,~,≈"
)
_LINK_PAIRS = _words(
    "tương đương,tương ứng,tối thiểu,tối đa,ít nhất,không quá,trong đó,đối với,xấp xỉ,cao hơn,"
    "thấp hơn,nhiều hơn,ít hơn,không dưới,bao gồm,toàn bộ,chia ra,phấn đấu,quy ra,xảy ra,cụ thể,"
    "tổng cộng,cộng lại,cộng thành,so với,mỗi năm,hằng năm,hàng năm,năm học,đứng thứ,xếp thứ,"
    "nhờ đó,duy trì,kể cả,"
    "vỏn vẹn,vẻn vẹn,ngót nghét,khi đó,khi ấy,lúc đó,lúc ấy,bấy giờ,bây giờ,hôm nay,lần lượt,"
    "chia đều,cán mốc,chạm mốc,đạt mốc,mới chỉ,nhiều nhất,"
    "vì thế,lên đến,lên tới,giờ là,nay là,đạt được,chỉ còn,"
    "vượt mốc,vượt mức,vượt trần,cho thấy,ghi nhận,tính ra,tính chung,cộng dồn,ít đi,nhiều lên"
)
# Pairs that hold a link and are a word.
_KEPT = _words(
    "tiếp nhận,tiếp dân,tiếp công,có mặt,chứng chỉ,có vốn,về đích,chỉ số,thực hiện,mật độ,tốc độ,"
    "trước hạn,trước hẹn,trình độ,mức độ,chế độ,tiến độ,chỉ tiêu,đình chỉ,miễn giảm,cấp trên,"
    "đất ở,chỗ ở,phát hiện,thể hiện,trở lên,số tiền"
)
# "Mới" links before these ("mới đạt"); elsewhere it qualifies ("thành lập mới").
_AFTER_NEW = _words("đạt,bằng,được,có,chỉ,là,còn")
# At the front of a clause, before its noun or verb.
_OPENERS = _words(
    "và,còn,với,có,đã,đang,sẽ,cũng,vẫn,chỉ,về,toàn,được,thì,mà,là,cho,tính,khi,để,nhằm,mỗi,các,"
    "những,riêng,nhưng,giữ,trong,trên,từ,hiện,tiếp,lại,nhờ,theo,do,vì,nên,tại,ở,gồm,sau,trước,giờ,"
    "hết,hồi,đặt,nếu,song,bởi,dù,cứ,vậy"
)
_OPENER_PAIRS = _words(
    "trong đó,cụ thể,đồng thời,qua đó,nhờ đó,theo đó,nhờ vậy,đến nay,hiện nay,kết quả,ngoài ra,"
    "bên cạnh,tuy nhiên,tiếp tục,phấn đấu,trước đó,như vậy,từ đó,sau khi,báo cáo,theo báo,số này,"
    "số đó,tập trung,thống nhất,quyết nghị,lãnh đạo,chỉ đạo,đăng ký,nỗ lực,yêu cầu,bảo đảm,"
    "đảm bảo,tích cực,cho biết,hằng năm,hàng năm,mỗi năm,mỗi tháng,mục tiêu,cả năm,"
    "nhìn lại,đề nghị,duy trì,chủ yếu,tổ chức,đặc biệt,thực hiện,triển khai,xảy ra,"
    "tiến hành,lần lượt,lũy kế,bà con,nhân dân,người dân,địa phương,cán bộ,đưa ra,không quá,tối đa,"
    "dịp này,đợt này,như thế,chúng tôi,nhà trường,khảo sát,tính ra,"
    "cho thấy,ghi nhận,kết luận,mang về,chưa kể,nghĩa là,chia đều,giờ là,như thế,thế là,"
    "vậy là,gồm có,bao gồm,cũng dịp,soi vào,nhìn vào,nhìn sang,qua đó,"
    "nếu như,vừa qua,dự định,dự tính,muốn có,đặt cạnh,đem so,phân theo,xét theo,so với,lần này,"
    "kế đến,tiếp đến,phần dành,gộp lại,trong ấy,"
    "cùng ngày,xác nhận,cho hay,công bố,có tới,có đến,quy ra,tức là,có thêm"
)
_TIER = r"(?:phường|xã(?! hội)|thị trấn|quận|huyện|thị xã)"
# Bodies that act: they go from the front of a phrase, with the name that follows them.
_ORGAN = re.compile(
    r"(?:(?:toàn|cả|theo|tại|ở|các|(?:trên )?địa bàn) )*(?:ubnd|hđnd|mttq|đảng (?:ủy|uỷ|bộ)"
    r"|(?:quận|huyện|thị|thành|tỉnh) (?:ủy|uỷ)|ban (?:chấp hành|thường vụ|chỉ huy \w+ \w+)"
    r"|(?:ủy|uỷ) ban(?: (?:nhân dân|kiểm tra|mặt trận(?: tổ quốc)?))?"
    r"|hội đồng (?:nhân dân|nghĩa vụ quân sự)|mặt trận(?: tổ quốc)?|đại hội|thương lái"
    r"|(?:tổ|ban|hội|đoàn|ngân hàng|trạm|trung tâm|phòng|đội|chi cục|công an|quân sự)"
    rf"(?: \S+){{0,6}}? {_TIER}(?!\w)|{_TIER}|thành phố|trung tâm|trạm(?: y tế)?"
    r"|lực lượng (?:chức năng|liên ngành)"
    r"|(?:đội|tổ|đoàn) (?:kiểm tra|công tác|khuyến nông|đại biểu|quản lý)(?: liên ngành)?"
    r"|(?:lực lượng )?công an|ngân hàng|chi hội|tổ (?:liên ngành|tuần tra|công tác)"
    r"|bộ phận(?: (?:một cửa|tiếp nhận và trả kết quả|tn&tkq))?"
    r"|hội (?:nông dân|phụ nữ|cựu chiến binh|chữ thập đỏ)|đoàn thanh niên|địa bàn"
    r"|(?:hội|đoàn|trường|chợ|trạm)(?= (?:đã|chỉ|cũng|còn|đề ra|phấn đấu|dự kiến)(?!\w)))(?!\w)"
)
_PLACE = re.compile(
    r"(?<!\w)(?:[Pp]hường|[Xx]ã|[Tt]hị trấn|[Qq]uận|[Hh]uyện|[Tt]hị xã|[Tt]hành phố|[Tt]ỉnh)"
    rf"(?:\s[{UPPER}]\w*)+(?:\s\d{{1,2}}(?![\d.,/%]))?"
)

# What a figure is measured against; it names nothing new.
AGAINST = re.compile(
    r"(?:so\s+(?:với\s+)?(?:cùng\s+k[ỳì]|kế\s+hoạch|chỉ\s+tiêu|dự\s+toán|[^,.;()]{0,25}$)"
    r"|(?:theo|so\s+(?:với\s+)?)\s*(?:chương\s+trình|nghị\s+quyết)(?:\s+năm)?"
    r"|(?:của\s+)?cùng\s+k[ỳì](?:\s+năm\s+\S+)?|trước\s+(?:đây|đó)|(?:năm|kỳ|vụ|quý|nhiệm\s+k[ỳì])"
    r"(?:\s+(?:học|vận\s+động))?\s+(?:trước|ngoái)|(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán)"
    r"(?:\s+(?:cả\s+)?năm)?(?:\s+\S+)?(?:\s+giao)?"
    r"|(?:mức\s+)?(?:bình quân|trung bình)(?:\s+chung)?\s+(?:của\s+)?(?:cả\s+|toàn\s+)?"
    r"(?:tỉnh|huyện|quận|thành phố|nước)|(?:cuối|đầu)\s+năm(?:\s+ngoái)?)"
)
PLANNED = re.compile(r"(?:kế\s+hoạch|chỉ\s+tiêu|dự\s+toán)(?:\s+(?:cả\s+)?năm)?")
# Words that only point back: they name nothing new.
BACK = re.compile(
    r"(?:(?:các )?(?:con số|số|phần|mức|số lượng|khoản)(?: liệu)? )?"
    r"(?:này|đó|ấy|nói trên|tương ứng|kể trên)(?: (?:ở|của|là|tại) .*)?|con số|khi (?:ấy|đó|này)"
)
# What a percent may say of the figure before it, besides.
SAYING = re.compile(
    r"tốc độ(?: tăng)?|hoàn thành|kém(?: yêu cầu)?|phải xong|hụt"
    r"|(?:không )?(?:vượt )?(?:mức|mốc|trần|ngưỡng|mức khống chế)"
)
# "thấp hơn mức chung của huyện 2%": a comparison names nothing new.
COMPARING = re.compile(
    r"\W*(?:(?:vẫn|còn|lại|đã|cũng|thì|là|tăng|giảm|hiện|đang) )*"
    r"(?:cao|thấp|nhiều|ít|lớn|nhỏ|đắt|rẻ|nhanh|chậm|dài|ngắn|muộn|kém|nhỉnh)"
    r" (?:hơn|thêm|gấp)(?!\w)",
    re.IGNORECASE,
)
# "gần một nửa (49,2%)": the same share in words.
FRACTION = re.compile(
    r"(?<!\w)(?:(?:một|hai|ba|bốn|năm) phần (?:hai|ba|tư|năm|mười)"
    r"|(?:một|gần|hơn|quá|già) nửa)(?!\w)"
)
# "92,6% kế hoạch tỉnh giao": what a percent is of, and not what it counts.
OF_PLAN = re.compile(r"(?:kế hoạch|chỉ tiêu|dự toán|mục tiêu)(?!\w)")
# Who reports, before what is reported: "kho bạc xác nhận số dư".
REPORTS = re.compile(
    r"^.*(?<!\w)(?:(?<!giấy )xác nhận|cho biết|cho hay|cho thấy|ghi nhận|thông báo|công bố"
    r"|kết luận)(?!\w)"
    r"(?: (?:rằng|có|còn|được))*",
    re.IGNORECASE,
)
# Words that say whose figure it is, the plan's or the result's, and not what of.
ROLES = re.compile(
    r"(?:theo |so (?:với )?)?(?:nghị quyết|kế hoạch|chỉ tiêu|dự toán|thực hiện|kết quả"
    r"|giao|được giao|đầu năm|cuối năm|năm trước|cùng kỳ|quy định|yêu cầu)"
    r"(?: (?:giao|đề ra|năm|đạt|không|chưa))*"
)
LED = re.compile(r"[(:][^():\n]*$")
REST = re.compile(r"còn(?: lại)?\W*$", re.IGNORECASE)
EACH = re.compile(  # "tính ra mỗi hộ"
    r"\W*(?:tính ra|(?:tính )?(?:bình quân|trung bình)|nghĩa là|chia (?:đều|ra)|quy ra|tức(?: là)?)"
    r"(?: thì)? (?P<each>mỗi(?: [^\W\d]+){1,3})",
    re.IGNORECASE,
)
EVERY = re.compile(
    r"(?P<each>mỗi(?: [^\W\d]+){1,2})(?: (?:có|là|được|thu|bán|đạt))?", re.IGNORECASE
)
WHOLE_BESIDE = re.compile(r"(?:trên|trong|/)\s+tổng\s+số[^,.;\d]{0,15}$", re.IGNORECASE)
HARMS = _words("làm chết,bị thương,làm bị thương,chết,làm")
ACCIDENT = re.compile(r"tai nạn (?:giao thông|lao động|đuối nước)", re.IGNORECASE)
AGE = re.compile(
    r"\s(?:(?:từ(?: đủ)?|dưới|trên|trong độ tuổi(?: từ)?)\s+)+\d{1,2}(?:\s*(?:đến|-|–)\s*\d{1,2})?"
    r"(?:\s+tuổi)?(?:\s+trở\s+(?:lên|xuống))?(?=[\s,.;:]|$)"
)
PAPER = re.compile(
    r"\s(?:theo|của)\s+(?:quyết định|nghị quyết|nghị định|chỉ thị|kế hoạch|đề án)"
    r"(?:\s+số)?\s+\d\S*",
    re.IGNORECASE,
)
HOLE = "\ue000"  # stands for each letter of a time expression
_TOWARDS = (
    r"(?:(?:trong|từ|đến|tới|tính|vào|sang|so|với|của|riêng|hết|đầu|cuối|giữa|qua|cộng|lũy\s+kế"
    r"|thời\s+điểm"
    r"|ngày|trước|kể|bước)\s+)*"
)
_TIME = re.compile(  # whatever it is, it begins with one of a few letters
    rf"(?=[{HOLE}\dbcđghklnqrstv])(?:{_TOWARDS}{HOLE}+(?:[\s,]+{HOLE}+)*|"
    r"(?:(?:cộng|tính|gộp|hơn)\s+)*(?:cả\s+)?(?:hai|ba|\d)\s+đợt(?!\w)"
    r"|(?:hơn\s+)?đợt\s+(?:đầu|\d+|này)(?!\w)|cùng\s+thời\s+(?:gian|điểm)(?!\w)|"
    r"(?:(?:trong|từ|đến|tính\s+đến|vào|sang|so\s+với|so|của)\s+)*"
    r"(?:(?:đầu|cuối|giữa|hết|riêng)\s+)*"
    r"(?:(?:ngày|tháng|quý\s+[iv]+(?!\w)|quý|năm\s+học|năm|nhiệm\s+k[ỳì]|giai\s+đoạn"
    r"|(?<!dịch )vụ\s+\w+\s+\w+|\d+\s*tháng\s+(?:đầu|cuối))\s*[\d./–-]*[ ]?)+"
    r"(?:\d[\d./–-]*|(?<=\s)(?:nay|qua|này|trước)(?!\w)|(?<=\d)|(?:(?<=\s[iv])|(?<=[iv]{2}))(?!\w))"
    r"|(?:đầu|cuối)\s+(?:nhiệm\s+k[ỳì]|năm|tháng|quý|đợt|kỳ)(?:\s+(?:ngoái|trước))?"
    r"|(?:tuần|tháng|quý|kỳ|vụ)\s+trước|(?:trong\s+)?thời\s+gian\s+(?:qua|tới|này|trên)(?!\w)"
    r"|(?:\d+|hai|ba|bốn|năm)\s+năm(?:\s+qua)?(?!\w)|chậm nhất|(?:đến|từ)\s+(?:19|20)\d\d"
    r"|(?:(?:sáng|chiều|tối|đêm)\s+)?\d{1,2}[/.-]\d{1,2}[/.-]\d{4}"
    r"|\d+\s*tháng\s+(?:(?:đầu|cuối)\s+năm|(?:năm\s+)?\d{4}))"
)
# Some of this stands in whatever tells a time: most phrases need no search.
_TELLS_TIME = re.compile(
    rf"[{HOLE}\d]|năm|tháng|quý|ngày|đợt|thời|đầu|cuối|trước|nhiệm|giai|vụ|chậm nhất|kỳ|tuần"
)
STOPS = re.compile(
    rf"(?=[{HOLE}\s;.:()|“”\"/,bcđghklnqrstv])(?:\s?{_TOWARDS}{HOLE}|"
    r"[;.:()\n|“”\"/,]|\s[–—-]\s|\s(?:so với|trong đó|tương đương|tương ứng|trở lên|tại|với|từ"
    r"|vào(?=\s+(?:ngày|năm|tháng))|về(?!\s+đích)|nhằm|nhờ|áp dụng|để|theo|do(?<!tự do)|vì|năm"
    r"|cho|là|gồm|thì|mà|nhưng|trên(?=\s+tổng|\s*$)|trong(?=\s+(?:năm|quý|tháng|đó|tổng))"
    r"|của|và|ở|trị giá|rồi|thuộc(?=\s+(?:xã|phường|thị|quận|huyện)))(?=[\s.,;:)]|$))"
)
"""Where the words after a number stop qualifying it."""


def _meant(words: frozenset[str]) -> dict[str, str]:
    """What a typist meant who left out marks: "đươc", "muc tiêu"; not where that is a word too."""
    known = _LINKS | _OPENERS | _REAL
    return {
        slip: word for word in words if len(word) > 3 for slip in poorer(word) if slip not in known
    }


# Words of their own that lack only the marks of a link: "tai nạn", "môi trường", "ca bệnh".
_REAL = _words("băng,bang,tang,giam,giăm,chung,thương,trong,tinh,ninh,kinh,cung,cuôi,quang,nhân")
_SLIPS = _meant(_LINKS | _OPENERS | _LINK_PAIRS | _OPENER_PAIRS)


def strip_links(words: list[str]) -> list[str]:
    """The phrase without the links at its end."""
    end = len(words)
    while end:
        pair = _pair(words, end - 2) if end > 1 else ""
        word = words[end - 1].lower().strip(",:(–-")
        word = _SLIPS.get(word, word)
        is_new = word == "mới" and end > 1 and not (end < len(words) and words[end] in _AFTER_NEW)
        if pair in _LINK_PAIRS:
            end -= 2
        elif pair in _KEPT or is_new or (word and word not in _LINKS):
            break
        else:
            end -= 1
    return words[:end]


def strip_openers(words: list[str]) -> list[str]:
    """The phrase without what opens its clause."""
    start = 0
    while start < len(words):
        pair = _pair(words, start) if start + 1 < len(words) else ""
        if pair in _OPENER_PAIRS:
            start += 2
        elif pair in _KEPT or _word(words[start]) not in _OPENERS:
            break
        else:
            start += 1
    return words[start:]


def _pair(words: list[str], at: int) -> str:
    pair = f"{words[at]} {words[at + 1]}".lower().strip(',:(“"')
    return _SLIPS.get(pair, pair)


def _word(word: str) -> str:
    plain = word.lower().strip(',:“"')
    return _SLIPS.get(plain, plain)


def times_in(text: str) -> list[re.Match[str]]:
    """The time expressions of a lower-case text, holes and what the finder of times leaves."""
    return list(_TIME.finditer(text)) if _TELLS_TIME.search(text) else []


def untimed(text: str) -> str:
    """A text with a space for each time expression."""
    return _TIME.sub(" ", text) if _TELLS_TIME.search(text) else text


def without_time(text: str) -> str:
    """The text with its time expressions left out."""
    kept, at = [], 0
    for match in times_in(text.lower()):
        kept.append(text[at : match.start()])
        at = match.end()
    return " ".join([*kept, text[at:]])


def strip_place(text: str) -> str:
    """The phrase after the body that acts, or before the body it is about: both are known."""
    places = list(_PLACE.finditer(text))
    if not places:
        return text
    before, after = text[: places[0].start()].strip(), text[places[-1].end() :].strip()
    size = " ".join(strip_links(after.split()))
    if size.lower() in SIZES:  # "Tuyến Bãi Trầu qua phường Phú Nhiêu dài 2.150 m"
        return f"{size} {' '.join(strip_links(before.split()))}"
    return after or before


def strip_organ(words: list[str]) -> list[str]:
    """The phrase without the bodies that act and the names that follow them."""
    organ = _ORGAN.match(" ".join(words).lower())
    while organ:
        words = words[organ[0].count(" ") + 1 :]
        organ = _ORGAN.match(" ".join(words).lower())
        while not organ and words and (words[0][0].isupper() or words[0].isdigit()):
            words = words[1:]
    return words
