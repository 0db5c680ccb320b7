"""What the one-stop statement counts: columns, shares and charges, each with its words and source.

Both the computation and every renderer read this table; the reference of columns is made of it.
"""

from typing import NamedTuple

Label = dict[str, str]
Text = tuple[str, str]  # Vietnamese, English

FLOW = "domain: bộ đếm kỳ báo cáo của phần mềm một cửa"
ART19 = "Nghị định 118/2025/NĐ-CP, Điều 19.5–19.6"


class Column(NamedTuple):
    """One count. ``side`` is "came" or "went"; ``group`` is the line of the page it stands on."""

    name: str
    side: str
    group: Label
    label: Label
    says: Label
    source: str


class Share(NamedTuple):
    """So many of so many. ``percent``: shown as a share; else as a number for each."""

    name: str
    label: Label
    says: Label
    source: str
    percent: bool = True


def label(text: Text) -> Label:
    return {"vi": text[0], "en": text[1]}


IN = ("Phải giải quyết", "To deal with")
BACK = ("Đã trả kết quả", "Returned")
HERE = ("Đang ở đơn vị", "Still here")
OUT = ("Kết thúc khác", "Ended otherwise")

_COLUMNS: list[tuple[str, str, Text, Text, Text, str]] = [
    ("carried", "came", IN, ("Kỳ trước chuyển sang", "Carried over"),
     ("Nộp trước kỳ và chưa rời đơn vị khi kỳ bắt đầu, kể cả kết quả chưa ai nhận.",
      "Handed in before the period and still here when it began, uncollected results too."), FLOW),
    ("received", "came", IN, ("Nhận trong kỳ", "Received"),
     ("Nộp trong kỳ, cả những hồ sơ sau đó không được tiếp nhận.",
      "Handed in within the period, also those not accepted afterwards."), FLOW),
    ("early", "went", BACK, ("Trước hạn", "Early"),
     ("Có kết quả trước ngày hẹn đang có hiệu lực và đã trả trong kỳ.",
      "Result before the day of the date that holds, returned within the period."), ART19),
    ("on_time", "went", BACK, ("Đúng hạn", "On time"),
     ("Có kết quả trong ngày hẹn đang có hiệu lực, trước giờ hẹn, và đã trả trong kỳ.",
      "Result on that day by the hour, returned within the period."), ART19),
    ("late", "went", BACK, ("Quá hạn", "Late"),
     ("Có kết quả sau hạn đang có hiệu lực và đã trả trong kỳ.",
      "Result after the date that holds, returned within the period."), ART19),
    ("no_date", "went", BACK, ("Không có ngày hẹn", "No date promised"),
     ("Đã trả trong kỳ mà chưa từng có ngày hẹn: không đúng hạn, cũng không quá hạn.",
      "Returned without a date ever promised: neither on time nor late."),
     "Nghị định 118/2025/NĐ-CP, Điều 17.4"),
    ("uncollected", "went", HERE, ("Có kết quả, chưa nhận", "Ready, not collected"),
     ("Đã có kết quả, người nộp chưa nhận; kết quả chờ nhận không phải là trễ hạn.",
      "The result is ready and nobody has collected it; that is not lateness."), FLOW),
    ("running", "went", HERE, ("Đang giải quyết, trong hạn", "In process, in time"),
     ("Hạn đang có hiệu lực chưa đến vào cuối kỳ.",
      "The date that holds had not come when the period ended."), FLOW),
    ("overdue", "went", HERE, ("Đang giải quyết, quá hạn", "In process, late"),
     ("Hạn đang có hiệu lực đã qua mà chưa có kết quả.",
      "The date that holds had passed without a result."), FLOW),
    ("undated", "went", HERE, ("Đang giải quyết, không có hạn", "In process, no date"),
     ("Đã tiếp nhận, chưa có ngày hẹn nào.", "Accepted, and no date was ever promised."), FLOW),
    ("unaccepted", "went", HERE, ("Mới nộp, chưa tiếp nhận", "Not yet accepted"),
     ("Đã nộp, chưa được tiếp nhận hay từ chối.", "Handed in, neither accepted nor refused."),
     "Nghị định 118/2025/NĐ-CP, Điều 17"),
    ("waiting", "went", HERE, ("Chờ người nộp bổ sung", "Waiting for the citizen"),
     ("Đã yêu cầu hoàn thiện hoặc bổ sung và đang chờ người nộp.",
      "Papers were asked for and the citizen has yet to bring them."), ART19),
    ("closed", "went", OUT, ("Đóng vì không bổ sung", "Closed unanswered"),
     ("Đóng trong kỳ vì hết thời gian bổ sung.", "Closed because no papers came in time."), ART19),
    ("withdrawn", "went", OUT, ("Dừng theo yêu cầu", "Withdrawn"),
     ("Dừng trong kỳ theo yêu cầu của người nộp.", "Stopped at the applicant's request."),
     "Nghị định 118/2025/NĐ-CP, Điều 21"),
    ("refused", "went", OUT, ("Từ chối sau thẩm định", "Refused after appraisal"),
     ("Từ chối giải quyết sau khi đã tiếp nhận.", "Refused after it had been accepted."),
     "Nghị định 118/2025/NĐ-CP, Điều 19"),
    ("rejected", "went", OUT, ("Không tiếp nhận", "Refused at intake"),
     ("Từ chối tiếp nhận ngay tại quầy hoặc trên mạng.", "Not accepted at the counter or online."),
     "Nghị định 118/2025/NĐ-CP, Điều 17"),
]  # fmt: skip
COLUMNS = tuple(
    Column(name, side, label(group), label(words), label(says), source)
    for name, side, group, words, says, source in _COLUMNS
)
CAME = tuple(column.name for column in COLUMNS if column.side == "came")
WENT = tuple(column.name for column in COLUMNS if column.side == "went")
# Where a case is counted on one side only; in a sound book both are nothing.
NOWHERE = {
    "from_nowhere": label(("Không rõ từ đâu", "Came from nowhere")),
    "nowhere": label(("Không được đếm ở đâu", "Counted nowhere")),
}

_SHARES: list[tuple[str, Text, Text, str, bool]] = [
    ("first", ("Đúng hẹn lần đầu", "On time by the first promise"),
     ("Trong các hồ sơ có ngày hẹn đầu tiên rơi vào kỳ: phần có kết quả đúng hẹn đó và được ghi sổ"
      " trong ngày. Chưa xong khi quá hẹn là trễ.",
      "Of dossiers first promised for a day of the period: those answered by then and on record"
      " that day. Open past it is late."), "Quy tắc của sổ phường", True),
    ("at_least", ("Mức thấp nhất của tỷ lệ trên", "The least it can be"),
     ("Như trên, nếu mọi hồ sơ không tiếp nhận, rút, đóng trước hẹn đều tính là trễ; hồ sơ nộp lại"
      " trong 30 ngày là cùng một việc, và việc đó chưa xong.",
      "The same if every dossier refused at intake, withdrawn or closed before its date was late;"
      " one handed in again within 30 days is the same matter, and that was not done."),
     "Quy tắc của sổ phường", True),
    ("held", ("Đúng hạn sau khi hẹn lại", "On time after extensions"),
     ("Theo ngày hẹn đang có hiệu lực, sau gia hạn và bổ sung.",
      "By the date that holds, after extensions and supplements."), ART19, True),
    ("returned", ("Đúng hạn trên hồ sơ đã trả", "On time of those returned"),
     ("Cách tính thường gặp: chỉ hồ sơ đã trả; hồ sơ trễ còn nằm lại không có mặt.",
      "The usual way: only what was returned; what lies late in a drawer is not in it."),
     FLOW, True),
    ("index", ("Theo Bộ chỉ số 766", "By the national index"),
     ("Thành phần 2.1: hồ sơ nhận trong kỳ đã xong hoặc đang trong hạn, theo ngày hẹn đồng bộ.",
      "Component 2.1: received in the period and done or running in time, by the synced date."),
     "Quyết định 766/QĐ-TTg, mô tả công thức 2.1", True),
    ("told", ("Theo hệ thống khác", "As the other system says"),
     ("Hồ sơ phản chiếu, nhận trong kỳ: đúng hạn hoặc trong hạn theo chính hệ thống đó.",
      "Mirrored dossiers received in the period: in time by that system's own word."),
     "Hệ thống thông tin giải quyết thủ tục hành chính của tỉnh", True),
    ("asked", ("Bị yêu cầu bổ sung", "Asked for papers"),
     ("Hồ sơ bị yêu cầu hoàn thiện hay bổ sung trong kỳ, trên hồ sơ phải giải quyết.",
      "Dossiers asked for papers in the period, of those to deal with."), ART19, True),
    ("extended", ("Xin lỗi, hẹn lại", "Apology and new date"),
     ("Hồ sơ được hẹn lại trong kỳ, trên hồ sơ phải giải quyết.",
      "Dossiers given a new date in the period, of those to deal with."), ART19, True),
    ("rejected", ("Không tiếp nhận", "Refused at intake"),
     ("Không tiếp nhận trong kỳ, trên hồ sơ nhận trong kỳ và chuyển sang chưa tiếp nhận.",
      "Not accepted in the period, of those the counter decided on."),
     "Nghị định 118/2025/NĐ-CP, Điều 17", True),
    ("refused", ("Từ chối sau thẩm định", "Refused after appraisal"),
     ("Từ chối trong kỳ, trên hồ sơ có kết quả hoặc bị từ chối trong kỳ.",
      "Refused in the period, of those returned or refused."),
     "Nghị định 118/2025/NĐ-CP, Điều 19", True),
    ("turned_away", ("Đến quầy mà phải về", "Turned away"),
     ("Lượt phải về mà không nộp được, trên các lượt đó và hồ sơ nhận trong kỳ.",
      "Visits sent home with nothing handed in, of these and the dossiers received."),
     "Sổ lượt đến quầy", True),
    ("again", ("Nộp lại trong 30 ngày", "Handed in again within 30 days"),
     ("Hồ sơ nhận trong kỳ mà cùng người đã nộp cùng thủ tục trong 30 ngày trước.",
      "Received in the period after the same person handed in the same procedure within 30 days."),
     "Quy tắc của sổ phường", True),
    ("keyed", ("Ghi sổ muộn", "Keyed late"),
     ("Hồ sơ của sổ này có bước được ghi vào một ngày sau ngày nó xảy ra.",
      "Own dossiers with a step entered on a later day than it happened."),
     "Quy tắc của sổ phường", True),
    ("trips", ("Số lượt đến cho một hồ sơ xong", "Trips per finished dossier"),
     ("Lượt nộp tại quầy, đến thêm, nhận kết quả vào ngày khác và phải về, cho một hồ sơ của sổ này"
      " có kết quả trong kỳ.",
      "Handing in at the counter, coming again, collecting on another day and being sent home, for"
      " each own dossier with a result in the period."), "Sổ lượt đến quầy", False),
]  # fmt: skip
SHARES = tuple(
    Share(name, label(words), label(says), source, percent)
    for name, words, says, source, percent in _SHARES
)
SATISFIED = label(("Hài lòng (bốn hoặc năm trên năm)", "Satisfied (four or five of five)"))
CHARGED = {
    "owner": label(("Đơn vị giải quyết", "Whoever answers for it")),
    "citizen": label(("Chờ người nộp", "Waiting for the citizen")),
    "other": label(("Chờ cơ quan khác", "Waiting for another body")),
    "above": label(("Chờ cấp trên", "Waiting for the tier above")),
    "untold": label(("Hệ thống khác không cho biết", "The other system does not say")),
}
PARTS = {
    "whole": label(("Toàn đơn vị", "The whole unit")),
    "field": label(("Theo lĩnh vực", "By field")),
    "channel": label(("Theo cách nộp", "By channel")),
    "unit": label(("Theo bộ phận", "By body")),
}
CHANNELS = {
    "direct": label(("Trực tiếp", "At the counter")),
    "online": label(("Trực tuyến", "Online")),
    "post": label(("Bưu chính công ích", "By post")),
}
OTHERS = label(("Gộp các phần ít hồ sơ", "Parts with few dossiers, together"))
UNNAMED = label(("Chưa rõ", "Not told"))
