"""The table of a kind as a page of the documentation: a state diagram, and its steps in words."""

from collections.abc import Iterator

from wardbook.cases.kinds.table import Kind, Step


def page(kinds: list[Kind]) -> str:
    """The whole of ``docs/reference/states.md``."""
    head = (
        "# States and steps\n\n"
        "Drawn from the tables in `wardbook/cases/kinds/`; a guard test holds this page to them.\n"
        "*clock*: what the step does to the limit. *kept*: rules whose breach stays on record.\n"
        "*leader*: rules that a leader may overrule. The rules are in [rules](rules.md).\n"
        "A step that leaves the work where it is stands in the table alone.\n"
    )
    return head + "".join(section(kind) for kind in kinds)


def section(kind: Kind) -> str:
    rows = "\n".join(_row(name, step) for name, step in kind.steps.items())
    return (
        f"\n## {kind.label.en} · {kind.label.vi}\n\n"
        "```mermaid\nstateDiagram-v2\n"
        f"    [*] --> {kind.opens_in}\n"
        f"{''.join(_arrows(kind))}```\n\n"
        "| step | tiếng Việt | clock | kept | leader |\n| --- | --- | --- | --- | --- |\n"
        f"{rows}\n"
    )


def _arrows(kind: Kind) -> Iterator[str]:
    for name, step in kind.steps.items():
        for before in step.before if step.after else ():
            yield f"    {before} --> {step.after}: {name}\n"
    left = {before for step in kind.steps.values() if step.after for before in step.before}
    for name, state in kind.states.items():
        if name not in left:
            yield f"    {name} --> [*]\n"
        if state.waits_on:
            yield f"    note right of {name}: waits on {state.waits_on}\n"


def _row(name: str, step: Step) -> str:
    clock = step.effect.value if step.effect else ""
    kept, law = ", ".join(step.records), ", ".join(step.law)
    return f"| `{name}` | {step.label.vi} | {clock} | {kept} | {law} |"
