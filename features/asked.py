"""The scenarios that were asked for by path; `haedang test` runs this module, `make test` never does."""

from pytest_bdd import scenarios

from features.asking import asked_paths

scenarios(*asked_paths())
