"""Reading: an article in; its attributions and names out, as spans of its text."""

from sayso.reading.reader import read

__all__ = ["read"]
