"""Intake: what people have (text, HTML pages, JSON lines) becomes an `Article`."""

from sayso.intake.article import Article
from sayso.intake.convert import to_article
from sayso.intake.inputs import Input, inputs
from sayso.intake.problem import InputError

__all__ = ["Article", "Input", "InputError", "inputs", "to_article"]
