"""Mentions become names, by rules that can be read."""

from itertools import count

import pytest

from sayso.reading.names import is_outlet, names
from sayso.reading.reading import Name, Span


def called(
    text: str, *marks: tuple[str, str], means: tuple[tuple[int, int], ...] = ()
) -> dict[str, Name]:
    """Names of a text whose mentions, in order, are `marks` (words, kind).

    `means` pairs the numbers of two marks: the first refers to the second.
    """
    spans: list[tuple[int, int, str]] = []
    place = 0
    for words, kind in marks:
        start = text.index(words, place)
        spans.append((start, start + len(words), kind))
        place = start + 1
    antecedents: dict[Span, Span] = {spans[a][:2]: spans[b][:2] for a, b in means}
    proper = {"person", "organisation", "place"}
    found = names(
        text,
        [s for s in spans if s[2] in proper],
        [s for s in spans if s[2] not in proper],
        antecedents,
    )
    numbers = count(1)
    assert [name.id for name in found] == [f"N{next(numbers)}" for _ in found]
    return {name.name: name for name in found}


def said(text: str, name: Name) -> list[str]:
    return [text[start:end] for start, end in name.mentions]


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Then President Ada Quill spoke.", "Ada Quill", "President"),
        ("U.S. Secretary of State Ada Quill went.", "Ada Quill", "U.S. Secretary of State"),
        ("Among them was North Shore Governor Ada Quill.", "Ada Quill", "North Shore Governor"),
        ("Gov. Ada Quill spoke.", "Ada Quill", "Gov."),
        ("It was former prime minister Ada Quill who spoke.", "Ada Quill", "former prime minister"),
        ("Ada Quill, the head of the port, spoke.", "Ada Quill", "the head of the port"),
        ("Ada Quill, who heads nothing, spoke.", "Ada Quill", None),
        ("On Monday President Ada Quill spoke.", "Ada Quill", "President"),
        ("The mayor left. Ada Quill spoke.", "Ada Quill", None),
        ("Mayor Bo Marsh and Ada Quill spoke.", "Ada Quill", None),
        ("Mr. Quill spoke.", "Quill", None),
        ("Ms. Quill, a former harbour pilot, spoke.", "Quill", "a former harbour pilot"),
        ("Then-Senator Ada Quill spoke.", "Ada Quill", "Then-Senator"),
        ("Marsh's daughter and Ada Quill spoke.", "Ada Quill", None),
        ("Ada Quill, a lawyer representing the port, spoke.", "Ada Quill",
         "a lawyer representing the port"),
        ("Ada Quill, said the mayor, who was there.", "Ada Quill", None),
        ("There came Ada Quill, and the mayor, and others.", "Ada Quill", None),
        ("Ada Quill, in serving as mayor, lied.", "Ada Quill", None),
        ("Then came Ada Quill, tired of the mayor.", "Ada Quill", None),
    ],
)  # fmt: skip
def test_the_role_stands_beside_the_name(text: str, name: str, role: str | None) -> None:
    marks = [("Bo Marsh", "person")] if "Bo Marsh" in text else []
    found = called(text, *marks, (name, "person"))[name]
    assert found.role == role
    if found.role_span:
        assert text[slice(*found.role_span)] == role


def test_a_surname_is_the_full_name() -> None:
    text = "Ada de la Quill came. Quill spoke, and Quill’s aide."
    found = called(text, ("Ada de la Quill", "person"), ("Quill", "person"), ("Quill", "person"))
    assert len(found) == 1 or [said(text, n) for n in found.values()]
    assert said(text, found["Ada de la Quill"])[1:] == ["Quill", "Quill"]


def test_a_surname_that_two_people_bear_is_neither() -> None:
    text = "Ada Quill met Bo Quill. Quill spoke."
    found = called(text, ("Ada Quill", "person"), ("Bo Quill", "person"), ("Quill", "person"))
    assert set(found) == {"Ada Quill", "Bo Quill", "Quill"}


@pytest.mark.parametrize(
    ("text", "first", "second", "kind", "same"),
    [
        ("ADA QUILL WINS\n\nAda Quill won.", "ADA QUILL", "Ada Quill", "person", True),
        ("Ada J. Quill won. Ada Quill spoke.", "Ada J. Quill", "Ada Quill", "person", True),
        ("Ana Avíla won. Avila spoke.", "Ana Avíla", "Avila", "person", True),
        ("Jan van der Quill won. Van der Quill spoke.", "Jan van der Quill", "Van der Quill",
         "person", True),
        ("Omar bin Said won. Bin Said spoke.", "Omar bin Said", "Bin Said", "person", True),
        ("Bo Marsh Sr. met Bo Marsh Jr. there.", "Bo Marsh Sr.", "Bo Marsh Jr.", "person", False),
        ("Bo Marsh met Bo Marsh Jr. there.", "Bo Marsh", "Bo Marsh Jr.", "person", False),
        ("Bo Marsh Jr. won. Marsh spoke.", "Bo Marsh Jr.", "Marsh", "person", True),
        ("The U.S. agreed. The United States paid.", "U.S.", "United States", "place", True),
        ("The Quill won. Quill paid.", "The Quill", "Quill", "organisation", True),
        ("Acme Corp. won. Acme paid.", "Acme Corp.", "Acme", "organisation", True),
        ("Left of the Harbour (LdH) won.", "Left of the Harbour", "LdH", "organisation", True),
        ("Tide Office (Acme) won.", "Tide Office", "Acme", "organisation", False),
        ("Acme’s rival won. Acme paid.", "Acme", "Acme", "organisation", True),
        ("North Quay and North Bay won.", "North Quay", "North Bay", "place", False),
    ],
)  # fmt: skip
def test_two_names_are_one_by_their_words(
    text: str, first: str, second: str, kind: str, same: bool
) -> None:
    found = called(text, (first, kind), (second, kind))
    assert (len(found) == 1) is same
    assert sum(len(name.mentions) for name in found.values()) == 2


@pytest.mark.parametrize("words", ["'s", ".", ",", "’s Acme", "Jr.", "the", "Inc."])
def test_a_name_of_odd_words_is_a_name(words: str) -> None:
    for kind in ("person", "organisation", "place"):
        assert words in called(f"{words} and Acme", (words, kind), ("Acme", kind))


def test_an_office_is_named_after_who_holds_it() -> None:
    text = "The Port Master’s Office declined. It sleeps."
    found = called(
        text,
        ("Port Master", "organisation"),
        ("Office", "organisation"),
        ("It", "pronoun"),
        means=((2, 1),),
    )
    assert said(text, found["Port Master’s Office"]) == ["Port Master’s Office", "It"]


def test_initials_are_the_organisation() -> None:
    text = "The Union of Harbour Workers met. The UHW agreed."
    found = called(text, ("Union of Harbour Workers", "organisation"), ("UHW", "organisation"))
    assert said(text, found["Union of Harbour Workers"]) == ["Union of Harbour Workers", "UHW"]


def test_what_refers_back_is_a_mention_of_the_name() -> None:
    text = "The Tide Office denied it. The office said it knew nothing, its head added."
    found = called(
        text,
        ("Tide Office", "organisation"),
        ("The office", "nominal"),
        ("it", "pronoun"),
        ("its", "pronoun"),
        means=((1, 0), (2, 1), (3, 2)),
    )
    assert said(text, found["Tide Office"]) == ["Tide Office", "The office", "it", "its"]
    assert [text[slice(*span)] for span in found["Tide Office"].named] == ["Tide Office"]


def test_she_is_no_organisation_and_it_no_person() -> None:
    text = "Acme met Ada Quill. She left it."
    found = called(
        text,
        ("Acme", "organisation"),
        ("Ada Quill", "person"),
        ("She", "pronoun"),
        ("it", "pronoun"),
        means=((2, 0), (3, 1)),
    )
    assert said(text, found["Acme"]) == ["Acme"]
    assert said(text, found["Ada Quill"]) == ["Ada Quill"]


def test_people_who_are_not_named_are_a_group() -> None:
    text = "Harbour officials met. They left. A clerk stayed."
    found = called(
        text,
        ("Harbour officials", "nominal"),
        ("They", "pronoun"),
        ("A clerk", "nominal"),
        means=((1, 0),),
    )
    assert [(n.name, n.kind) for n in found.values()] == [("Harbour officials", "group")]


@pytest.mark.parametrize(
    ("described", "pronoun", "kind"),
    [
        ("A senior aide", "He", "person"),
        ("Harbour officials", "They", "group"),
        ("Several residents", "We", "group"),
        ("The port authority", "It", "organisation"),
        ("The ministry", "It", "organisation"),
        ("The city", "It", "place"),
        ("The crowd", "They", "group"),
        ("The matter", "It", None),
        ("Harbour officials", "It", None),
        ("A senior aide", "It", None),
        ("The ministry", "She", None),
    ],
)  # fmt: skip
def test_who_is_only_described(described: str, pronoun: str, kind: str | None) -> None:
    text = f"{described} spoke. {pronoun} left."
    found = called(text, (described, "nominal"), (pronoun, "pronoun"), means=((1, 0),))
    assert [name.kind for name in found.values()] == ([kind] if kind else [])


def test_a_new_number_of_people_is_not_the_last() -> None:
    text = "Two sources spoke. They left. Two sources stayed."
    found = called(
        text,
        ("Two sources", "nominal"),
        ("They", "pronoun"),
        ("Two sources", "nominal"),
        means=((1, 0), (2, 0)),
    )
    assert [said(text, name) for name in found.values()] == [["Two sources", "They"]]


def test_several_people_are_no_one_person() -> None:
    text = "Ada Quill won. The candidates left. The mayor stayed."
    found = called(
        text,
        ("Ada Quill", "person"),
        ("The candidates", "nominal"),
        ("The mayor", "nominal"),
        means=((1, 0), (2, 0)),
    )
    assert said(text, found["Ada Quill"]) == ["Ada Quill", "The mayor"]


@pytest.mark.parametrize(
    ("name", "outlet"),
    [("Reuters", True), ("The Associated Press", True), ("Grey Harbour Gazette", True),
     ("Foreign Ministry", False), ("Post", False)],
)  # fmt: skip
def test_news_organisations_are_known(name: str, outlet: bool) -> None:
    assert is_outlet(name) is outlet
