"""Mutants of the rules, run by hand: ``python -m tests.mutants MODULE[:FUNCTION] TESTS …``.

Each changes one thing in one function – a comparison, an "and", a "not", what is returned – and
runs the tests on it in a fork of a process that has its database already. The tests should fail;
a mutant on which they pass is printed: a rule that nobody would miss. It is no part of the suite.

``python -m tests.mutants wardbook.cases.rules.standing tests/cases/loop``; some seconds a mutant.
"""

import ast
import copy
import importlib
import os
import signal
import sys
from collections.abc import Callable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path
from types import FunctionType
from typing import Any

import pytest
from django.db import connections

SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE,
    ast.GtE: ast.Gt, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
    ast.And: ast.Or, ast.Or: ast.And, ast.BitOr: ast.BitAnd, ast.BitAnd: ast.BitOr,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip
LONGEST = 600  # seconds of one mutant: one that never ends is noticed, too
ALWAYS = ("-q", "-x", "-n", "0", "--reuse-db", "-p", "no:cacheprovider")


def mutants(function: ast.FunctionDef) -> Iterator[ast.FunctionDef]:
    """Every copy of a function with one thing changed."""
    for number, node in enumerate(ast.walk(function)):
        for way in range(len(_ways(node))):
            changed = copy.deepcopy(function)
            _ways(list(ast.walk(changed))[number])[way]()
            yield ast.fix_missing_locations(changed)


def _ways(node: ast.AST) -> list[Callable[[], None]]:
    """What can be done to a node, each as something to call."""
    ways: list[Callable[[], None]] = []
    if isinstance(node, ast.BoolOp | ast.BinOp) and (swap := SWAPS.get(type(node.op))):
        ways.append(partial(setattr, node, "op", swap()))
    if isinstance(node, ast.Compare) and (swap := SWAPS.get(type(node.ops[0]))):
        ways.append(partial(setattr, node, "ops", [swap(), *node.ops[1:]]))
    if isinstance(node, ast.BoolOp):
        nothing = ast.Constant(True if isinstance(node.op, ast.And) else None)
        ways += [partial(node.values.__setitem__, at, nothing) for at in range(len(node.values))]
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        ways.append(partial(setattr, node, "test", ast.UnaryOp(ast.Not(), node.test)))
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        ways.append(partial(setattr, node, "operand", ast.UnaryOp(ast.Not(), node.operand)))
    if isinstance(node, ast.Return) and node.value and not _is_none(node.value):
        ways.append(partial(setattr, node, "value", ast.Constant(None)))
    return ways


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def passes(tests: list[str]) -> bool:
    """Whether the tests pass in a fork of this process as it is now."""
    sys.stdout.flush()
    child = os.fork()
    if child == 0:
        signal.alarm(LONGEST)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        os._exit(int(pytest.main([*ALWAYS, *tests])))
    return os.waitpid(child, 0)[1] == 0


def survivors(module: str, only: str, tests: list[str]) -> Iterator[str]:
    """Each mutant that the tests let live: its function, what was there, what is there."""
    found = importlib.import_module(module)
    source = Path(str(found.__file__)).read_text(encoding="utf-8")
    tried = 0
    for node, function in functions(ast.parse(source).body, found):
        if only and node.name != only:
            continue
        whole = function.__code__
        node.decorator_list = []
        node.returns = None  # what is said of types is no rule
        for told in ast.walk(node.args):
            if isinstance(told, ast.arg):
                told.annotation = None
        for mutant in mutants(node):
            # Whoever holds the function holds the mutant, too: a table of rules, another module.
            function.__code__ = _code(mutant, vars(found))
            tried += 1
            if passes(tests):
                yield f"{node.name}: {_differs(node, mutant)}"
            function.__code__ = whole
    yield f"{module}: {tried} mutants"


def functions(
    body: list[ast.stmt], owner: object
) -> Iterator[tuple[ast.FunctionDef, FunctionType]]:
    """What a module or a class defines, methods and properties too, each with what runs it."""
    for node in body:
        if isinstance(node, ast.ClassDef):
            yield from functions(node.body, vars(owner)[node.name])
        if isinstance(node, ast.FunctionDef):
            kept = vars(owner)[node.name]
            inside = (getattr(kept, name, None) for name in ("func", "fget", "__func__"))
            yield node, next(filter(None, inside), kept)


def _code(mutant: ast.FunctionDef, names: dict[str, Any]) -> Any:
    made = dict(names)
    exec(compile(ast.Module([mutant], []), "mutant", "exec"), made)
    return made[mutant.name].__code__


def _differs(node: ast.FunctionDef, mutant: ast.FunctionDef) -> str:
    before, after = (ast.unparse(one).splitlines() for one in (node, mutant))
    pairs = [(old.strip(), new.strip()) for old, new in zip_longest(before, after, fillvalue="")]
    was, now = zip(*((old, new) for old, new in pairs if old != new), strict=True)
    return f"{' '.join(was)}\n    → {' '.join(now)}"


def main(words: list[str]) -> None:
    (module, _, only), tests = words[0].partition(":"), words[1:]
    if pytest.main([*ALWAYS, "--create-db", *tests]):
        sys.exit("The tests fail as it is: nothing can be learnt from mutants.")
    connections.close_all()
    for said in survivors(module, only, tests):
        sys.stdout.write(f"{said}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
