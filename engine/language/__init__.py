"""The expression language: a subset of FEEL (OMG DMN) with exact numbers and unknown as a value.

Reading order: grammar.lark, parsing (text to nodes), nodes, types and checking (does it make sense), values and
functions (what it means).
"""
