"""The catalogue of the checkout and what finds profiles in it: those of the agreement tests."""

from tests.agreement.conftest import catalog, climber, screener

__all__ = ["catalog", "climber", "screener"]
