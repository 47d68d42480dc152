"""How many examples hypothesis tries: a third in the ordinary suite, all of them in `make test-slow`."""

from hypothesis import HealthCheck, settings

FULL = "full"
SHORT = "short"
_ALL = 100

# How long an example takes, or to generate one, says how busy the machine is.
settings.register_profile(
    FULL, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=_ALL
)
settings.register_profile(SHORT, settings.get_profile(FULL), max_examples=_ALL // 3)


def examples(most: int) -> settings:
    """Return the settings of a test that tries so many examples, or its share of them in the short form."""
    return settings(max_examples=most * settings.default.max_examples // _ALL)
