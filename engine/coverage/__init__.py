"""What of the law the scenarios have seen: goals (what there is to see), seen (what was decided), report (the count).

Nothing here runs a scenario: whoever does hands every decision to a Recorder and counts what it saw.
"""

from engine.coverage.goals import Goal, goals_of
from engine.coverage.report import Excuse, as_json, counted
from engine.coverage.seen import Recorder, Seen

__all__ = ["Excuse", "Goal", "Recorder", "Seen", "as_json", "counted", "goals_of"]
