"""The power fails and the port is taken: what a newcomer's machine does to a book."""

import time

from tests.journeys.site import Site


def test_a_killed_site_loses_nothing(site: Site) -> None:
    site.page("/index.json")
    time.sleep(2)  # a page may lag behind the ledger by a second
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
