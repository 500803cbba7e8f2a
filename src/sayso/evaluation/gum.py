"""What GUM (Zeldes 2017) marks, as names, other mentions, and which of them are one.

A name is a person, an organisation or a place whose head is a proper noun: without determiner,
title or possessive. Any other mention is the least that refers: a pronoun, or a description from
its beginning to its head. Mentions do not overlap.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from sayso.reading.lexicon import entries
from sayso.reading.reading import Span

SET_APART = frozenset(
    {
        "GUM_academic_census",
        "GUM_bio_hadid",
        "GUM_bio_holt",
        "GUM_bio_nida",
        "GUM_court_negligence",
        "GUM_interview_brotherhood",
        "GUM_interview_mckenzie",
        "GUM_interview_messina",
        "GUM_news_asylum",
        "GUM_news_election",
        "GUM_news_taxes",
        "GUM_news_warming",
        "GUM_speech_data",
        "GUM_speech_floyd",
        "GUM_voyage_thailand",
    }
)
"""The 15 documents that training leaves out: the first by SHA-256 of their ids in each genre, 4 of
news, 3 each of interviews and biographies, 2 speeches, and 1 each of the others."""

_KINDS = {"person": "person", "organization": "organisation", "place": "place"}
PROPER = {"NNP", "NNPS"}
PRONOUNS = {"PRP", "PRP$"}
_JOINING = {"of", "the", "and", "&", "for", "-", "–", "de", "la", "’s", "'s", "/"}
_PARTICLES = {
    "-",
    "–",
    "de",
    "del",
    "della",
    "di",
    "da",
    "la",
    "le",
    "van",
    "von",
    "der",
    "den",
    "bin",
    "al",
}
# What stands before a person's name and is no part of it, in GUM's own titles and roles.
_BEFORE_NAMES = frozenset(
    {"mr", "mrs", "ms", "miss", "vice", "prime", "first", "former", "ex", "acting", "general"}
    | {"st", "saint", "father", "sister", "brother", "lady", "attorney", "democratic", "republican"}
    | {"u.s", "us", "gop", "state", "district", "supreme", "court", "uncle", "aunt", "grandma"}
    | {"grandpa", "mom", "dad"}
)


@dataclass(frozen=True)
class NamesDocument:
    """A text's proper `names` and other `mentions`, as characters, and which of them are one.

    Nothing in `names` and `mentions` overlaps. `clusters` leave out what is mentioned once.
    In `unknown` stretches the marks are not to be trusted; a description in `unsaid` ones may have
    gone unmarked. `gold`: marked by people.
    """

    id: str
    text: str
    names: list[tuple[int, int, str]] = field(default_factory=list)
    mentions: list[tuple[int, int, str]] = field(default_factory=list)
    clusters: list[list[Span]] = field(default_factory=list)
    unknown: list[Span] = field(default_factory=list)
    unsaid: list[Span] = field(default_factory=list)
    gold: bool = True


@dataclass(frozen=True)
class Token:
    """A token by its character offsets, with its tag and the number of its head."""

    start: int
    end: int
    tag: str
    head: int  # of the whole text's tokens; -1: the root


def _tokens(sentences: Any) -> list[Token]:
    found: list[Token] = []
    for sentence in sentences:
        base = len(found)
        heads = {dependent: head for _, head, dependent in sentence["deps"]}
        for n, token in enumerate(sentence["tokens"]):
            head = heads.get(n + 1, 0)
            found.append(Token(token[0], token[1], token[2], base + head - 1 if head else -1))
    return found


def gum_document(line: Any) -> NamesDocument:
    """A line of GUM: its persons, organisations and places, as names and minimal descriptions."""
    text = line["text"]
    tokens = _tokens(line["sentences"])
    names: dict[Span, str] = {}
    mentions: dict[Span, str] = {}
    clusters = defaultdict(list)
    entities = sorted(line["entities"], key=lambda e: (e["start"], -e["end"]))
    for entity in entities:
        kind = _KINDS.get(entity["type"])
        inside = [n for n, t in enumerate(tokens) if entity["start"] <= t.start < entity["end"]]
        if kind is None or not inside:
            continue
        heads = [n for n in inside if not inside[0] <= tokens[n].head <= inside[-1]]
        head = heads[0] if heads else inside[-1]
        free = [n for n in inside if not _nested(tokens[n], tokens[head], entity, entities)]
        span = _name(text, tokens, free if kind == "person" else inside, head, kind)
        if span:
            if not overlaps(span, names):
                names[span] = kind
        else:
            span, form = _mention(tokens, inside, head)
            if span is None or overlaps(span, mentions):
                continue
            mentions[span] = form
        clusters[entity["cluster"]].append(span)
    for span in list(mentions):
        if overlaps(span, names):
            del mentions[span]
    kept = names.keys() | mentions.keys()
    grouped = [sorted({s for s in c if s in kept}) for c in clusters.values()]
    return NamesDocument(
        line["id"], text,
        [(*s, k) for s, k in sorted(names.items())], [(*s, k) for s, k in sorted(mentions.items())],
        [c for c in grouped if len(c) > 1],
    )  # fmt: skip


def _nested(token: Token, head: Token, entity: Any, entities: list[Any]) -> bool:
    """Whether a token belongs to a smaller entity within its entity, and that has not the head."""
    return any(
        entity["start"] <= e["start"] <= token.start < e["end"] <= entity["end"]
        and e["end"] - e["start"] < entity["end"] - entity["start"]
        and not e["start"] <= head.start < e["end"]
        for e in entities
    )


def overlaps(span: Span, others: dict[Span, str]) -> bool:
    """Whether a span shares a character with one of the others."""
    return any(s < span[1] and span[0] < e for s, e in others)


def _name(text: str, tokens: list[Token], free: list[int], head: int, kind: str) -> Span | None:
    if tokens[head].tag not in PROPER:
        return None
    if kind == "person":
        return _person(text, tokens, free, head)
    low = high = head
    while high + 1 <= free[-1] and _goes_on(text, tokens, high + 1, free[-1], 1):
        high += 1
    while low - 1 >= free[0] and _goes_on(text, tokens, low - 1, free[0], -1):
        low -= 1
    return clean(text, tokens, low, high, kind)


def _person(text: str, tokens: list[Token], free: list[int], head: int) -> Span | None:
    """The run of proper nouns that names a person: the head's, or a later one."""
    if tokens[head].tag == "NNPS":
        return None
    runs: list[list[int]] = []
    for n in free:
        word = text[tokens[n].start : tokens[n].end].lower()
        if tokens[n].tag in PROPER:
            if not runs or n != runs[-1][-1] + 1:
                runs.append([])
            runs[-1].append(n)
        elif word in _PARTICLES and runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
    for run in runs:
        while tokens[run[-1]].tag not in PROPER:
            run.pop()
    for run in (r for r in runs if r[-1] >= head):
        span = clean(text, tokens, run[0], run[-1], "person")
        if span:
            return span
    return None


def _goes_on(text: str, tokens: list[Token], n: int, last: int, step: int) -> bool:
    """Whether the name goes on with token `n`: a proper noun, or a joining word before another."""
    token = tokens[n]
    if token.tag in PROPER:
        return True
    word = text[token.start : token.end].lower()
    if word.isdigit() and n == last and step > 0:
        return True
    if word not in _JOINING and not word.isdigit():
        return False
    m = n + step
    if (m - last) * step <= 0 and text[tokens[m].start : tokens[m].end].lower() in _JOINING:
        m += step
    return (m - last) * step <= 0 and tokens[m].tag in PROPER


def clean(text: str, tokens: list[Token], low: int, high: int, kind: str) -> Span | None:
    """The name in tokens `low` to `high`: without title, article and possessive; None for none."""

    def word(n: int) -> str:
        return text[tokens[n].start : tokens[n].end].lower().strip(".")

    if kind == "person":
        titled = [n for n in range(low, high) if _is_title(word(n))]
        # "Secretary of State Marco Rubio": the title goes on to what follows its "of".
        while titled and titled[0] == low:
            low += 1
            if low < high and word(low) == "of":
                low = min(low + 2, high)
            titled = [n for n in titled if n >= low]
    while low < high and word(low) in {"the", "and", "of"}:
        low += 1
    while high > low and word(high) in _JOINING | {"s"}:
        high -= 1
    if word(low) in {"i", "we"} or (kind == "person" and low == high and _is_title(word(low))):
        return None
    return tokens[low].start, tokens[high].end


def _is_title(word: str) -> bool:
    titles = entries("titles")
    return word in _BEFORE_NAMES or word in titles or f"{word}." in titles


def _mention(
    tokens: list[Token], inside: list[int], head: int
) -> tuple[Span, str] | tuple[None, str]:
    """A pronoun, or the words from a description's beginning to its head."""
    token = tokens[head]
    if token.tag in PRONOUNS:
        return (token.start, token.end), "pronoun"
    if token.tag not in {"NN", "NNS", "DT", "CD", "JJ", *PROPER}:
        return None, ""
    low = inside[0]
    for n in range(inside[0], head):
        if tokens[n].tag in {"PRP$", "POS"}:
            low = n + 1
    if head - low > 6 or low > head:
        low = max(inside[0], head - 1) if tokens[max(inside[0], head - 1)].tag == "DT" else head
    return (tokens[low].start, token.end), "nominal"
