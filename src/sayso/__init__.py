"""sayso reads a news article and tells who said what, and on whose word it rests.

>>> import sayso
>>> reading = sayso.read("The mayor said on Monday that she would stay.")

All offsets are `[start, end)` positions in `reading.article.text`, counted in Unicode code
points, as Python's `str` counts them.
"""

from importlib.metadata import version

from sayso.intake.article import Article
from sayso.reading.reading import Attribution, Name, NameKind, Part, Reading, Span

__all__ = [
    "Article",
    "Attribution",
    "Name",
    "NameKind",
    "Part",
    "Reading",
    "Span",
    "__version__",
    "read",
]

__version__ = version("sayso")


def read(text: str | Article) -> Reading:
    """Find every attribution and every name in one article.

    A plain `str` is read as the text of an article whose id is "text". Text without a word in
    it gives a reading with nothing found.

    The model is loaded at the first call and kept. Nothing is fetched and nothing is written.

    Raises:
        TypeError: `text` is neither a `str` nor an `Article`.
        ValueError: the text holds a lone surrogate, which no file or JSON can hold.
    """
    article = Article(id="text", text=text) if isinstance(text, str) else text
    if not isinstance(article, Article):
        raise TypeError(f"read() takes a str or an Article, not {type(text).__name__}")
    try:
        article.text.encode()
    except UnicodeEncodeError as error:
        raise ValueError(f"the text holds a lone surrogate at offset {error.start}") from None
    # Imported here so that `import sayso` does not load the model's runtime.
    from sayso import reading

    return reading.read(article)
