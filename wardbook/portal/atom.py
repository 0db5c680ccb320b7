"""Atom feeds (RFC 4287): what was released, corrected and taken back, newest first."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

MEDIA = "application/atom+xml; charset=utf-8"


@dataclass(frozen=True, slots=True)
class News:
    """One entry of a feed. ``earlier`` is the address of what it corrects or takes back."""

    chain_hash: str  # of the ledger entry: the id never changes
    title: str
    at: str
    author: str
    address: str
    summary: str
    category: str  # the verb of the ledger
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``name`` makes its id, which outlives every address."""

    name: str
    title: str
    language: str
    updated: str
    here: str
    page: str
    older: str | None
    news: Sequence[News]


def stable_id(name: str) -> str:
    """An id that depends on no host name: ``urn:uuid:…``."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'wardbook:{name}')}"


def written(feed: Feed, absolute: Callable[[str], str]) -> str:
    """The feed as XML; ``absolute`` makes whole addresses of ours."""
    older = f'<link rel="next" href={_attribute(absolute(feed.older))}/>' if feed.older else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{feed.language}">',
        f"<id>{stable_id(feed.name)}</id>",
        f"<title>{_text(feed.title)}</title>",
        f"<updated>{feed.updated}</updated>",
        "<author><name>Wardbook</name></author>",
        "<generator>Wardbook</generator>",
        f'<link rel="self" type="application/atom+xml" href={_attribute(absolute(feed.here))}/>',
        f'<link rel="alternate" type="text/html" href={_attribute(absolute(feed.page))}/>',
        older,
        *(_entry(news, absolute) for news in feed.news),
        "</feed>\n",
    ]
    return "\n".join(line for line in lines if line)


def _entry(news: News, absolute: Callable[[str], str]) -> str:
    earlier = (
        f'<link rel="related" type="text/html" href={_attribute(absolute(news.earlier))}/>'
        if news.earlier
        else ""
    )
    return (
        f"<entry><id>{stable_id(news.chain_hash)}</id><title>{_text(news.title)}</title>"
        f"<updated>{news.at}</updated><published>{news.at}</published>"
        f"<author><name>{_text(news.author)}</name></author>"
        f"<category term={_attribute(news.category)}/>"
        f'<link rel="alternate" type="text/html" href={_attribute(absolute(news.address))}/>'
        f"{earlier}<summary>{_text(news.summary)}</summary></entry>"
    )


def _text(said: str) -> str:
    """Escaped, without the controls that XML cannot hold."""
    return escape("".join(c for c in said if c.isprintable() or c in "\t\n"))


def _attribute(said: str) -> str:
    return quoteattr(said)
