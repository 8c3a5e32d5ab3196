"""The door: for machines (HTTP) and for people (the command line). The engine knows nothing of it."""
