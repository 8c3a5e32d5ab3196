"""A profile: what is known of a person or a company, read against the vocabulary. Plain values in, facts out. Pure.

reading (plain values to a Profile, every fault at once) -> impossible (what of it cannot be) -> vectors (a Profile to
what the deciding tower reads).
"""

from engine.profile.impossible import Impossible
from engine.profile.reading import Profile, read_profile
from engine.profile.vectors import Layout, Subject, subjects_of

__all__ = ["Impossible", "Layout", "Profile", "Subject", "read_profile", "subjects_of"]
