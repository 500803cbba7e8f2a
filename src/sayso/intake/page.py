"""An HTML page becomes an article: trafilatura finds its main text and what it says of itself."""

import logging
from typing import Any

from sayso.intake.article import Article
from sayso.intake.problem import Unreadable

# The newest date that a page may bear: fixed, so that today's date changes no reading.
_LAST_DATE = "2100-01-01"


def from_page(html: str, id: str) -> Article:
    """Take the article out of a page: paragraphs in the page's order, a blank line between two.

    Raises:
        Unreadable: no article's text is found in the page.
    """
    page = _extracted(html)
    lines = [line.strip() for line in (page.text or "").splitlines()] if page else []
    paragraphs = [line for line in lines if line]
    if page and paragraphs and paragraphs[0] == page.title:
        del paragraphs[0]
    if not page or not paragraphs:
        raise Unreadable("no article's text was found in this HTML page")
    return Article(
        id=id,
        text="\n\n".join(paragraphs),
        title=page.title or None,
        publisher=page.sitename or None,
        date=page.date or None,
        credit=page.author or None,
        address=page.url or None,
    )


def _extracted(html: str) -> Any:
    # Imported here: it takes longer than a text file needs in all.
    import trafilatura

    for name in ("trafilatura", "htmldate"):
        # Python prints the warnings of a logger that has no handler.
        logging.getLogger(name).addHandler(logging.NullHandler())
    try:
        return trafilatura.bare_extraction(
            html,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={
                "original_date": True,
                "extensive_search": False,
                "max_date": _LAST_DATE,
            },
        )
    except Exception as error:
        # Pages are hostile and the library large: whatever it trips over costs this page alone.
        raise Unreadable(f"this HTML page cannot be read: {error}") from error
