"""Text to plain values: YAML as a tree that knows every place, JSON with exact numbers. What they mean is not asked."""

from engine.documents.from_json import read_json
from engine.documents.from_yaml import read_tree
from engine.documents.tree import Tree

__all__ = ["Tree", "read_json", "read_tree"]
