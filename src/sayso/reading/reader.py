"""The stage as a whole: an article in, its reading out."""

from sayso.intake.article import Article
from sayso.reading.attributions import attributions
from sayso.reading.coreference import Mentions, mentions
from sayso.reading.encoder import load
from sayso.reading.names import names
from sayso.reading.reading import Attribution, Reading
from sayso.reading.relative import with_whom_it_means
from sayso.reading.speakers import with_speakers
from sayso.reading.tokens import blocks


def read(article: Article) -> Reading:
    """Read one article: its attributions, nested ones too, and its names.

    The same text gives the same reading, whatever else is read before or beside it.
    """
    text = article.text
    encoder = load()
    said: list[Attribution] = []
    found = Mentions([], [], {})
    for block in blocks(encoder.tokens(text)):
        words = encoder.words(block)
        said += attributions(text, block, words, encoder, len(said) + 1)
        found += mentions(text, block, words, encoder.heads)
    found = with_speakers(text, found, said)
    return Reading(
        article,
        tuple(with_whom_it_means(text, said, found.names)),
        names(text, found.names, found.mentions, found.antecedents),
    )
