"""`haedang eval`: one expression, many, or a decision table, on facts of any names."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from functools import partial
from typing import Annotated, Any

import typer

from api.command_line.output import UNUSABLE, answered_line, refusing, write_json

Answer = dict[str, Any]
Expression = Annotated[str | None, typer.Argument(metavar="EXPRESSION", help="FEEL 식")]
Facts = Annotated[str | None, typer.Option(metavar="FILE|JSON", help="사실: JSON 글 또는 파일")]
Lines = Annotated[
    str | None, typer.Option(metavar="FILE", help='한 줄에 {"expression", "facts"}; --table과는 사실만')
]
Table = Annotated[str | None, typer.Option(metavar="FILE", help="결정표 (JSON, YAML)")]
AsJson = Annotated[bool, typer.Option("--json", help="JSON 문서 하나로 (늘 그렇습니다)")]


def evaluate(
    expression: Expression = None,
    facts: Facts = None,
    lines: Lines = None,
    table: Table = None,
    as_json: AsJson = False,
) -> None:
    """식을 셈합니다: {"value"}, {"unknown"} 또는 {"error"}. Evaluate an expression or a decision table."""
    _check_use(expression, facts, lines, table)
    with refusing(as_document=as_json or lines is not None):
        if lines is not None:
            _each_line(lines, _tabled(table) if table else _asked)
            return
        answer = _one(str(expression), facts)
    write_json(answer, compact=not as_json)
    if "error" in answer:
        sys.stderr.write(_told(answer["error"]))
        raise typer.Exit(UNUSABLE)


def _check_use(expression: str | None, facts: str | None, lines: str | None, table: str | None) -> None:
    if expression is not None and expression.startswith("--"):
        raise typer.BadParameter(f"{expression} 옵션은 없음 (no such option)", param_hint="EXPRESSION")
    if (expression is None) == (lines is None):
        raise typer.BadParameter(
            "EXPRESSION 또는 --lines FILE 가운데 하나 (give one of the two)", param_hint="EXPRESSION"
        )
    if table is not None and lines is None:
        raise typer.BadParameter("--lines FILE도 필요함 (needs --lines FILE)", param_hint="--table")
    if facts is not None and lines is not None:
        raise typer.BadParameter("--lines와 함께 쓸 수 없음 (not with --lines)", param_hint="--facts")


def _one(expression: str, facts: str | None) -> Answer:
    from engine.calculator import calculate

    return calculate(expression, _facts(facts) if facts is not None else {})


def _facts(written: str) -> Mapping[str, Any]:
    """Facts from JSON on the command line, else from a file."""
    from api.command_line.opening import read_bytes
    from api.requests import read_document

    if written.lstrip().startswith(("{", "[")):
        return _mapping(read_document(written).plain, "--facts")
    return _mapping(read_document(read_bytes(written), written).plain, written)


def _mapping(value: object, path: str) -> Mapping[str, Any]:
    from engine.diagnostics import Refused, Text, diagnose

    if not isinstance(value, dict):
        raise Refused([diagnose("P110", path=path, expected=Text("객체", "an object"))])
    return value


def _asked(line: object) -> Answer:
    """The answer to one line {"expression", "facts"}."""
    from engine.calculator import calculate
    from engine.diagnostics import Refused, Text, diagnose

    asked = _mapping(line, "")
    expression = asked.get("expression")
    if not isinstance(expression, str):
        raise Refused(
            [diagnose("P110", path="expression", expected=Text("식 (문자열)", "an expression (a string)"))]
        )
    return calculate(expression, _mapping(asked.get("facts", {}), "facts"))


def _tabled(name: str) -> Callable[[object], Answer]:
    """How to answer a line of facts with a decision table."""
    from api.command_line.opening import read_bytes
    from api.requests import read_document
    from engine.calculator import calculate_table

    table = _mapping(read_document(read_bytes(name), name).plain, name)

    def answer(line: object) -> Answer:
        facts = _mapping(line, "")
        only = facts.get("facts") if set(facts) == {"facts"} else None
        return calculate_table(table, only if isinstance(only, dict) and set(only) != {"context"} else facts)

    return answer


def _each_line(name: str, answer: Callable[[object], Answer]) -> None:
    from api.command_line.opening import STANDARD_INPUT, lines_of, opened

    with opened(name) as stream:
        for line in lines_of(stream, name):
            answered = answered_line(partial(_read_and, answer, line))
            write_json(answered, compact=True, flush=name == STANDARD_INPUT)
    sys.stdout.flush()


def _read_and(answer: Callable[[object], Answer], line: bytes) -> Answer:
    from api.requests import read_document

    return answer(read_document(line).plain)


def _told(error: Mapping[str, Any]) -> str:
    cure = f"\n  도움  {error['help']['ko']}" if error.get("help") else ""
    return f"오류 {error['code']}: {error['message']['ko']}\n  곳    {error.get('path', '')}{cure}\n"
