"""What all tests share: properties draw the same examples on every run, so that a failure comes back.

`pytest --hypothesis-profile=wide` draws others each time, and more of them.
"""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("steady", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("wide", max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")
