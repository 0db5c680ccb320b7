"""``wardbook read``: papers in, their figures and checks out, as a table or as JSON."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from gettext import translation
from pathlib import Path

from wardbook.lib.refusal import Refusal, Refused
from wardbook.reader.dates import doubts
from wardbook.reader.paper import Paper, open_paper
from wardbook.reader.read import as_json, read
from wardbook.reader.schema import Reading
from wardbook.reader.table import Translate, lines

_LOCALE = Path(__file__).resolve().parents[1] / "locale"
_ALL_READ, _SOME_REFUSED = 0, 1
_EPILOG = "Exit status: 0 when everything was read, 1 when something was refused, 2 for wrong use."


def main(argv: Sequence[str]) -> int:
    """Run the command; returns its exit status."""
    parser = _parser()
    options = parser.parse_args(argv)
    if options.jsonl:
        return _read_lines(options.files or ["-"])
    if not options.files:
        parser.error("name the file to read")
    spoken = translation("django", _LOCALE, [options.lang], fallback=True)
    return _read_papers(options.files, options, spoken.gettext)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wardbook read", description=__doc__.partition(":")[2].strip(), epilog=_EPILOG
    )
    parser.add_argument("files", nargs="*", metavar="FILE", help="DOCX, XLSX, PDF, HTML or TXT")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print everything as JSON")
    form.add_argument(
        "--jsonl",
        action="store_true",
        help='take {"id", "text"} a line from FILE or standard input; print one reading a line',
    )
    parser.add_argument("--lang", choices=("vi", "en"), default="vi", help="language of the words")
    return parser


def _read_papers(files: list[str], options: argparse.Namespace, gettext: Translate) -> int:
    status, readings = _ALL_READ, []
    for name in files:
        try:
            paper = open_file(name)
        except Refused as refused:
            status = _SOME_REFUSED
            sys.stderr.write(f"{name}: {refused.refusal.text(gettext)}\n")
            continue
        if options.json:
            readings.append(_everything(name, paper, gettext))
        else:
            _write(_report(name, paper, options.lang, gettext))
    if options.json:
        _write([json.dumps(readings, ensure_ascii=False, indent=1)])
    return status


def open_file(name: str) -> Paper:
    """The paper in a file; raises Refused."""
    try:
        content = Path(name).read_bytes()
    except OSError:
        raise Refused(
            Refusal(
                "READ-01", "This file cannot be opened. Check its name and that you may read it."
            )
        ) from None
    return open_paper(content, name)


def _everything(name: str, paper: Paper, gettext: Translate) -> dict[str, object]:
    reading = read(paper.text)
    warnings = [warning.text(gettext) for warning in _warnings(paper, reading)]
    about = {"file": name, "kind": paper.kind, "warnings": warnings, "text": paper.text}
    return {**about, **as_json(reading)}


def _warnings(paper: Paper, reading: Reading) -> tuple[Refusal, ...]:
    return paper.warnings + doubts(paper.text, reading.figures)


def _report(name: str, paper: Paper, language: str, gettext: Translate) -> Iterator[str]:
    yield name
    reading = read(paper.text)
    yield from (f"  {warning.text(gettext)}" for warning in _warnings(paper, reading))
    yield from lines(reading, language, gettext)
    yield ""


def _read_lines(files: list[str]) -> int:
    status = _ALL_READ
    for name in files:
        try:
            with open(0 if name == "-" else name, encoding="utf-8", closefd=name != "-") as texts:
                status = max(status, _read_texts(name, texts))
        except OSError:
            status = _SOME_REFUSED
            sys.stderr.write(f"{name}: this file cannot be opened\n")
    return status


def _read_texts(name: str, texts: Iterable[str]) -> int:
    status = _ALL_READ
    for number, line in enumerate(texts, 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
            known, text = record["id"], str(record["text"])
        except (ValueError, KeyError, TypeError):
            status = _SOME_REFUSED
            sys.stderr.write(f'{name}, line {number}: not {{"id": …, "text": …}} in JSON\n')
            continue
        _write([json.dumps({"id": known, **as_json(read(text))}, ensure_ascii=False)])
    return status


def _write(written: Iterable[str]) -> None:
    for line in written:
        sys.stdout.write(f"{line}\n")
