"""What documents are called: types, titles, and how one cites another."""

from generating.dues import long_date
from generating.lexicon import Phrase
from generating.series import level
from generating.values import Kind, Plan

# What is printed over the title, the class in the vocabulary, and what the type is called in English.
TYPES: dict[Kind, tuple[str, str, str]] = {
    "resolution": ("Nghị quyết", "Resolution", "Resolution"),
    "government": ("Nghị quyết", "Resolution", "Resolution"),
    "guidance": ("Hướng dẫn", "Guidance", "Guidance"),
    "ministry": ("Kế hoạch", "Plan", "Plan"),
    "programme": ("Chương trình hành động", "ActionProgramme", "Action programme"),
    "plan": ("Kế hoạch", "Plan", "Plan"),
    "directive": ("Chỉ thị", "Directive", "Directive"),
    "dispatch": ("Công văn", "OfficialLetter", "Official letter"),
}
_TITLES: dict[Kind, Phrase] = {
    "resolution": Phrase("Về phát triển {theme} ở cơ sở", "On {theme}"),
    "government": Phrase(
        "Ban hành Chương trình hành động của Chính phủ thực hiện {above}", "Action programme on {theme}"
    ),
    "guidance": Phrase("Quán triệt, tuyên truyền {above}", "Spreading the word on {theme}"),
    "ministry": Phrase("Triển khai {above}", "Plan on {theme}"),
    "programme": Phrase("Thực hiện {above}", "Action programme on {theme}"),
    "plan": Phrase("Phát triển {theme} trên địa bàn {province}", "Plan for {theme}"),
    "directive": Phrase("Về việc đẩy mạnh phát triển {theme} trên địa bàn {level}", "Furthering {theme}"),
    "dispatch": Phrase("Về việc triển khai Kế hoạch phát triển {theme}", "Carrying out the plan for {theme}"),
}
_OPENINGS: dict[Kind, str] = {
    "resolution": "Bộ Chính trị ban hành Nghị quyết với các nội dung sau:",
    "government": "Chính phủ ban hành Chương trình hành động với các nội dung sau:",
    "guidance": "Ban Tuyên giáo và Dân vận Trung ương hướng dẫn như sau:",
    "ministry": "{issuer} ban hành Kế hoạch với các nội dung sau:",
    "programme": "Ban Thường vụ {committee} ban hành Chương trình hành động như sau:",
    "plan": "Ủy ban nhân dân {level} ban hành Kế hoạch với các nội dung sau:",
    "directive": "Ủy ban nhân dân {level} yêu cầu:",
    "dispatch": "Ủy ban nhân dân {level} có ý kiến như sau:",
}
_BY_ANNEX = "Ủy ban nhân dân {level} giao nhiệm vụ cho các cơ quan, đơn vị tại Phụ lục kèm theo."


def type_of(kind: Kind) -> str:
    """The type as printed."""
    return TYPES[kind][0]


def title(plan: Plan) -> Phrase:
    """The title as printed, in mixed case, and in English."""
    words = _TITLES[plan.kind]
    parts = {"theme": plan.theme.vi, "province": plan.province, "level": level(plan.province)}
    above = f"{citation(plan.above)} {about(plan.above)}" if plan.above else ""
    return Phrase(
        words.vi.format(above=above, **parts), f"{words.en.format(theme=plan.theme.en)}, {plan.number}"
    )


def citation(plan: Plan) -> str:
    """A document as others cite it: type, number, date, issuer."""
    return f"{type_of(plan.kind)} số {plan.number} ngày {long_date(plan.issued)} của {plan.issuer.full}"


def about(plan: Plan) -> str:
    """What stands behind a citation: what the document is about."""
    return f"về phát triển {plan.theme.vi}"


def opening(plan: Plan) -> str:
    """The sentence that leads to what the document says."""
    head = "Tỉnh ủy" if level(plan.province) == "tỉnh" else "Thành ủy"
    return _OPENINGS[plan.kind].format(issuer=plan.issuer.full, committee=head, level=level(plan.province))


def opening_to_annex(plan: Plan) -> str:
    """The same where all is in an annex."""
    return _BY_ANNEX.format(level=level(plan.province))
