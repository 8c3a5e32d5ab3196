"""A second opinion: the same law as a rule network, decided with nothing of the compiled plan.

model -> readable expressions (reading, law) -> formulas -> clauses in packs (rules) -> a chain fires them (clips_chain,
durable; remembering asks either once for the same tokens) -> tokens -> findings (network). Tests are judged in Python,
everything above them is derived by firing rules.
"""

from engine.rete.chain import Chain, Firing, Unavailable
from engine.rete.network import Network
from engine.rete.opinion import Finding, Opinion

__all__ = ["Chain", "Finding", "Firing", "Network", "Opinion", "Unavailable"]
