"""The power fails and the port is taken: what a newcomer's machine does to a book."""

import time

from tests.journeys.site import Site
from wardbook.config import settings


def test_a_killed_site_loses_nothing(site: Site) -> None:
    time.sleep(settings.PORTAL_LAG + 0.5)  # nobody writes: then the page lags behind nothing
    before = site.page("/index.json")

    site.kill()
    site.start()

    assert site.page("/index.json") == before
    assert site.run("verify").returncode == 0


def test_a_busy_port_is_named_in_one_sentence(site: Site) -> None:
    refused = site.run("demo")

    assert refused.returncode != 0
    assert str(site.port) in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
