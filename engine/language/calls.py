"""What a call of a built-in function gives: how many arguments it takes, of which kinds, and the type of its result."""

from __future__ import annotations

from collections.abc import Callable

from engine.diagnostics import Text
from engine.language import nodes as n
from engine.language import types as t
from engine.language.agreement import fits
from engine.language.durations import parse_duration
from engine.language.forms import FIELD_FORMS
from engine.language.functions import FUNCTIONS, Function
from engine.language.types import Type
from engine.periods import Months

Mismatch = Callable[[n.Node, Type, Type], None]  # told of the node, the type wanted and the type seen


def counts(function: str) -> Text | None:
    """How many arguments a function or form wants, in words; None where it takes any number."""
    if function in FIELD_FORMS:
        return _arguments("2")
    known = FUNCTIONS.get(function)
    if known is None:
        return _arguments("1")
    if known.variadic:
        return _arguments("1+")
    ways = {len(s) for s in known.signatures} | {sum(not p.optional for p in s) for s in known.signatures}
    return _arguments("-".join(map(str, sorted(ways))))


def signatures(function: str) -> Text:
    """The ways to call a function or form, as the help of a mistake shows them."""
    known = FUNCTIONS.get(function)
    if known is None:
        return _arguments("2" if function in FIELD_FORMS else "1")
    ways = [", ".join(f"[{p.name}]" if p.optional else p.name for p in s) for s in known.signatures]
    written = " / ".join(f"{function}({way})" for way in ways)
    return Text(written, written)


def _arguments(count: str) -> Text:
    return Text(f"인수 {count}개", f"{count} argument{'' if count == '1' else 's'}")


def call_type(node: n.Call, types: list[Type], mismatch: Mismatch) -> Type:
    """The type of a call whose arguments have these types; arguments of the wrong kind go to `mismatch`."""
    function = FUNCTIONS[node.function]
    for argument, seen, kinds in zip(node.arguments, types, _wanted(function, len(types)), strict=False):
        if seen.kind not in (*kinds, "any"):
            mismatch(argument, Type(kinds[0]), seen)
    if function.name == "duration":
        return _duration(node)
    if function.result == "first":
        return types[0].required() if types else t.ANY
    if function.result == "same" or function.name == "sum":
        return _unified(node, _items(types), mismatch)
    kind, _, unit = function.result.partition(": ")
    if kind == "number":
        return Type("number", t.parse_unit(unit)) if unit else t.LITERAL_NUMBER
    return {"date": t.DATE, "months": t.MONTHS}.get(kind, t.ANY)


def _wanted(function: Function, count: int) -> list[tuple[str, ...]]:
    """The kinds of value that each argument may have."""
    if function.variadic:
        kinds = _SUMMED if function.name == "sum" else _ORDERED
        return [(*kinds, "list")] if count == 1 else [kinds] * count
    signature = function.takes(count) or ()
    return [_KINDS[parameter.kind] for parameter in signature]


def _items(types: list[Type]) -> list[Type]:
    """The types of what is put together: the elements of a single list, else the arguments."""
    single = len(types) == 1 and types[0].kind == "list"
    return [types[0].of or t.ANY] if single else types


def _duration(node: n.Call) -> Type:
    text = node.arguments[0].value if node.arguments and isinstance(node.arguments[0], n.Literal) else ""
    return t.MONTHS if isinstance(parse_duration(text), Months) else t.DAYS


def _unified(node: n.Call, types: list[Type], mismatch: Mismatch) -> Type:
    if FUNCTIONS[node.function].monotone:
        types = types[:1]
    result = types[0] if types else t.ANY
    for argument, seen in zip(node.arguments[1:], types[1:], strict=False):
        if not (fits(seen, result) or fits(result, seen)):
            mismatch(argument, result, seen)
        result = seen if result.unit == t.BARE else result
    return result


_SUMMED = ("number",)
_ORDERED = ("number", "date", "days", "months", "duration", "string")
_KINDS: dict[str, tuple[str, ...]] = {
    "list": ("list",),
    "number": ("number",),
    "date": ("date",),
    "string": ("string",),
    "string or date": ("string", "date"),
    "duration": ("days", "months", "duration"),
    "boolean": ("boolean",),
    "any": ("boolean", "number", "date", "days", "months", "duration", "string", "choice", "list", "record"),
}
