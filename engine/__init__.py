"""The thinking: rulesets in, screenings out. Knows no web framework, no terminal, no law."""
