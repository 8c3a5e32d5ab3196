"""A decision table answers every case its inputs can give, and never in two ways.

Why it matters: a case that no row covers gives no figure at all; two rows of a `unique` table that meet, or two of an `any` table that differ
where they meet, contradict each other; a row that is never reached is law that never applies. Inputs are taken to be independent and to go as
far as the vocabulary lets them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from engine.diagnostics import Diagnostic, Related, Text, diagnose
from engine.language import nodes as n
from engine.language.values import NULL, Value, is_number, number_as_json
from engine.loading.checks.places import Source
from engine.loading.reasoning.boxes import Boxes, TooLargeError
from engine.loading.reasoning.hulls import constant
from engine.loading.reasoning.reasoner import Reasoner
from engine.model import Row, Table, TableVersion

ANSWERS_ONCE = ("unique", "first", "any", "priority")  # of these a case without a row has no answer
_OTHER_ROW = Text("이 행과", "with this row")


def check(reasoner: Reasoner, source: Source) -> Iterator[Diagnostic]:
    """Gaps, overlaps, contradictions and rows that are never reached."""
    catalog, hulls = reasoner.catalog, reasoner.hulls
    for table in catalog.tables.values():
        for version in table.versions:
            if any(
                isinstance(part, n.Unreadable)
                for row in version.rows
                for test in row.tests
                for part in n.walk(test)
            ):
                continue
            if any(
                source.hides(part.name)
                for node in table.inputs
                for part in n.walk(node)
                if isinstance(part, n.Name)
            ):
                continue
            boxes = Boxes(catalog, hulls, table.inputs, version.rows)
            try:
                yield from _version(table, version, boxes)
            except TooLargeError:
                yield diagnose("M215", span=version.dated.span or table.span, name=table.name)


def _version(table: Table, version: TableVersion, boxes: Boxes) -> Iterator[Diagnostic]:
    rows = version.rows
    for row, box in zip(rows, boxes.boxes, strict=True):
        if box.is_empty:
            yield diagnose("M214", span=row.span, name=table.name)
    if table.hit == "first":
        for index, row in enumerate(rows):
            if not boxes.boxes[index].is_empty and not boxes.reached(index):
                yield diagnose("M213", span=row.span, related=_before(boxes, rows, index))
    if table.hit in ("unique", "any"):
        yield from _meetings(table, rows, boxes)
    if table.hit in ANSWERS_ONCE and (case := boxes.uncovered()) is not None:
        yield diagnose(
            "M210", span=version.dated.span or table.span, name=table.name, case=_case(table, case)
        )


def _meetings(table: Table, rows: Sequence[Row], boxes: Boxes) -> Iterator[Diagnostic]:
    for earlier, later, case in boxes.meeting():
        if table.hit == "any" and not _differ(rows[earlier].result, rows[later].result):
            continue
        span = rows[earlier].span
        related = (Related(span, _OTHER_ROW),) if span else ()
        code = "M211" if table.hit == "unique" else "M212"
        yield diagnose(code, span=rows[later].span, related=related, name=table.name, case=_case(table, case))


def _differ(left: n.Node, right: n.Node) -> bool:
    """Whether two results are figures, and not the same one."""
    one, other = constant(left), constant(right)
    if one is NULL or other is NULL:
        return one is not other
    return one is not None and other is not None and one != other


def _before(boxes: Boxes, rows: Sequence[Row], index: int) -> tuple[Related, ...]:
    """The earlier rows that take from a row what it would match."""
    here = boxes.boxes[index].may
    taking = [
        row.span
        for row, box in zip(rows[:index], boxes.boxes, strict=False)
        if all(a & b for a, b in zip(here, box.sure, strict=True))
    ]
    return tuple(Related(span, Text("먼저 걸리는 행", "this row comes first")) for span in taking if span)


def _case(table: Table, values: Sequence[Value]) -> str:
    named = zip(table.inputs, values, strict=True)
    return ", ".join(
        f"{node.name if isinstance(node, n.Name) else f'#{index}'} = {_written(value)}"
        for index, (node, value) in enumerate(named, start=1)
    )


def _written(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is NULL:
        return "null"
    if isinstance(value, date):
        return value.isoformat()
    return str(number_as_json(value)) if is_number(value) else f'"{value}"'
