"""From the texts of statutes to rulesets/statutes: which articles and annexes there have been, and when. Run by hand, never by the engine.

A room of its own: it reads folders that are no part of the checkout, which neither the engine nor its door may know of.
"""
