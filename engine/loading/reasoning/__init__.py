"""What follows from the vocabulary's ranges alone, exactly and without a solver: hulls (between which ends a value lies), points (one value
for every way a fact can fall), formulas (tests over points), boxes (rows of a decision table), sizes (how long a number can get).

Everything here errs on one side: what cannot be followed is taken to be possible, so that nothing is called impossible that is not.
"""
