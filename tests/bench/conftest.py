"""Benchmarks are run by `make bench`, which installs pytest-benchmark; `make test` leaves this folder out."""
