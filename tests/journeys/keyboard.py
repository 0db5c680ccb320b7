"""A person at the keyboard without a mouse, every key of theirs counted."""

import unicodedata

from playwright.sync_api import Page, expect


class Keyboard:
    """Presses and types as a person would; ``pressed`` is how many keys it took."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.pressed = 0
        page.on("filechooser", lambda _: None)  # caught from now on, not from a moment too late

    def press(self, keys: str) -> None:
        """One key, or several held together: ``Shift+A`` is two."""
        self.pressed += len(keys.split("+"))
        self.page.keyboard.press(keys)

    def type(self, words: str) -> None:
        self.pressed += keys_of(words)
        self.page.keyboard.type(words)

    def tab_to(self, selector: str) -> None:
        """Press Tab until the focus is there."""
        for _ in range(80):
            self.press("Tab")
            if self.page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"the keyboard does not reach {selector}")

    def follow(self, keys: str = "Enter") -> None:
        """Press, and wait for the page it leads to."""
        with self.page.expect_navigation():
            self.press(keys)

    def sign_in(self, address: str, username: str, password: str) -> None:
        self.page.goto(address)
        self.tab_to("input[name=username]")
        self.type(username)
        self.press("Tab")
        self.type(password)
        self.follow()

    def receive(self, paper: str, unit: str) -> None:
        """From the list of papers to the desk; ``unit`` is how its name begins."""
        self.tab_to("a[href*=receive]")
        self.follow()
        self.tab_to("input[name=paper]")
        with self.page.expect_file_chooser() as chooser:
            self.press("Enter")
        chooser.value.set_files(paper)
        self.tab_to("select[name=unit]")
        self.type(unit)
        self.tab_to("button[type=submit]")
        self.follow()

    def open_form(self, key: str) -> None:
        """Open the form of the row, by the key that changes or the key that leaves out."""
        self.press(key)
        expect(self.page.locator("[data-filing] :focus")).to_have_count(1)


def keys_of(words: str) -> int:
    """Keys for words typed with Telex: one for each letter, mark, tone and capital."""
    letters = unicodedata.normalize("NFD", words)
    return len(letters) + sum(letter in "đĐ" or letter.isupper() for letter in letters)
