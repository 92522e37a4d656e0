"""The command line in Vietnamese: every message has its words there, and files and English do not change with it."""

import gettext
import io
import pickle
import re
from collections.abc import Callable
from http import HTTPStatus
from importlib import import_module
from pathlib import Path

import pytest
from babel.messages.mofile import read_mo
from catalogue import (
    FOLDER,
    ROOT,
    catalogue,
    code,
    entries,
    names,
    of_argparse,
    of_module,
    of_the_system,
    placeholders,
)

from kg.cli import COMMANDS, language, main
from kg.cli.options import parser_of
from kg.errors import BadInput, BadRecords, Place, Problem, UnknownName
from kg.messages import Message, joined
from kg.query import questions
from kg.records import read

CODE = code()
SAID = [said for module in CODE for said in module.said]
ENTRIES = {message: (told, marks) for message, told, marks in entries()}
# Words that argparse says to whoever writes a program with it, not to whoever runs one.
TO_PROGRAMMERS = re.compile(
    r"not callable|invalid argument for positionals|not defined|with mode|multiple subparser|cannot merge"
    r"|conflicting|dest= is required|conflict_resolution|must start with|must be optional|deprecated"
)
# Templates that only put words together, and are the same in every language.
ALIKE = {
    "{place}: {wrong}; {remedy}",
    "  {match}",
    "{error} ({state})",
    "{path}: {error}",
    "{file}: {done}",
    "IRI ({error})",
    "http://{name}:{port}/",
}
VIETNAMESE = re.compile(
    "[ăâđêôơưạảãàáắằẳẵặấầẩẫậẹẻẽèéếềểễệịỉĩìíọỏõòóốồổỗộớờởỡợụủũùúứừửữựỵỷỹỳý]", re.IGNORECASE
)
# Words of English that stand in no help in Vietnamese: neither names of options nor of files.
ENGLISH = re.compile(
    r"(?<![-\w])(the|of|and|where|with|show|write|default|instead|only|that|options|usage)\b"
)


def vietnamese(words: str) -> str:
    return ENTRIES[words][0] if words in ENTRIES else words


@pytest.fixture
def in_vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "vi")
    monkeypatch.setenv("COLUMNS", "100")


def helped(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as stopped:
        main([*words, "--help"])
    assert stopped.value.code == 0
    return capsys.readouterr().out


def test_the_test_sees_the_messages_of_the_code() -> None:
    assert len({said.words for said in SAID}) > 400
    assert {"build the graph from records and documents", "no {kind} is called {name!r}"} <= {
        s.words for s in SAID
    }


def test_no_message_is_put_together_so_that_it_cannot_be_looked_up() -> None:
    allowed = {
        "'{between}'.join((f'{{{name}}}' for name in values))",
    }
    assert [one for module in CODE for one in module.together if one.partition(": ")[2] not in allowed] == []


def test_a_message_that_is_put_together_is_seen(tmp_path: Path) -> None:
    module = ROOT / "kg" / "made_up.py"
    found = of_module_text(
        'raise BadInput(f"{path}: no")\nsay("a " + b)\nsay(", ".join(c))', module, tmp_path
    )
    assert len(found) == 3


def of_module_text(text: str, name: Path, folder: Path) -> list[str]:
    path = folder / name.name
    path.write_text(text, encoding="utf-8")
    return of_module(path).together


def test_every_message_has_its_words_in_vietnamese() -> None:
    assert sorted({f"{said.place}: {said.words!r}" for said in SAID if said.words not in ENTRIES}) == []
    assert [message for message, (told, _) in ENTRIES.items() if not told] == []
    alike = {message for message, (told, marks) in ENTRIES.items() if told == message and "kind" not in marks}
    assert alike == ALIKE


def test_every_entry_is_said_somewhere() -> None:
    said = {one.words for one in SAID}
    unmarked = [message for message, (_, marks) in ENTRIES.items() if not marks]
    assert [message for message in unmarked if message not in said] == []
    assert {mark for _, marks in ENTRIES.values() for mark in marks} == {
        "argparse",
        "http",
        "kind",
        "language",
        "system",
        "thousands",
        "yaml",
    }


def test_what_argparse_and_the_system_say_has_its_words() -> None:
    asked = {words for words in of_argparse() if not TO_PROGRAMMERS.search(words)}
    assert asked - set(ENTRIES) - {"expected %s arguments"} == set()
    of_system = {message for message, (_, marks) in ENTRIES.items() if "system" in marks}
    assert of_system <= of_the_system()


def test_every_status_that_the_server_tells_has_its_words() -> None:
    modules = (path.read_text(encoding="utf-8") for path in (ROOT / "kg" / "serve").glob("*.py"))
    told = {int(status) for text in modules for status in re.findall(r"\bproblem\(\s*([0-9]+),", text)}
    assert {400, 403, 404, 405, 406, 408, 413, 415, 422, 500, 502, 503, 504} <= told
    titles = {message for message, (_, marks) in ENTRIES.items() if "http" in marks}
    assert {HTTPStatus(status).phrase for status in told} <= titles


def test_every_kind_of_thing_has_its_words() -> None:
    parameters = {p.name for q in questions().values() for p in q.parameters if p.kind == "iri"}
    assert parameters
    assert parameters - set(ENTRIES) == set()


def test_a_translation_has_the_placeholders_of_its_message() -> None:
    def slots(words: str, marks: frozenset[str]) -> object:
        if marks & {"system", "yaml"}:
            return None
        return sorted(re.findall(r"%\(\w+\)\w|%\w", words)) if "argparse" in marks else placeholders(words)

    assert [
        m for m, (told, marks) in ENTRIES.items() if not _literal(m) and slots(m, marks) != slots(told, marks)
    ] == []


def _literal(message: str) -> bool:
    """Whether the braces of a message are what they look like: it is never given values."""
    return all(said.given is None for said in SAID if said.words == message) and "..." in message


def test_a_message_is_given_what_it_has_places_for() -> None:
    given = [(said, said.given) for said in SAID if said.given is not None]
    assert len(given) > 100
    assert [
        f"{said.place}: {said.words!r}" for said, values in given if not names(said.words) <= values
    ] == []


def test_the_compiled_catalogue_is_that_of_the_text() -> None:
    with (FOLDER / "kg.mo").open("rb") as file:
        compiled = read_mo(file)
    made, written = (
        {str(_whole(m.id)): _whole(m.string) for m in c if m.id} for c in (compiled, catalogue())
    )
    assert made == written, "run 'make words'"


def _whole(words: str | list[str] | tuple[str, ...]) -> str | tuple[str, ...]:
    """What a catalogue holds of a message, its plural too where it has one."""
    return words if isinstance(words, str) else tuple(words)


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_is_vietnamese_through(
    name: str, in_vietnamese: None, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = helped([name], capsys)
    assert shown.startswith("cách dùng: kg ")
    about = re.sub(r"\[[^]]*\]|\{[^}]*\}|'[^']*'|--\S+", " ", shown)
    assert ENGLISH.findall(about) == []
    assert VIETNAMESE.search(shown.partition("\n\n")[2])


# What values are called alike in both languages.
CALLED_ALIKE = {"URL", "IRI", "N"}


@pytest.mark.parametrize("name", [*COMMANDS, *(f"ask {question}" for question in questions())])
def test_what_an_option_takes_is_called_in_the_language_that_is_spoken(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    command, *question = name.split()
    run = import_module(f"kg.cli.{command}").run
    called = {}
    for spoken in ("en", "vi"):
        monkeypatch.setenv("KG_LANG", spoken)
        with language.speaking():
            actions = parser_of(run, *question)._actions
        called[spoken] = [one.metavar for one in actions if one.nargs != 0 and not one.choices]
    assert None not in called["en"]
    assert not any(re.search(r"\s", metavar) for metavar in called["vi"])
    assert called["vi"] == [one if one in CALLED_ALIKE else vietnamese(one) for one in called["en"]]
    assert not {one for one in called["en"] if vietnamese(one) == one} - CALLED_ALIKE


def test_the_help_of_kg_lists_commands_in_vietnamese(
    in_vietnamese: None, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = helped([], capsys)
    assert ENGLISH.findall(shown) == []
    assert all(vietnamese(purpose) in shown for purpose in COMMANDS.values())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["build", "nowhere"], "nowhere: không có tệp hay thư mục này"),
        (["ask", "tasks of body"], "không có câu hỏi nào tên là 'tasks of body'; có phải 'tasks-of-body'"),
        (["ask", "tasks-of-body"], "build: chưa có đồ thị nào dựng ở đó; hãy nêu thư mục bằng --build"),
        (["sparql", "SELECT"], "SELECT: không có tệp hay thư mục này; hãy cho tệp đọc được"),
        (["serve", "nowhere"], "nowhere: không phải thư mục"),
        (["read", "empty.txt"], "empty.txt: là tệp rỗng; hãy cho tệp có chữ"),
        (["check", "nowhere"], "nowhere: không có tệp hay thư mục này"),
    ],
)
def test_an_error_is_told_in_vietnamese(
    words: list[str],
    said: str,
    in_vietnamese: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(words) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert len(shown.splitlines()) == 1


def test_a_wrong_option_is_told_in_vietnamese(
    in_vietnamese: None, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["build", "--bogus"])
    assert stopped.value.code == 2
    assert "kg build: lỗi: không hiểu: --bogus" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["serve", "--rows", "none"])
    assert "tham số --rows: 'none' không phải số nguyên lớn hơn 0" in capsys.readouterr().err


def test_what_is_wrong_in_records_is_told_in_vietnamese(
    folder: Path, in_vietnamese: None, capsys: pytest.CaptureFixture[str]
) -> None:
    records = folder / "records.yaml"
    wrong = records.read_text(encoding="utf-8").replace("issued_by:", "isued_by:", 1)
    records.write_text(wrong, encoding="utf-8")
    assert main(["build", str(folder), "-o", str(folder.parent / "out"), "--quiet"]) == 2
    shown = capsys.readouterr().err
    assert "ở đây không có khóa 'isued_by'; có phải 'issued_by'" in shown


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("document:", "document: [", "không phải YAML: thiếu dấu ',' hoặc ']'; hãy sửa chỗ thụt dòng"),
        ("role: lead", "role: chief", "role: 'chief' không hợp lệ; chỉ nhận 'lead', 'coordinate',"),
        ("start: 0", "start: -1", "start: '-1' không hợp lệ; phải từ 0 trở lên"),
    ],
)
def test_a_value_that_does_not_fit_is_told_in_vietnamese(old: str, new: str, said: str, sample: str) -> None:
    assert old in sample
    with pytest.raises(BadRecords) as found:
        read({"records.yaml": sample.replace(old, new, 1)})
    assert said in found.value.message.told(vietnamese)
    assert not VIETNAMESE.search(str(found.value))


def test_the_summary_of_a_build_is_told_in_vietnamese(
    folder: Path, in_vietnamese: None, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7 and no more")
    assert main(["build", str(folder), "-o", str(folder.parent / "out")]) == 1
    shown = capsys.readouterr().err
    assert "tệp bản ghi, có 1 văn bản gốc" in shown
    assert "đã dựng" in shown
    assert re.search(r"không đưa vào: .*damaged\.pdf: là tệp PDF bị hỏng; hãy lưu lại$", shown, re.MULTILINE)


def test_what_is_written_does_not_depend_on_the_language(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "damaged.pdf").write_bytes(b"%PDF-1.7 and no more")
    written = {}
    for spoken in ("vi", "en"):
        monkeypatch.setenv("KG_LANG", spoken)
        for extra in ([], ["--bulk"]):
            into = folder.parent / f"{spoken}{len(extra)}"
            assert main(["build", str(folder), "-o", str(into), "--quiet", *extra]) == 1
            files = sorted(
                p for p in into.rglob("*") if p.is_file() and "store" not in p.relative_to(into).parts
            )
            written[spoken, len(extra)] = {str(p.relative_to(into)): p.read_bytes() for p in files}
    assert len(written["en", 0]) > 5
    assert written["vi", 0] == written["en", 0]
    assert written["vi", 1] == written["en", 1]


@pytest.mark.parametrize(
    "variables",
    [
        {"KG_LANG": "en", "LANG": "vi_VN.UTF-8", "LANGUAGE": "vi"},
        {"LANGUAGE": "en:vi"},
        {"LC_ALL": "C.UTF-8", "LANG": "vi_VN"},
        {"LANG": "fr_FR.UTF-8"},
        {},
    ],
)
def test_english_is_spoken_where_vietnamese_is_not_wanted(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(monkeypatch, variables)
    assert helped(["sparql"], capsys).startswith("usage: kg sparql ")


@pytest.mark.parametrize(
    "variables",
    [{"KG_LANG": "vi", "LC_ALL": "C"}, {"LANG": "vi_VN.UTF-8"}, {"LANGUAGE": "fr:vi", "LANG": "en_US"}],
)
def test_vietnamese_is_spoken_where_it_is_wanted(
    variables: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    speak(monkeypatch, variables)
    assert helped(["sparql"], capsys).startswith("cách dùng: kg sparql ")


def speak(monkeypatch: pytest.MonkeyPatch, variables: dict[str, str]) -> None:
    for name in ("KG_LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)


def test_the_language_of_a_command_ends_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    speak(monkeypatch, {"KG_LANG": "vi"})
    with language.speaking():
        assert language.told("stopped") == "đã dừng"
    assert gettext.textdomain() == "messages"
    assert language.told("stopped") == "stopped"


def test_values_with_braces_and_thousands_are_told_as_they_are() -> None:
    error = BadInput("{path}: {error}", path="{a}", error=BadInput("is empty; give a file with text"))
    assert str(error) == "{a}: is empty; give a file with text"
    assert error.message.told(vietnamese) == "{a}: là tệp rỗng; hãy cho tệp có chữ"
    pages = Message(
        "has {count:,} pages, more than the {pages:,} that are read; give it in parts",
        count=12345,
        pages=2000,
    )
    assert pages.startswith("has 12,345 pages")
    assert pages.told(vietnamese).startswith("có 12.345 trang, quá mức 2.000 trang")


def test_a_message_keeps_its_words_on_the_way_to_another_process() -> None:
    sent: Callable[[object], object] = lambda value: pickle.loads(pickle.dumps(value))  # noqa: E731
    inner = BadInput("is empty; give a file with text")
    error = sent(BadInput("{path}: {error}", path=Path("a.txt"), error=inner))
    assert isinstance(error, BadInput)
    assert error.message.told(vietnamese) == "a.txt: là tệp rỗng; hãy cho tệp có chữ"
    wrong, remedy = inner.message.parted()
    assert (str(wrong), str(remedy)) == ("is empty", "give a file with text")
    again = sent(remedy)
    assert isinstance(again, Message)
    assert (wrong.told(vietnamese), again.told(vietnamese)) == ("là tệp rỗng", "hãy cho tệp có chữ")


def test_several_things_at_once_are_told_each() -> None:
    missing = Message("the key {key!r} is missing", key="kind")
    problems = [Problem(Place("a.yaml", n), missing, "take it out") for n in range(1, 43)]
    lines = BadRecords(problems).message.told(vietnamese).splitlines()
    assert lines[0] == "a.yaml:1: thiếu khóa 'kind'; hãy bỏ đi"
    assert lines[-1] == "... và 2 mục nữa"
    both = UnknownName("x", "question", ["a", "b"])
    assert str(both) == "no question is called 'x'; did you mean 'a' or 'b'?"
    assert both.message.told(vietnamese) == "không có câu hỏi nào tên là 'x'; có phải 'a' hoặc 'b'?"
    assert joined([], ", ").told(vietnamese) == ""


def test_reading_the_catalogue_gives_what_gettext_gives() -> None:
    with (FOLDER / "kg.mo").open("rb") as file:
        translations = gettext.GNUTranslations(io.BytesIO(file.read()))
    assert all(
        translations.gettext(message) == told
        for message, (told, _) in ENTRIES.items()
        if "%s arg" not in message
    )


def test_vietnamese_leads_to_vietnamese_pages() -> None:
    named = {page for told, _ in ENTRIES.values() for page in re.findall(r"docs/([\w-]+)\.md", told)}
    assert "ban-ghi" in named
    listed = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [page for page in named if not re.search(rf" · \[[^]]+\]\({page}\.md\)", listed)] == []


@pytest.mark.parametrize(
    ("given", "heading"), [({"KG_LANG": "en"}, "Number"), ({"LANG": "en_US"}, "Số hiệu")]
)
def test_answers_are_in_the_language_that_is_asked_of_this_program_alone(
    built: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    given: dict[str, str],
    heading: str,
) -> None:
    speak(monkeypatch, given)
    assert main(["ask", "documents", "--build", str(built)]) == 0
    assert capsys.readouterr().out.startswith(heading)
    assert main(["ask", "documents", "--build", str(built), "--lang", "vi"]) == 0
    assert capsys.readouterr().out.startswith("Số hiệu")
