"""What journeys ask of every page must be able to fail."""

from tests.browser import launched, too_wide

# As govuk-frontend has it: then the whole page counts as a box that scrolls.
TEMPLATE = "<html style='overflow-y: scroll'><body>{}</body></html>"


def test_what_is_wider_than_its_window_is_found() -> None:
    wide = "<p style='width: 500px'>Rộng</p>"

    with launched() as browser:  # not longer: its loop would stop the database of other tests
        page = browser.new_page(viewport={"width": 360, "height": 800})
        page.set_content(TEMPLATE.format(wide))
        found = too_wide(page)
        page.set_content(TEMPLATE.format(f"<div style='overflow-x: auto'>{wide}</div>"))

        assert found
        assert not too_wide(page)
