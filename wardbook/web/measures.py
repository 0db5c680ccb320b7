"""The measures of figures, which papers write in Vietnamese, in English beside their number."""

from decimal import Decimal

# As a paper writes it → of one, of several. What stands here not is shown as it is written.
ENGLISH: dict[str, tuple[str, str]] = {
    "biện pháp": ("measure", "measures"),
    "buổi": ("session", "sessions"),
    "cá nhân": ("person", "people"),
    "cán bộ": ("cadre", "cadres"),
    "căn": ("house", "houses"),
    "căn nhà": ("house", "houses"),
    "cháu": ("child", "children"),
    "chi bộ": ("cell", "cells"),
    "chi đoàn": ("branch", "branches"),
    "chi hội": ("branch", "branches"),
    "chỉ tiêu": ("target", "targets"),
    "công chức": ("civil servant", "civil servants"),
    "công dân": ("citizen", "citizens"),
    "công trình": ("work", "works"),
    "cuộc": ("time", "times"),
    "đảng viên": ("Party member", "Party members"),
    "điểm": ("point", "points"),
    "điểm %": ("percentage point", "percentage points"),
    "điểm phần trăm": ("percentage point", "percentage points"),
    "đoàn viên": ("union member", "union members"),
    "đơn": ("petition", "petitions"),
    "đơn thư": ("petition", "petitions"),
    "đơn vị": ("unit", "units"),
    "đợt": ("time", "times"),
    "em": ("child", "children"),
    "gia đình": ("family", "families"),
    "giờ": ("hour", "hours"),
    "học sinh": ("pupil", "pupils"),
    "hồ sơ": ("dossier", "dossiers"),
    "hộ": ("household", "households"),
    "hộ dân": ("household", "households"),
    "hộ gia đình": ("household", "households"),
    "hội nghị": ("meeting", "meetings"),
    "hội viên": ("member", "members"),
    "khu vực": ("area", "areas"),
    "kiến nghị": ("request", "requests"),
    "lao động": ("worker", "workers"),
    "lần": ("time", "times"),
    "lớp": ("course", "courses"),
    "lượt": ("turn", "turns"),
    "lượt người": ("visit", "visits"),
    "mét": ("metre", "metres"),
    "mô hình": ("model", "models"),
    "ngày": ("day", "days"),
    "ngôi nhà": ("house", "houses"),
    "người": ("person", "people"),
    "người dân": ("resident", "residents"),
    "nhân khẩu": ("resident", "residents"),
    "nơi": ("place", "places"),
    "phản ánh": ("feedback", "feedbacks"),
    "phần": ("gift", "gifts"),
    "phần quà": ("gift", "gifts"),
    "phường": ("ward", "wards"),
    "quần chúng": ("person", "people"),
    "quyết định": ("decision", "decisions"),
    "suất": ("gift", "gifts"),
    "tập thể": ("body", "bodies"),
    "thanh niên": ("young person", "young people"),
    "thẻ": ("card", "cards"),
    "thủ tục": ("procedure", "procedures"),
    "tiêu chí": ("criterion", "criteria"),
    "tổ chức": ("organisation", "organisations"),
    "trẻ em": ("child", "children"),
    "trường hợp": ("case", "cases"),
    "việc làm": ("job", "jobs"),
    "vụ": ("case", "cases"),
    "vụ việc": ("case", "cases"),
    "xã": ("commune", "communes"),
    "ý kiến": ("opinion", "opinions"),
}
_OF_WHAT = {"năm": "year", "tháng": "month", "người": "person", "ngày": "day"}


def measure_words(unit: str, value: Decimal, language: str) -> str:
    """``unit`` beside ``value``: "hồ sơ", in English "dossier" or "dossiers"; rates as well."""
    if language == "vi":
        return unit
    what, *over = unit.split("/")
    one, several = ENGLISH.get(what.strip().lower(), (what, what))
    return "/".join((one if abs(value) == 1 else several, *(_OF_WHAT.get(x, x) for x in over)))
