"""The deciding tower: a compiled catalogue and a vector of facts in, verdicts, amounts and their trace out. Pure.

operations (what each operation does with unknown and null) -> emitting (a slice as straight-line Python) -> deciding
(one program, one subject, all cells of its unknown dates) -> ranges (amounts of which something is unknown) -> workers
(a company's program). closures evaluates expressions node by node: the calculator, and the yardstick the plan is
measured and tested against.
"""
