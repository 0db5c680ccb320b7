"""What journeys ask of every page must be able to fail."""

from playwright.sync_api import Browser

from tests.browser import too_wide

# As govuk-frontend has it: then the whole page counts as a box that scrolls.
TEMPLATE = "<html style='overflow-y: scroll'><body>{}</body></html>"


def test_what_is_wider_than_its_window_is_found(chromium: Browser) -> None:
    page = chromium.new_page(viewport={"width": 360, "height": 800})
    wide = "<p style='width: 500px'>Rộng</p>"

    page.set_content(TEMPLATE.format(wide))
    assert too_wide(page)

    page.set_content(TEMPLATE.format(f"<div style='overflow-x: auto'>{wide}</div>"))
    assert not too_wide(page)
    page.close()
