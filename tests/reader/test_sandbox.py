"""The child that opens papers: whatever becomes of it, the parent has one sentence."""

import sys
from pathlib import Path
from textwrap import dedent

import pytest

from wardbook.lib.refusal import Refused
from wardbook.reader.formats.sandbox import open_in_child


def refusal(program: str, content: bytes = b"x", seconds: float = 20) -> str:
    """The rule named when ``program`` stands in for the child."""
    start = f"import sys; sys.path.insert(0, {str(Path.cwd())!r})\n"
    command = (sys.executable, "-c", start + dedent(program))
    with pytest.raises(Refused) as caught:
        open_in_child(content, "pdf", command=command, seconds=seconds)
    return caught.value.refusal.rule


LIMITED = "from wardbook.reader.formats.child import lower_limits; lower_limits()\n"


def test_a_child_that_never_answers_is_stopped():
    assert refusal("import time; time.sleep(60)", seconds=0.3) == "PAPER-12"


def test_a_child_that_is_killed_is_a_refusal():
    assert refusal("import os; os.kill(os.getpid(), 9)") == "PAPER-12"


def test_a_child_that_takes_all_the_time_is_stopped():
    limited = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 2))"

    assert refusal(limited + "\nwhile True: pass") == "PAPER-12"


def test_a_child_that_takes_all_memory_is_refused_it():
    assert refusal(LIMITED + "import sys; sys.stdin.read(); bytearray(2**31)") == "PAPER-08"


def test_a_child_cannot_write_a_file(tmp_path):
    target = tmp_path / "left-behind"

    refusal(LIMITED + f"open({str(target)!r}, 'w').write('x')")

    assert not target.exists() or target.stat().st_size == 0


def test_a_child_that_ends_before_it_was_told_everything_is_a_refusal():
    assert refusal("raise SystemExit", content=b"x" * 2**20) == "PAPER-08"


def test_a_child_that_says_too_much_is_cut_short():
    endless = "import sys\nwhile True: sys.stdout.write('x' * 2**20)"

    assert refusal(endless) == "PAPER-09"


@pytest.mark.parametrize("answer", ["", "{", "[]", "{}", '{"extract": {"kind": "pdf"}}', "null"])
def test_an_answer_that_makes_no_sense_is_a_refusal(answer):
    assert refusal(f"print('''{answer}''')") == "PAPER-08"


def test_a_limit_of_memory_ends_in_a_sentence():
    code = LIMITED + dedent(
        """
        import sys
        from wardbook.reader.formats import child
        class Greedy:
            def read(content): return bytearray(2**31)
        child.import_module = lambda name: Greedy
        print(child.json.dumps(child.answer("pdf", sys.stdin.buffer.read())))
        """
    )

    assert refusal(code) == "PAPER-12"
