"""The port over durable-rules 2.0.28, which lives in a process of its own: it may crash, hang or give out.

chain (starts the process, asks it, restarts it) -> host (the process: one ruleset for each set of packs, one job at a time).
What holds it in: flat facts of a name and 1, positive patterns only, at most 15 of them in a rule, a sink that takes every
fact, actions that never raise and change nothing twice, no timer threads, one session at a time that is deleted after each
job, a time limit, and an end after so many jobs or rules. Whatever goes wrong is no opinion, never a no.
"""

from engine.rete.durable.chain import DurableChain

__all__ = ["DurableChain"]
