"""Scenarios: the law as Korean sentences, and the runner that reads them."""
