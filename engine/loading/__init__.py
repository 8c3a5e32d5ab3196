"""The reading tower: YAML files to a checked catalogue.

from_tree (spanned tree to documents, shaped by schemas.rulesets) -> vocabulary, dated_law, programs (documents to
model) -> checks (does it make sense) -> folder (all of it, every diagnostic at once) -> opening (the same, from a cache
where nothing changed).
"""
