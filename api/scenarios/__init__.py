"""The scenarios run and counted: running (pytest-bdd in this process) <- reports (what pytest tells) <- outcomes;
coverage (what they saw of the law).
"""
