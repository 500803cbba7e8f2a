"""Names and coreference to learn from: GUM's, marked by people, and PolNeAR's automatic layer."""

from collections import Counter, defaultdict
from typing import Any

from sayso.evaluation.gum import (
    PRONOUNS,
    PROPER,
    SET_APART,
    NamesDocument,
    Token,
    clean,
    gum_document,
    overlaps,
)
from training.corpora import CORPORA, Span, lines

_NOUNS = {"NN", "NNS"}
_DESCRIBING = _NOUNS | {"DT", "JJ", "CD"}
_NER = {"PERSON": "person", "ORGANIZATION": "organisation", "LOCATION": "place"}


def gum() -> list[NamesDocument]:
    """GUM without the documents that are set apart."""
    path = CORPORA / "gum" / "train.jsonl.xz"
    return [gum_document(line) for line in lines(path) if line["id"] not in SET_APART]


def silver() -> list[NamesDocument]:
    """PolNeAR as a parser saw it. What the parser calls a string most often, it is everywhere."""
    folder = CORPORA / "polnear"
    by_id = {line["id"]: line["text"] for line in lines(folder / "train.jsonl.xz")}
    read = lines(folder / "silver-train.jsonl.xz")
    parsed = [(line, by_id[line["id"]]) for line in read if line["id"] in by_id]
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for line, text in parsed:
        for start, end, kind, _ in _runs(line, text):
            votes[text[start:end].lower()][kind] += 1
    kinds = {name: _settled(count) for name, count in votes.items()}
    seen: set[str] = set()
    found = []
    for line, text in parsed:
        if line["id"] not in seen:
            seen.add(line["id"])
            found.append(_silver(line, text, kinds))
    return found


def _settled(count: Counter[str]) -> str | None:
    kind, most = count.most_common(1)[0]
    return kind if most >= 0.6 * count.total() else None


def _runs(line: Any, text: str) -> list[tuple[int, int, str, bool]]:
    """Runs of proper nouns that the parser gives one named-entity tag."""
    found = []
    for sentence in line["sentences"]:
        tokens = [Token(t[0], t[1], t[2], -1) for t in sentence["tokens"]]
        tags = [t[4] for t in sentence["tokens"]]
        n = 0
        while n < len(tokens):
            m = n
            while m + 1 < len(tokens) and tags[m + 1] == tags[n]:
                m += 1
            kind = _NER.get(tags[n])
            if kind and any(tokens[k].tag in PROPER for k in range(n, m + 1)):
                span = clean(text, tokens, n, m, kind)
                if span and m - n < 8:
                    found.append((*span, kind, text[span[0] : span[1]].isupper()))
            n = m + 1
    return found


def _silver(line: Any, text: str, kinds: dict[str, str | None]) -> NamesDocument:
    names: dict[Span, str] = {}
    unknown: list[Span] = []
    for start, end, tagged, _ in _runs(line, text):
        kind = kinds[text[start:end].lower()]
        if kind is None or (kind != tagged and len(text[start:end].split()) > 1):
            unknown.append((start, end))
        else:
            names[start, end] = kind
    mentions: dict[Span, str] = {}
    clusters = []
    for chain in line["coref"]:
        cluster = _chain(line, text, chain, names)
        if cluster is None:
            continue
        for span, form in cluster.items():
            if form != "name" and not overlaps(span, mentions) and not overlaps(span, names):
                mentions[span] = form
        kept = sorted(s for s in cluster if s in names or s in mentions)
        if len(kept) > 1:
            clusters.append(kept)
    unsaid: list[Span] = []
    for sentence in line["sentences"]:
        for start, end, tag, lemma, _ in sentence["tokens"]:
            if tag in PRONOUNS and not overlaps((start, end), mentions):
                if lemma in {"it", "its"}:
                    unknown.append((start, end))
                else:
                    mentions[start, end] = "pronoun"
            elif tag in _DESCRIBING:
                # The parser marks no description that it did not link.
                unsaid.append((start, end))
    return NamesDocument(
        line["id"], text,
        [(*s, k) for s, k in sorted(names.items())], [(*s, k) for s, k in sorted(mentions.items())],
        clusters, unknown, unsaid, False,
    )  # fmt: skip


def _chain(line: Any, text: str, chain: Any, names: dict[Span, str]) -> dict[Span, str] | None:
    """One of the parser's chains, if it speaks of somebody: its mentions and their forms."""
    found: dict[Span, str] = {}
    called = set()
    alive = False
    for number, first, last, _ in chain:
        tokens = line["sentences"][number - 1]["tokens"][first - 1 : last - 1]
        if not tokens:
            return None
        start, end = tokens[0][0], tokens[-1][1]
        within = [s for s in names if start <= s[0] and s[1] <= end]
        if len(tokens) == 1 and tokens[0][2] in PRONOUNS:
            found[start, end] = "pronoun"
            alive |= tokens[0][3] not in {"it", "its"}
        elif within and tokens[-1][1] - within[-1][1] <= 2:
            found[within[-1]] = "name"
            called.add(text[slice(*within[-1])].split()[-1].lower())
            alive = True
        elif len(tokens) <= 5 and tokens[-1][2] in _NOUNS and tokens[0][2] in _NOUNS | {"DT", "JJ"}:
            found[start, end] = "nominal"
    return found if alive and len(called) < 3 and len(found) > 1 else None
