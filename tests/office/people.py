"""Lan the clerk, Minh the chair and Hoa the stranger, each before a browser."""

from django.test import Client

from tests import make


def signed_in(username: str) -> Client:
    """A client signed in without typing; the sign-in page has tests of its own."""
    client = Client()
    client.force_login(make.person(username), "wardbook.org.accounts.Accounts")
    return client


def lan() -> Client:
    make.lan()
    return signed_in("lan")


def minh() -> Client:
    make.minh()
    return signed_in("minh")


def quan() -> Client:
    make.quan()
    return signed_in("quan")


def hoa() -> Client:
    """Somebody with an account and no post."""
    return signed_in("hoa")
