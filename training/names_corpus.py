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
    chains = []
    for chain in line["coref"]:
        cluster = _chain(line, text, chain, names)
        for span, form in cluster.items():
            if form != "name" and not overlaps(span, mentions) and not overlaps(span, names):
                mentions[span] = form
        chains.append([s for s in cluster if s in names or s in mentions])
    clusters = _joined(text, chains, names)
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


def _chain(line: Any, text: str, chain: Any, names: dict[Span, str]) -> dict[Span, str]:
    """One of the parser's chains, if it speaks of somebody: its mentions and their forms."""
    found: dict[Span, str] = {}
    alive = False
    for number, first, last, _ in chain:
        sentence = line["sentences"][number - 1]
        mention = _referring(sentence, first, last, names)
        if mention is None:
            continue
        span, form, lemma = mention
        found[span] = form
        alive |= form == "name" or (form == "pronoun" and lemma not in {"it", "its"})
    return found if alive and len(found) > 1 and not _two_people(text, found, names) else {}


def _referring(
    sentence: Any, first: int, last: int, names: dict[Span, str]
) -> tuple[Span, str, str] | None:
    """What refers in tokens `first` up to `last`, counted from 1: what has their head."""
    tokens = sentence["tokens"][first - 1 : last - 1]
    head_of = {dependent: head for _, head, dependent in sentence["deps"]}
    # A list ("Quill and Marsh") is several: whom a chain of it means, no name says.
    if not tokens or any(
        relation == "conj" and first <= head < last and first <= dependent < last
        for relation, head, dependent in sentence["deps"]
    ):
        return None
    heads = [n for n in range(first, last) if not first <= head_of.get(n, 0) < last]
    head = heads[0] if heads else last - 1
    start, end, tag, lemma, _ = sentence["tokens"][head - 1]
    if tag in PRONOUNS:
        return (start, end), "pronoun", lemma
    # "former aide Bo Marsh" is the name alone, as in GUM.
    after = sentence["tokens"][head][0] if head < last - 1 else start
    named = next((s for s in names if s[0] <= start < s[1] or s[0] == after), None)
    if named:
        inside = tokens[0][0] <= named[0] and named[1] <= tokens[-1][1]
        return (named, "name", lemma) if inside else None
    low = first
    for n in range(first, head):
        if sentence["tokens"][n - 1][2] in {"PRP$", "POS"}:
            low = n + 1
    begin = sentence["tokens"][low - 1]
    if tag in _NOUNS and begin[2] in _DESCRIBING and head - low < 5:
        return (begin[0], end), "nominal", lemma
    return None


def _two_people(text: str, found: dict[Span, str], names: dict[Span, str]) -> bool:
    """Whether a chain names two people in full."""
    full = [
        set(text[slice(*span)].lower().replace(".", "").split())
        for span, form in found.items()
        if form == "name" and names[span] == "person" and " " in text[slice(*span)]
    ]
    return any(not full[0] & other for other in full[1:])


def _joined(text: str, chains: list[list[Span]], names: dict[Span, str]) -> list[list[Span]]:
    """Chains without shared mentions, and names of the same words in one of them."""
    owner: dict[Span, int] = {}
    of_words: dict[tuple[str, str], int] = {}
    # The longest chain keeps what two chains claim.
    for number, chain in enumerate(sorted(chains, key=lambda c: (-len(c), c))):
        for span in chain:
            if owner.setdefault(span, number) == number and span in names:
                of_words.setdefault((text[slice(*span)].lower(), names[span]), number)
    count = len(chains)
    for span, kind in sorted(names.items()):
        if span not in owner:
            key = (text[slice(*span)].lower(), kind)
            owner[span] = of_words.setdefault(key, count)
            count += owner[span] == count
    clusters: dict[int, list[Span]] = defaultdict(list)
    for span, number in sorted(owner.items()):
        clusters[number].append(span)
    return [cluster for cluster in clusters.values() if len(cluster) > 1]
