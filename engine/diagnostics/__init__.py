"""What went wrong, as data: a code, a place, one sentence and the cure, in Korean and English."""

from engine.diagnostics.diagnostic import ERROR, WARNING, Diagnostic, Refused, Related, Span, Text, nearest
from engine.diagnostics.message import Message, Word
from engine.diagnostics.messages import MESSAGES, diagnose, meant

__all__ = [
    "ERROR",
    "MESSAGES",
    "WARNING",
    "Diagnostic",
    "Message",
    "Refused",
    "Related",
    "Span",
    "Text",
    "Word",
    "diagnose",
    "meant",
    "nearest",
]
