"""Words before a number that make it a name, a date, the number of a paper … and no amount.

Each key is a reason and a strength:

- ``always`` holds whatever follows ("điện thoại 113");
- ``small`` holds for a plain number below a hundred, even before a unit ("phường 3 tổ chức");
- ``dated`` holds unless something countable follows ("trong tháng 5 vụ" counts five);
- ``bare`` holds only where no unit follows ("Chỉ thị 05", but "kế hoạch 60 đảng viên");
- ``never``: the longer phrase wins, and after this one a number counts ("cùng kỳ 47 vụ").
"""

from wardbook.reader.finding.lexicon import by_last_word, word_set

BEFORE = by_last_word(
    {
        "figure never": """
            biên bản|kịch bản|căn bản|kỷ luật|pháp luật|quân đội|bộ đội
            cùng kỳ|mỗi ngày|mỗi tháng|mỗi quý|mỗi tuần|hằng ngày|hằng tháng|hằng quý|hàng ngày
            hàng tháng|hàng quý|một ngày|một tháng|mỗi đợt|mỗi kỳ|bình quân tháng|bình quân ngày
            ngân sách xã|trên đường|mặt đường|số đường|tuyến đường|con đường|nhiều tuyến|chi đường
            ý kiến|thuê phòng|trực tuyến|sơ cấp|trung cấp|cao cấp|cung cấp|trợ cấp|phụ cấp|nâng cấp
            phân loại|xếp loại|thành phần|cổ phần|đại biểu|hòa giải|hoà giải|dịch vụ|phục vụ|yêu cầu
            nhu cầu|đồng ý|thị trường|môi trường|dự phòng|quốc phòng|hạ tầng|tin bài|loại hình
            học tập|luyện tập|tập thể|đảng bộ|cán bộ|toàn đội|vận động|nội vụ|công vụ|nghiệp vụ
            dân phòng|biên phòng|văn phòng|đề phòng|vũ trang|nghĩa trang|khang trang|trang trí
            các loại|nhiều loại|chủng loại|thể loại|mọi loại|kim loại|đồng loại|nông thôn|làng xóm
            bán buôn|nông trường|lâm trường|công trường|hội trường|hiện trường|ngư trường|thực tập
            diễn tập|sưu tập|thế hệ|quan hệ|tiêu biểu|gương mẫu|lấy mẫu|mía đường|tiểu đường
            toàn khối|toàn khu|chiến khu|tầng lớp|sự vụ|mùa vụ|giai cấp|cứu cấp|khẩn cấp|bao cấp
            con giống|cây giống|hạt giống|lúa giống|bò giống|heo giống|lợn giống|gà giống|cá giống
            thiếu vốn|vay vốn|số vốn|tổng vốn|nguồn vốn|góp vốn
            đa dạng|nhận dạng|khuyết điểm|ưu điểm|địa điểm|thí điểm|tụ điểm|trọng điểm|cao điểm
        """,
        "date always": "mùng|mồng|ngày lễ|ngày thứ|quốc khánh",
        "date dated": "ngày|sáng|chiều|tối|đêm|trưa|hôm|rạng sáng|dịp lễ",
        "period always": """
            những năm|thập niên|thập kỷ|thế kỷ|niên khóa|niên khoá|tuần thứ|năm thứ
        """,
        "period dated": """
            tháng|thang|quý|giai đoạn|năm học|kỳ|đợt|vụ mùa|học kỳ|thời kỳ
        """,
        "period bare": "tuần|tuần lễ",
        "document always": """
            trung ương|nqtw|nghị quyết tw|quy định số|luật số|chỉ thị số|tcvn|iso|quyết định số
            nghị quyết số|nghị định số|thông tư số|công văn số|kế hoạch số|báo cáo số|kết luận số
            tờ trình số|hướng dẫn số|thông báo số|văn bản số|đề án số|chương trình số
        """,
        "document bare": """
            chỉ thị|nghị quyết|kết luận|quy định|quyết định|nghị định|thông tư|luật|điều|khoản
            công văn|tờ trình|thông báo|hướng dẫn|đề án|chương trình|dự án|quy chế|pháp lệnh
            giấy phép|văn bản|công điện|thông tri|chương|mục|phụ lục|biểu|mẫu|tw|nq|qđ|ct|kl|nđ|tt
            bc|cv|hd|đa|ttr|ctr|phụ biểu|bảng|hình|biểu mẫu|tiểu mục|báo cáo|hiến pháp
            bộ luật
        """,
        "name always": """
            covid|quốc lộ|tỉnh lộ|đường tỉnh|hương lộ|huyện lộ|vành đai|ql|tl|công nghiệp|sars cov
            mức độ|cấp độ|đường số|km số|tuyến số|lô số|type|tuýp|tổ công tác|trình độ
            trình độ văn hóa|trình độ văn hoá|học vấn|bão số|cơn bão số
        """,
        "name small": """
            quận|phường|thôn|ấp|khóm|khu phố|tổ dân phố|tdp|kp|xóm|khu dân cư|kdc|buôn|sóc|tiểu đoàn
            trung đoàn|sư đoàn|đại đội|lữ đoàn|quân khu|quân đoàn|khu đội
        """,
        "name bare": """
            tổ|đội|nhóm|cụm|chi bộ|chi hội|chi đoàn|lớp|khối|tuyến|kênh|đường|cầu|chợ|khu|mũi|liều
            bậc|tiêu chí|lực lượng|cảnh sát|hạng|trạm|cống|đập|hồ|bãi|bến|ga|lô|tập|phần|mô hình
            làng|liên khu|đoàn kiểm tra|đoàn công tác|đội công tác|liên ngành|liên tổ|ô|vốn
            ban chỉ đạo|block|chung cư|tiểu khu|câu|phân đội|trung đội|trường|phòng|tầng|cảng|giải
            loại|cấp|vùng|mức|bản|phương án|phân khu|đông|tây|bắc|khu vực|kv|đt|tổ số|trung tâm
            nhà máy|cơ sở|trụ sở|trại|hệ|dạng|vụ|danh mục|tốp ca|bài|chuyên đề|công trình|tổ hợp|mỏ
            phao|bia|lò|f|tủ|kệ|phong trào|phương châm|khẩu hiệu|nguyên tắc|công thức|thông điệp
            cuộc vận động|gọi|giống|độ|tài khoản|mã|đh|km|lý trình|cột mốc
        """,
        "ordinal always": "lần thứ|con thứ|thứ|kỷ niệm|kỹ niệm",
        "ordinal bare": """
            lần|đại hội|kỳ họp|số thứ tự|stt|nhiệm kỳ|nhiệm vụ|khóa|khoá|vòng|bước|phiên|hội nghị
            quyển|ý|điểm|phương châm|chặng|hiệp|ngày hội
        """,
        "age always": """
            độ tuổi|độ tuổi từ|tuổi từ|tuổi dưới|tuổi trên|tuổi ngoài|tuổi còn dưới|tuổi chưa quá
            tuổi đời|lứa tuổi|lứa tuổi từ|ở tuổi|huy hiệu đảng
        """,
        "age bare": "tuổi|sn|huy hiệu",
        "phone always": """
            điện thoại|đtdđ|sđt|hotline|đường dây nóng|tổng đài|fax|zalo|tel|di động|số máy|xin gọi
            nhánh|máy lẻ|đt liên hệ|liên hệ
        """,
        "phone bare": "cổng|đầu số",
        "address always": """
            ngõ|ngách|hẻm|kiệt|số nhà|nhà số|địa chỉ|trụ sở số|căn hộ số|tại số|nhà ở số|ở số
        """,
        "other always": """
            trang|thửa|thửa đất|thửa số|thửa đất số|tờ bản đồ|tờ bản đồ số|tờ số|số tài khoản
            tài khoản số|mã số|mã số thuế|cmnd|cccd|biển số|biển kiểm soát|mst|số hiệu|số báo danh
            lượt xem|lượt truy cập|tổng truy cập|truy cập|đã xem|lượt đọc|đã đọc|bình luận|views
            view|khổ|đang online|đang truy cập|id|print|số cmnd|số cccd|tổng số truy cập|khung số
        """,
    }
)
# After these a place word counts places: "mỗi tổ 5 người", "toàn quận 10 phường".
COUNTED_PLACES = word_set(
    "giao tặng trợ giúp cho của cấp mỗi từng một toàn các cả thêm hai ba những trong"
)
# "trong số 12 hộ", "tổng số 5": the word counts and names nothing.
COUNTING_NUMBER = word_set("điểm trong tổng ngoài với còn cho quân sĩ dân đa thiểu chỉ hệ tham")
HOLIDAYS = word_set(
    """3/2 8/3 26/3 27/2 30/4 1/5 7/5 19/5 1/6 5/6 21/6 28/6 27/7 19/8 2/9 10/10 13/10 14/10 15/10
    20/10 18/11 20/11 22/12 9/1 4/10 17/10 10/3 26/6 11/7 6/1 3/3 15/5 25/11 6/12 18/6"""
)
HOLIDAY_WORDS = word_set(
    "ngày dịp lễ tết niệm quỹ mừng chào khánh quốc thắng phóng thống trường non chợ phố đường htx"
)
DAY_WORDS = word_set("ngày hôm sáng chiều tối đêm trưa")
DATE_PREPOSITIONS = word_set("trước sau đến tới vào từ kể hạn")
