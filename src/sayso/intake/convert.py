"""An input becomes an article."""

from sayso.intake.article import Article
from sayso.intake.decoding import decode
from sayso.intake.inputs import Input
from sayso.intake.json_line import from_json_line
from sayso.intake.page import from_page
from sayso.intake.problem import InputError, Unreadable


def to_article(given: Input) -> Article | InputError:
    """Make the article, whose text is kept as read, or say why there is none."""
    try:
        if given.form == "json":
            article = from_json_line(given.data, f"{given.name}:{given.line}")
        elif given.form == "html":
            article = from_page(decode(given.data), given.name)
        else:
            article = Article(id=given.name, text=decode(given.data))
        if not article.text.strip():
            raise Unreadable("holds no text")
    except Unreadable as error:
        return InputError(given.name, given.line, str(error))
    return article
