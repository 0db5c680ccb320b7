"""`wardbook read`: papers from the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from wardbook.lib.refusal import Refused
from wardbook.reader.cli import main, open_file

Output = pytest.CaptureFixture[str]
PAPER = "Năm 2022, phường hòa giải thành 26/30 vụ, đạt 86,66%."


@pytest.fixture
def paper(tmp_path: Path) -> str:
    path = tmp_path / "report.txt"
    path.write_text(PAPER, encoding="utf-8")
    return str(path)


def test_a_paper_is_printed_as_a_table_with_its_checks(paper: str, capsys: Output) -> None:
    assert main([paper, "--lang", "en"]) == 0

    printed = capsys.readouterr().out
    assert "26/30 vụ" in printed
    assert "cut, not rounded" in printed
    assert "f1.num/f1.den*100 = 86.67" in printed


def test_numbers_are_written_in_the_language_asked_for(paper: str, capsys: Output) -> None:
    main([paper])

    assert "= 86,67" in capsys.readouterr().out


def test_json_holds_text_figures_and_checks(paper: str, capsys: Output) -> None:
    assert main([paper, "--json"]) == 0

    (read,) = json.loads(capsys.readouterr().out)
    assert (read["file"], read["kind"], read["text"]) == (paper, "txt", PAPER)
    assert [figure["id"] for figure in read["figures"]] == ["f1", "f2"]
    assert read["checks"][0]["verdict"] == "truncated"


def test_a_refused_file_gives_one_sentence_and_the_others_are_read(
    paper: str, tmp_path: Path, capsys: Output
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()

    assert main([str(empty), paper, "--lang", "en"]) == 1

    output = capsys.readouterr()
    assert output.err == f"{empty}: This file is empty. Choose the file again and send it.\n"
    assert "26/30 vụ" in output.out


def test_a_file_that_is_not_there_is_named(tmp_path: Path, capsys: Output) -> None:
    assert main([str(tmp_path / "none.docx"), "--lang", "en"]) == 1

    assert "none.docx: This file cannot be opened." in capsys.readouterr().err


def test_a_folder_is_no_paper(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="READ-01"):
        open_file(str(tmp_path))


def test_a_paper_without_figures_says_so(tmp_path: Path, capsys: Output) -> None:
    path = tmp_path / "words.txt"
    path.write_text("Không có số liệu nào.", encoding="utf-8")

    assert main([str(path), "--lang", "en"]) == 0

    assert "There is no figure in this text." in capsys.readouterr().out


def test_one_reading_a_line_for_one_text_a_line(tmp_path: Path, capsys: Output) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text(json.dumps({"id": "a", "text": PAPER}) + "\n\n", encoding="utf-8")

    assert main(["--jsonl", str(texts)]) == 0

    (line,) = capsys.readouterr().out.splitlines()
    reading = json.loads(line)
    assert (reading["id"], reading["figures"][0]["quote"]) == ("a", "26/30 vụ")


def test_a_line_that_is_no_record_is_named_and_the_others_are_read(
    tmp_path: Path, capsys: Output
) -> None:
    texts = tmp_path / "texts.jsonl"
    texts.write_text('{"id": 1}\n' + json.dumps({"id": "b", "text": PAPER}), encoding="utf-8")

    assert main(["--jsonl", str(texts)]) == 1

    output = capsys.readouterr()
    assert "line 1" in output.err
    assert json.loads(output.out)["id"] == "b"


def test_wrong_use_exits_with_two(capsys: Output) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])

    assert stopped.value.code == 2
    assert "name the file to read" in capsys.readouterr().err


def test_whoever_reads_along_may_stop_early(paper: str) -> None:
    command = [
        sys.executable,
        "-c",
        "from wardbook.config.cli import main; main()",
        "read",
        "--json",
    ]
    with subprocess.Popen(
        [*command, *[paper] * 200], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as reading:
        reading.stdout.read(1)
        reading.stdout.close()
        said = reading.stderr.read()

    assert said == b""
