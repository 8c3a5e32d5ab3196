"""Traces to words: the reasons, the facts still open, how sure the figures are. Views of registers; nothing is redone.

wording (values as people read them) -> phrases (a condition's test with the person's values) -> reasons (the tree) ;
open_facts (what would settle it) ; figures (confidence).
"""
