"""What stands in an article's place when an input cannot be read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class InputError:
    """One input, or one line of it (counted from 1), that gives no article, and why."""

    name: str
    line: int | None
    message: str

    def __str__(self) -> str:
        where = self.name if self.line is None else f"{self.name}, line {self.line}"
        return f"{where}: {self.message}"


class Unreadable(Exception):
    """Raised inside intake alone; its message becomes an `InputError`'s."""
