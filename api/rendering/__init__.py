"""Answers as people read them on a terminal. JSON-ready values in, text out; nothing here decides anything.

words (the few words of our own, Korean and English) ; paper (rich to text) ; screening, reasons, figures
(one answer) ; listings (catalogue and vocabulary) ; faults (diagnostics).
"""
