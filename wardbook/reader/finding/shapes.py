"""Digits that tell by their own shape that they state no amount: dates, hours, papers, phones."""

import re

from wardbook.reader.passage import UPPER

DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
MONTH = r"(?:0?[1-9]|1[0-2])"
YEAR = r"(?:19|20)[0-9]{2}"
_SEPARATED = r" {0,2}[-/.] {0,2}"
_COUNTS = r"(?! ?(?:%|triệu|tỷ|tỉ|đồng|hộ|người|vụ|hồ sơ|đảng viên|chỉ tiêu|trường hợp|đơn)(?!\w))"

# One alternation, tried once where the digits begin; the group that matched says why.
_SHAPE = re.compile(
    rf"(?P<date>{DAY}{_SEPARATED}{MONTH}{_SEPARATED}(?:{YEAR}|[0-9]{{2}})(?![0-9]|[.,/-][0-9])"
    rf"|{YEAR}-{MONTH}-{DAY}(?![0-9])"
    rf"|{DAY}(?: ?[-–] ?| (?:đến|tới|và) (?:ngày )?)"
    rf"{DAY}{_SEPARATED}{MONTH}{_SEPARATED}{YEAR}(?![0-9])"
    rf"|{DAY} tháng {MONTH}(?: năm {YEAR}|{_SEPARATED}{YEAR})?"
    r"(?![0-9]|[.,][0-9]| ?(?:lần|lượt|buổi|kỳ|đợt))"
    rf"|{MONTH} ?[-/] ?{YEAR}(?![0-9]|[.,][0-9]){_COUNTS})"
    r"|(?P<time>(?:[01]?[0-9]|2[0-4]) ?[hg:] ?[0-5][0-9](?::[0-9]{2})?(?![0-9])"
    r"(?:(?: ?[-–] ?| (?:đến|tới) )[0-9]{1,2}g(?!\w))?"
    r"|(?:[01]?[0-9]|2[0-4]) giờ [0-5]?[0-9](?! ?(?:xuống|còn|lên))(?: phút)?(?![0-9]|[.,][0-9])"
    r"|[0-9]{1,2}h(?!\w)|(?<=lúc )[0-9]{1,2}g(?!\w)"
    r"|[0-9]{1,2}g(?: ?[-–] ?| (?:đến|tới) )[0-9]{1,2}g(?:[0-9]{2})?(?!\w)"
    r"|24/24 ?(?:h|giờ|g)(?!\w)|24/24(?!\w)"
    r"(?! ?(?:hộ|thôn|ấp|xã|phường|khu|tổ|người|đại biểu|đồng chí|chi|đảng|đơn vị|trường|chỉ tiêu"
    r"|tiêu chí|vụ|hồ sơ|em|cháu|thanh niên|cơ sở|trạm|km)(?!\w))"
    r"|24/7(?![0-9]))"
    r"|(?P<document>[0-9]{1,6}(?:[-/][0-9]{2,4})?[-/.–] ?(?:nq|nđ|qđ|tt|ct|kl|bc|kh|tb|ttr|ub|ubnd"
    r"|hđnd|hd|đa|ctr|cv|pl|qh|sl|bct|btc|bca|bqp|byt|ttg|cp|tw|tu|qu|hu|đu|qc|sy|vb)"
    r"(?![^\W\d_])(?:[-/–][a-zđ0-9]{1,10}){0,3})"
    rf"|(?P<other>1[:/](?:[0-9]{{1,2}}[.]?000|500|200)(?![0-9]){_COUNTS})"
    r"|(?P<phone>0(?:[ .-]?[0-9]){8,10}(?![0-9])|1[89]00[ .-]?[0-9]{4,6}(?![0-9])"
    r"|0[0-9]{2,4}\) ?[0-9](?:[ .-]?[0-9]){5,7}(?![0-9]))"
    r"|(?P<name>[2-5]\.0(?![0-9]|[.,][0-9]| ?(?:%|‰|ha|tỷ|tỉ|triệu|k?m|điểm|tấn|lần|kg))"
    r"|[0-9]{1,2}-[0-9]{1,2}-[0-9]{1,2}(?![0-9]|[.,/-][0-9])|[0-9]{1,2}(?:[@_]|[.](?:gov|com|vn|net|org)))"
    rf"|(?P<period>{MONTH} tháng ?/ ?{YEAR}(?![0-9]))"
)
# Capitals tell more: any "12/XX-YY" is the number of a paper, "12A" and "5K" are names.
_CAPITALS = re.compile(
    r"(?P<document>[0-9]{1,6}(?:[-/](?:19|20)?[0-9]{2})? ?[-/–] ?"
    rf"(?:[A-ZĐƯ]{{2,8}}|[A-ZĐ][0-9]{{1,2}}-)(?![{UPPER.lower()}])(?:[-/–.][A-ZĐƯa-zđ0-9]{{1,12}}){{0,3}})"
    r"|(?P<name>[0-9]{1,3}[A-CE-Z](?!\w)(?<![1-9][0-9]K))"
)


# An amount by its own shape: "45 hộ", "12,5%", "1.284 hồ sơ"; most numbers need no second look.
_AMOUNT = re.compile(
    r"(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[1-9][0-9]{0,4}(?:,[0-9]{1,2})?)"
    r"(?: ?%| (?!tháng|giờ|đến|tới|và|[hg](?!\w))[^\W\d_]|[;,] (?![0-9]))"
)


def shape_at(text: str, flow: str, start: int) -> tuple[str, int] | None:
    """Why the digits at ``start`` are no figure and where they end; None where shape is silent."""
    if _AMOUNT.match(flow, start):
        return None
    match = _SHAPE.match(flow, start) or _CAPITALS.match(text, start)
    return (str(match.lastgroup), match.end()) if match else None
