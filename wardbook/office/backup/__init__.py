"""A whole place in one file: every row of the book, every original paper, and what to expect.

The file is a ZIP of plain text and of the papers as they came, so that it opens without Wardbook.
It is the same whichever database holds the book, and goes back into either. The key that signs
sessions, sessions themselves and the counts of wrong passwords are not in it.
"""
