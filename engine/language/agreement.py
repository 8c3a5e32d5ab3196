"""When types agree: what an operation gives, what may stand where, what may be compared, what a test says of null."""

from __future__ import annotations

from engine.diagnostics import Text
from engine.language import nodes as n
from engine.language import types as t
from engine.language.types import Type, multiply_units
from engine.language.values import NULL

Present = frozenset[str]


def combined(operator: str, left: Type, right: Type) -> Type | None:
    """The type of an arithmetic result, or None where the operation has no meaning."""
    if "any" in (left.kind, right.kind):
        return t.ANY
    if left.kind == right.kind == "number":
        return _number_result(operator, left, right)
    if operator in "+-" and left.kind == "date" and right.kind in ("days", "months", "duration"):
        return t.DATE
    if operator == "+" and right.kind == "date" and left.kind in ("days", "months", "duration"):
        return t.DATE
    if operator == "-" and left.kind == right.kind == "date":
        return t.DAYS
    if operator in "+-" and left.kind == right.kind and left.kind in ("days", "months"):
        return left
    if operator == "*" and {left.kind, right.kind} in ({"number", "days"}, {"number", "months"}):
        return left if right.kind == "number" else right
    if operator == "/" and left.kind in ("days", "months") and right.kind == "number":
        return left
    if operator == "/" and left.kind == right.kind and left.kind in ("days", "months"):
        return t.LITERAL_NUMBER
    return t.STRING if operator == "+" and left.kind == right.kind == "string" else None


def _number_result(operator: str, left: Type, right: Type) -> Type | None:
    if operator in "+-" and len(operator) == 1:
        if t.BARE in (left.unit, right.unit) or left.unit == right.unit:
            return Type("number", right.unit if left.unit == t.BARE else left.unit)
        return None
    if operator == "**":
        return left if left.unit in (t.BARE, t.NO_UNIT) and right.unit in (t.BARE, t.NO_UNIT) else None
    return Type("number", multiply_units(left.unit, right.unit, 1 if operator == "*" else -1))


def fits(seen: Type, wanted: Type) -> bool:
    """Whether a value of one type may stand where another is wanted."""
    if "any" in (seen.kind, wanted.kind):
        return True
    if seen.kind == "null":
        return wanted.optional
    if seen.kind != wanted.kind:
        return "duration" in (seen.kind, wanted.kind) and {seen.kind, wanted.kind} <= {
            "duration",
            "days",
            "months",
        }
    if seen.kind == "number":
        return t.BARE in (seen.unit, wanted.unit) or seen.unit == wanted.unit
    if seen.kind == "choice":
        return seen.choices == wanted.choices
    if seen.kind == "list":
        return seen.of is None or wanted.of is None or fits(seen.of, wanted.of)
    return not seen.optional or wanted.optional


def comparable(left: Type, right: Type, operator: str) -> bool:
    """Whether two values may be compared; order exists for numbers, dates, durations and texts."""
    if "any" in (left.kind, right.kind):
        return True
    if operator not in ("=", "!=") and left.kind in ("boolean", "choice", "list", "record", "null"):
        return False
    return fits(left.required(), right.required()) or fits(right.required(), left.required())


def not_null_if(node: n.Node, truth: bool) -> Present:
    """The optional names that are not null where a test is true (or where it is false)."""
    if isinstance(node, n.Not):
        return not_null_if(node.operand, not truth)
    if isinstance(node, n.And if truth else n.Or):
        return frozenset().union(*(not_null_if(part, truth) for part in node.parts))
    if isinstance(node, n.Comparison) and node.operator == ("!=" if truth else "="):
        for side, other in ((node.left, node.right), (node.right, node.left)):
            if isinstance(side, n.Name) and isinstance(other, n.Literal) and other.value is NULL:
                return frozenset({side.name})
    return frozenset()


def cure(operator: str, left: Type, right: Type) -> Text:
    """How to mend an arithmetic that has no meaning, where the types tell."""
    kinds = {left.kind, right.kind}
    if kinds == {"date", "number"}:
        return Text(
            '날짜에는 기간을 더하거나 뺌: @"P30D", @"P1M", 날수 * @"P1D"',
            'a date is moved by a duration: @"P30D", @"P1M", days * @"P1D"',
        )
    if kinds == {"days", "months"}:
        return Text("연월 기간과 일 단위 기간은 길이를 견줄 수 없음", "months have no fixed number of days")
    if kinds == {"number"} and operator in ("+", "-"):
        return Text(
            "단위가 같아야 더하고 뺄 수 있음: 단위를 바꾸는 수를 곱하거나 나누세요",
            "only numbers of one unit are added: multiply or divide by what changes the unit",
        )
    return Text("", "")


def described(type_: Type) -> Text:
    """A type in words."""
    return Text(type_.describe("ko"), type_.describe("en"))
