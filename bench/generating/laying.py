"""Lay a document out as a text: head, grounds, body, signature and annex, as official documents have them.

The forms are those of Decree 30/2020/NĐ-CP (annexes I and III) for the State's documents, and of the Party's
guidance on form for its own.
"""

from generating.dues import long_date
from generating.series import level, town
from generating.sheet import Sheet, Span
from generating.titles import about, citation, type_of
from generating.values import Charge, Content, Duty, Item, Plan, Section

_MADE_UP = "(Văn bản mẫu: nội dung hư cấu, soạn để thử phần mềm, không có giá trị pháp lý.)"
_STATE = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
_PARTY = "ĐẢNG CỘNG SẢN VIỆT NAM"
_PARTY_KINDS = frozenset({"resolution", "guidance", "programme"})
_SIGNING = {
    "resolution": ("T/M BỘ CHÍNH TRỊ", "TỔNG BÍ THƯ"),
    "government": ("TM. CHÍNH PHỦ", "THỦ TƯỚNG"),
    "guidance": ("K/T TRƯỞNG BAN", "PHÓ TRƯỞNG BAN"),
    "ministry": ("KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"),
    "programme": ("T/M BAN THƯỜNG VỤ", "BÍ THƯ"),
}
_OF_A_PROVINCE = ("TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")
_COLUMNS = ("TT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Sản phẩm", "Thời hạn")
_ROLES_ALONE = {"lead": "chủ trì", "coordinate": "phối hợp"}


def lay(content: Content) -> tuple[str, dict[str, Span]]:
    """The text, and where each thing stands in it: title, number, cite/N, statements by locator, bodies.

    A statement's words are under its locator, the body of its Nth charge under LOCATOR/body/N; the words of a
    task alone under LOCATOR/words.
    """
    sheet = Sheet()
    _head(sheet, content.plan)
    _title(sheet, content)
    _grounds(sheet, content)
    for at, item in enumerate(content.items, start=1):
        _item(sheet, f"{at}. ", item)
    for section in content.sections:
        _section(sheet, section, "")
    _tail(sheet, content)
    if content.annex:
        _annex(sheet, content)
    sheet.line()
    sheet.line(_MADE_UP)
    return sheet.text, sheet.places


def _head(sheet: Sheet, plan: Plan) -> None:
    issuer = _issuer_lines(plan)
    dated = f"{town(plan)}, ngày {long_date(plan.issued)}"
    if plan.kind in _PARTY_KINDS:
        for line in (*issuer, "*", _PARTY, ""):
            sheet.line(line)
        sheet.put("Số ")
        sheet.line(plan.number, "number")
        sheet.line(dated)
    elif plan.index % 2:
        sheet.line(f"| {'<br>'.join(issuer)} | {'<br>'.join(_STATE)} |")
        sheet.line("|---|---|")
        sheet.put("| Số: ")
        sheet.put(plan.number, "number")
        sheet.line(f" | {dated} |")
    else:
        for line in (*issuer, "-------", *_STATE, "---------------"):
            sheet.line(line)
        sheet.put("Số: ")
        sheet.line(plan.number, "number")
        sheet.line(dated)
    sheet.line()


def _issuer_lines(plan: Plan) -> tuple[str, ...]:
    name = plan.issuer.full.upper()
    head = "ỦY BAN NHÂN DÂN"
    return (head, name.removeprefix(f"{head} ")) if name.startswith(head) else (name,)


def _title(sheet: Sheet, content: Content) -> None:
    if content.plan.kind == "dispatch":
        sheet.line(f"V/v {content.title.vi.removeprefix('Về việc ')}", "title")
        sheet.line()
        sheet.line("Kính gửi:")
        for at, one in enumerate(content.addressees):
            sheet.line(f"- {one.printed}{'.' if at + 1 == len(content.addressees) else ';'}")
    else:
        sheet.line(type_of(content.plan.kind).upper())
        if content.plan.kind in _PARTY_KINDS:
            sheet.line(f"{content.title.vi[0].lower()}{content.title.vi[1:]}", "title")
        else:
            sheet.line(content.title.vi, "title")
        if content.plan.kind == "resolution":
            sheet.line("-----")
    sheet.line()


def _grounds(sheet: Sheet, content: Content) -> None:
    *grounds, last = content.cited or (None,)
    for at, one in enumerate(filter(None, grounds), start=1):
        sheet.put(f"{one.cue} ")
        sheet.put(citation(one.plan), f"cite/{at}")
        sheet.line(f" {about(one.plan)};")
        sheet.line()
    if last is not None:
        sheet.put(f"{last.cue} ")
        sheet.put(citation(last.plan), f"cite/{len(content.cited)}")
        sheet.put(f" {about(last.plan)}, ")
    sheet.line(content.opening, "opening")
    sheet.line()
    if content.counts:
        _counts(sheet, content)


def _counts(sheet: Sheet, content: Content) -> None:
    """A sentence that says how many tasks and targets there are, each number with its place."""
    tasks, targets, *by_year = content.counts
    sheet.put("Chương trình gồm ")
    sheet.put(f"{tasks.count} nhiệm vụ", "count.1")
    sheet.put(" và ")
    sheet.put(f"{targets.count} chỉ tiêu", "count.2")
    sheet.put(", trong đó có ")
    for at, one in enumerate(by_year, start=3):
        sheet.put(" và " if at > 3 else "")
        sheet.put(f"{one.count} chỉ tiêu đến năm {one.horizon}", f"count.{at}")
    sheet.line(".")
    sheet.line()


def _section(sheet: Sheet, section: Section, path: str) -> None:
    own = f"{path}.{section.label}" if path else section.label
    start = sheet.length
    sheet.put(f"{section.label}. ")
    sheet.put(section.heading.vi, f"{own}/heading")
    if section.declared is not None:
        sheet.put(f" ({section.declared} nhiệm vụ)")
    if section.owner is not None:
        sheet.places[f"{own}/owner"] = sheet.places[f"{own}/heading"]
        sheet.put(":")
    sheet.places[own] = start, sheet.length
    sheet.line()
    sheet.line()
    for at, item in enumerate(section.items, start=1):
        if section.style == "block" and isinstance(item, Duty):
            _block(sheet, at, item)
        else:
            _item(
                sheet, f"{at}. " if section.style == "number" else "- ", item, owned=section.owner is not None
            )
    for inner in section.inner:
        _section(sheet, inner, own)


def _item(sheet: Sheet, mark: str, item: Item, *, owned: bool = False) -> None:
    sheet.put(mark)
    start = sheet.length
    if isinstance(item, Duty):
        _duty(sheet, item, owned=owned)
    else:
        sheet.put(item.says.vi)
    sheet.places[item.locator] = start, sheet.length
    sheet.line()
    sheet.line()


def _duty(sheet: Sheet, duty: Duty, *, owned: bool) -> None:
    """A duty as a sentence; under a heading that names its body the verb comes first."""
    words = duty.says.vi
    if duty.charges and not owned:
        _subject(sheet, duty)
        words = f"{words[0].lower()}{words[1:]}"
    sheet.put(words, f"{duty.locator}/words")
    if duty.due is not None:
        sheet.put(" " if duty.due.recurrence else ", hoàn thành ")
        sheet.put(duty.due.text)
    sheet.put(".")


def _subject(sheet: Sheet, duty: Duty) -> None:
    first, *others = duty.charges
    _body(sheet, duty, 1, first)
    sheet.put(" chủ trì" if first.role == "lead" else " ")
    for at, one in enumerate(others, start=2):
        sheet.put(", phối hợp với " if at == 2 else ", ")
        _body(sheet, duty, at, one)
    sheet.put(" " if first.role == "lead" else "")


def _body(sheet: Sheet, duty: Duty, at: int, charge: Charge) -> None:
    sheet.put(charge.body.printed, f"{duty.locator}/body/{at}")


def _block(sheet: Sheet, at: int, duty: Duty) -> None:
    """A task and below it a line for who leads, who helps and by when."""
    sheet.put(f"{at}. ")
    start, _ = sheet.put(duty.says.vi, f"{duty.locator}/words")
    sheet.line()
    for role, words in _ROLES_ALONE.items():
        sheet.put(f"- Cơ quan {words}: ")
        _bodies(sheet, duty, role, ", ")
        sheet.line(".")
    if duty.due is not None:
        sheet.put(f"- Thời gian hoàn thành: {duty.due.text}.")
    sheet.places[duty.locator] = start, sheet.length
    sheet.line()
    sheet.line()


def _bodies(sheet: Sheet, duty: Duty, role: str, between: str) -> None:
    of_role = [(at, one) for at, one in enumerate(duty.charges, start=1) if one.role == role]
    for nth, (at, one) in enumerate(of_role):
        sheet.put(between if nth else "")
        _body(sheet, duty, at, one)


def _tail(sheet: Sheet, content: Content) -> None:
    recipients = (*content.recipients, *content.addressees)
    kind = content.plan.kind
    sheet.line("Nơi nhận:")
    for one in recipients:
        sheet.line(f"- {one.printed};")
    sheet.line("- Lưu: VT.")
    sheet.line()
    for line in _SIGNING.get(kind, _OF_A_PROVINCE):
        sheet.line(line)
    sheet.line()
    sheet.line(content.signer, "signer")


def _annex(sheet: Sheet, content: Content) -> None:
    plan = content.plan
    sheet.line()
    sheet.line("PHỤ LỤC", "annex")
    sheet.line("PHÂN CÔNG NHIỆM VỤ")
    sheet.line(
        f"(Kèm theo {type_of(plan.kind)} số {plan.number} ngày {long_date(plan.issued)} của {_short(plan)})"
    )
    sheet.line()
    sheet.line(f"| {' | '.join(_COLUMNS)} |")
    sheet.line(f"|{'---|' * len(_COLUMNS)}")
    for at, duty in enumerate(content.annex, start=1):
        _row(sheet, at, duty)


def _short(plan: Plan) -> str:
    return (
        f"Ủy ban nhân dân {level(plan.province)}"
        if plan.issuer.full.startswith("Ủy ban")
        else plan.issuer.full
    )


def _row(sheet: Sheet, at: int, duty: Duty) -> None:
    sheet.put(f"| {at} | ")
    start, _ = sheet.put(duty.says.vi, f"{duty.locator}/words")
    for role in _ROLES_ALONE:
        sheet.put(" | ")
        _bodies(sheet, duty, role, "; ")
    sheet.put(f" | {duty.product.vi if duty.product else ''} | {duty.due.text if duty.due else ''}")
    sheet.places[duty.locator] = start, sheet.length
    sheet.line(" |")
