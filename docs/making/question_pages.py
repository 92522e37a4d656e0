"""Make docs/questions.md and docs/cau-hoi.md anew, of what the headers in queries/answer say.

Run as `python docs/making/question_pages.py`.
"""

import shlex
from pathlib import Path

from kg.query import Parameter, Question, questions, usual_name

DOCS = Path(__file__).resolve().parents[1]
PAGES = {"en": DOCS / "questions.md", "vi": DOCS / "cau-hoi.md"}
# How a value of each kind is given.
_GIVEN = {
    "en": {
        "iri": "name, abbreviation, number or IRI",
        "string": "text",
        "date": "date like 2025-06-30",
        "integer": "whole number",
    },
    "vi": {
        "iri": "tên, tên viết tắt, số hiệu hoặc IRI",
        "string": "chữ",
        "date": "ngày dạng 2025-06-30",
        "integer": "số nguyên",
    },
}
_INTRODUCTIONS = {
    "en": """\
# Questions

[Tiếng Việt](cau-hoi.md)

Each question is a file under `queries/answer` and can be asked of any built graph. Bodies, documents, tasks,
topics and indicators go by name, abbreviation or number, with diacritics or without. The values in a command
line are those used when nothing else is given (in a graph without them, what it says most of); `--lang en`
answers in English, and `--format csv` gives a file that a spreadsheet opens. Where rows rest on drafts,
a line on stderr says how many nobody has reviewed.

`kg ask tasks-of-body --body BTC`, `kg ask bodies-of-task --task '57-NQ/TW IV.3'`
""",
    "vi": """\
# Câu hỏi

[English](questions.md)

Mỗi câu hỏi là một tệp trong `queries/answer`, hỏi được trên mọi đồ thị đã dựng. Cơ quan, văn bản, nhiệm vụ,
chủ đề, chỉ số gọi bằng tên, tên viết tắt hoặc số hiệu, có dấu hay không dấu đều được. Giá trị trong dòng lệnh
là giá trị mặc định, dùng khi không nêu giá trị khác (đồ thị không có thì hỏi về thứ được nói đến nhiều nhất);
`--lang en` cho câu trả lời bằng tiếng Anh, `--format csv` cho tệp mở được bằng bảng tính. Câu trả lời dựa vào
bản nháp thì có một dòng trên stderr cho biết bao nhiêu dòng chưa ai rà soát.

`kg ask tasks-of-body --body BTC`, `kg ask bodies-of-task --task '57-NQ/TW IV.3'`
""",
}


def page(lang: str) -> str:
    """The page of all questions in a language, as their headers make it."""
    return _INTRODUCTIONS[lang] + "".join(_section(question, lang) for question in questions().values())


def _section(question: Question, lang: str) -> str:
    command = ["kg", "ask", question.name]
    for parameter in question.parameters:
        command += [f"--{parameter.name}", usual_name(parameter.default, "vi")]
    summary = {"en": question.summary, "vi": question.summary_vi}[lang]
    options = "".join(_described(parameter, lang) for parameter in question.parameters)
    told = f"{summary}\n\n{options}\n" if options else f"{summary}\n\n"
    return f"\n## {question.name}\n\n{told}```console\n$ {shlex.join(command)}\n```\n"


def _described(parameter: Parameter, lang: str) -> str:
    return f"- `--{parameter.name}`: {_GIVEN[lang][parameter.kind]}\n"


if __name__ == "__main__":
    for lang, path in PAGES.items():
        path.write_text(page(lang), encoding="utf-8")
