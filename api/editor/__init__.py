"""What an editor asks of the rulesets: one layout (fmt), and diagnostics, hover, definition and completion (lsp).

commented (YAML with its comments) -> layout (one text). open_folder (files under what is typed), cursor (what stands
at a place) -> subjects (what that names) -> hover, definition, completion -> language_server, answers -> serving.
"""
