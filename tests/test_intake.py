"""What people have becomes the right article, its text kept as read."""

import gzip
import json
import lzma
from pathlib import Path

import pytest

from sayso import Article
from sayso.intake import InputError, inputs, to_article


def articles(path: Path) -> list[Article | InputError]:
    return [
        given if isinstance(given, InputError) else to_article(given)
        for given in inputs([str(path)])
    ]


def only(path: Path) -> Article:
    (article,) = articles(path)
    assert isinstance(article, Article)
    return article


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\n\r", "\u2028", "\x85", "\f", "\v"])
def test_line_endings_are_kept(tmp_path: Path, end: str) -> None:
    path = tmp_path / "a.txt"
    text = f"{end}One.{end}{end}Two.{end}"
    path.write_bytes(text.encode())
    assert only(path) == Article(id=str(path), text=text)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("“naïve” 🦀 עברית".encode(), "“naïve” 🦀 עברית"),
        ("“naïve” 🦀".encode("utf-8-sig"), "“naïve” 🦀"),
        ("“naïve” 🦀".encode("utf-16"), "“naïve” 🦀"),
        (b"\xfe\xff" + "“naïve”".encode("utf-16-be"), "“naïve”"),
        ("“naïve” 🦀".encode("utf-32"), "“naïve” 🦀"),
        ("It’s a “naïve” café".encode("cp1252"), "It’s a “naïve” café"),
        ("New “quotes”, ".encode() + "old “quotes”".encode("cp1252"), "New “quotes”, old “quotes”"),
        (b"An undefined byte \x81 here", "An undefined byte \ufffd here"),
        (
            "Мэр города сказал в понедельник, что не видел договора и не подписывал его".encode(
                "cp1251"
            ),
            "Мэр города сказал в понедельник, что не видел договора и не подписывал его",
        ),
        (b"A bell \x07 and an escape \x1b[31m in it", "A bell \x07 and an escape \x1b[31m in it"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes, text: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert only(path).text == text


@pytest.mark.parametrize("pack", [bytes, gzip.compress, lzma.compress])
def test_json_lines(tmp_path: Path, pack: object) -> None:
    full = {
        "id": "a",
        "text": "One\r\n“two”.",
        "title": "T",
        "publisher": "P",
        "date": "2026-01-02",
        "credit": "C",
        "url": "https://example.org",
        "wire": ["ignored"],
    }
    bare = {"text": "Three.", "id": None, "title": ""}
    data = f"\ufeff{json.dumps(full)}\r\n\n{json.dumps(bare, ensure_ascii=False)}".encode()
    assert callable(pack)
    suffix = {bytes: "", gzip.compress: ".gz", lzma.compress: ".xz"}[pack]
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(pack(data))
    assert articles(path) == [
        Article("a", "One\r\n“two”.", "T", "P", "2026-01-02", "C", "https://example.org"),
        Article(id=f"{path}:3", text="Three."),
    ]


def test_a_lone_surrogate_becomes_a_replacement_character(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(r'{"id": "\udc00", "text": "a\ud800b \ud83e\udd80"}')
    assert only(path) == Article(id="\ufffd", text="a\ufffdb 🦀")


def test_the_same_id_twice_is_two_articles(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": 7, "text": "One."}\n{"id": 7, "text": "Two."}\n')
    assert articles(path) == [Article("7", "One."), Article("7", "Two.")]


PAGE = """
<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>Quay reopens | The Courier</title>
<meta property="og:title" content="Quay reopens">
<meta property="og:site_name" content="The Courier">
<meta property="article:published_time" content="2026-03-14">
<meta name="author" content="Ines Oduya">
<link rel="canonical" href="https://courier.example/quay"></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a></nav><article><h1>Quay reopens</h1>
<p>“The quay is open,” the harbour master said on Friday, and every berth is in use again.</p>
<p>Fishermen said that they had lost a winter’s catch, and that nobody had answered them.</p>
</article><footer>All rights reserved</footer></body></html>
"""


@pytest.mark.parametrize("name", ["a.html", "a.htm", "page"])
@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "mac-roman"])
def test_a_page(tmp_path: Path, name: str, charset: str) -> None:
    path = tmp_path / name
    path.write_bytes(PAGE.format(charset=charset).encode(charset))
    assert only(path) == Article(
        id=str(path),
        text="“The quay is open,” the harbour master said on Friday, and every berth is in use "
        "again.\n\nFishermen said that they had lost a winter’s catch, and that nobody had "
        "answered them.",
        title="Quay reopens",
        publisher="The Courier",
        date="2026-03-14",
        credit="Ines Oduya",
        address="https://courier.example/quay",
    )


def test_inputs_are_read_only_as_they_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("One.")
    given = inputs([str(path), str(tmp_path / "later.txt")])
    next(given)
    (tmp_path / "later.txt").write_text("Two.")
    assert next(given) != InputError(str(tmp_path / "later.txt"), None, "No such file or directory")


def test_the_bytes_taken_add_up_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.xz"
    path.write_bytes(lzma.compress(b'{"text": "One."}\n' * 5000))
    taken = [given.taken for given in inputs([str(path)]) if not isinstance(given, InputError)]
    assert len(taken) == 5000
    assert sum(taken) == path.stat().st_size
