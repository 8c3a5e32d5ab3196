"""Which part of the ruleset shapes a YAML node is: what fmt must know to order keys and to choose lines."""

from __future__ import annotations

import types
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, TypeAlias, Union, get_args, get_origin

import yaml
from pydantic import BaseModel

from schemas import programs
from schemas import rulesets as shapes
from schemas.keys import KEYS
from schemas.statutes import ChangedDocument, StatutesFile

Kind: TypeAlias = Any  # an annotation: a model, list[…], dict[…], or None
_FILES: tuple[tuple[str, type[BaseModel]], ...] = (
    ("facts", shapes.FactsFile),
    ("choices", shapes.FactsFile),
    ("parameters", shapes.ParametersFile),
    ("tables", shapes.TablesFile),
    ("definitions", shapes.DefinitionsFile),
    ("sources", shapes.SourcesFile),
    ("statutes", StatutesFile),
    ("from", programs.ProgramCompleteFile),
    ("program", programs.ProgramCommonFile),
    ("conditions", programs.DomainCommonFile),
)
_ON_ONE_LINE = (shapes.TextDocument, shapes.RowDocument, shapes.FiledDocument, ChangedDocument)
_SHORT_LISTS = frozenset({"cite", "known_by", "range", "inputs", "without"})
_GROUP_KEYS = frozenset({"all", "any", "not"})


@dataclass(frozen=True)
class Shape:
    """What a value is by the ruleset models: its annotation (None: nothing is known), and the key it stands under."""

    kind: Kind = None
    key: str = ""
    is_cell: bool = False

    @property
    def is_text(self) -> bool:
        """A text for people: one language of a TextDocument."""
        return self.key in ("ko", "en")

    def on_one_line(self, node: yaml.Node) -> bool:
        """Whether it stands on one line wherever it fits."""
        model = _model(self.kind, node)
        if model is not None:
            return model in _ON_ONE_LINE
        plain = isinstance(node, yaml.SequenceNode) and all(
            isinstance(part, yaml.ScalarNode) for part in node.value
        )
        return plain and (self.key in _SHORT_LISTS or self.is_cell)

    def rank(self, key: str) -> int:
        """The place of a key in its mapping; keys nobody ordered stay behind, as they were."""
        order = _order(self.kind)
        return order.get(key, len(order))

    def below(self, key: yaml.ScalarNode | None, node: yaml.Node) -> Shape:
        """The shape of an entry: of a key's value, or of a list element (`key` None)."""
        if key is None:
            return Shape(_resolved(_element(self.kind), node), self.key, self.is_cell)
        name = str(key.value)
        kind = self.kind
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            field = next((f for n, f in kind.model_fields.items() if (f.alias or n) == name), None)
            inner = None if field is None else field.annotation
            return Shape(_resolved(inner, node), name, kind is shapes.RowDocument and name == "when")
        inner = get_args(kind)[1] if _origin(kind) is dict else None
        return Shape(_resolved(inner, node), name)


def file_shape(node: yaml.Node) -> Shape:
    """The shape of a whole file, told by its first keys."""
    keys = {str(key.value) for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()
    return Shape(next((model for key, model in _FILES if key in keys), None))


@lru_cache(maxsize=256)
def _order(kind: Kind) -> dict[str, int]:
    named = isinstance(kind, type) and issubclass(kind, BaseModel)
    return {key: rank for rank, key in enumerate(KEYS.get(kind.__name__, ()))} if named else {}


def _origin(kind: Kind) -> object:
    return get_origin(kind)


def _element(kind: Kind) -> Kind:
    return get_args(kind)[0] if _origin(kind) is list else None


def _resolved(kind: Kind, node: yaml.Node) -> Kind:
    """The part of an annotation that a node of this form is read by."""
    parts = [part for part in _parts(kind) if _takes(part, node)]
    if len(parts) > 1 and isinstance(node, yaml.MappingNode):
        keys = {str(key.value) for key, _ in node.value}
        grouped = bool(keys & _GROUP_KEYS)
        parts = [part for part in parts if (part is programs.GroupDocument) == grouped] or parts
    return parts[0] if parts else None


def _parts(kind: Kind) -> list[Kind]:
    if _origin(kind) is Annotated:
        return _parts(get_args(kind)[0])
    if _origin(kind) in (Union, types.UnionType):
        return [inner for part in get_args(kind) for inner in _parts(part)]
    return [kind]


def _takes(part: Kind, node: yaml.Node) -> bool:
    if isinstance(node, yaml.MappingNode):
        return _origin(part) is dict or (isinstance(part, type) and issubclass(part, BaseModel))
    return isinstance(node, yaml.SequenceNode) and _origin(part) is list


def _model(kind: Kind, node: yaml.Node) -> type[BaseModel] | None:
    named = isinstance(node, yaml.MappingNode) and isinstance(kind, type) and issubclass(kind, BaseModel)
    return kind if named else None
