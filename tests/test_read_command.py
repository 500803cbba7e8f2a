"""`sayso read`: sheets for people, lines of JSON for programs."""

import json
import subprocess
import sys

import pytest
from jsonschema import Draft202012Validator

import sayso
from tests.conftest import Run
from tests.test_read_properties import SCHEMA
from tests.write_expected import ROOT

HARBOUR = ROOT / "examples" / "harbour.html"
DAM = ROOT / "examples" / "dam.txt"


def test_the_schema_is_one() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_json_has_the_facts_that_python_has(run: Run) -> None:
    result = run("read", "--json", DAM)
    fields = json.loads(result.stdout)
    Draft202012Validator(SCHEMA).validate(fields)
    reading = sayso.read(DAM.read_text(encoding="utf-8"))
    assert fields["id"] == str(DAM)
    assert fields["text"] == reading.article.text
    assert [
        (attribution["id"], attribution["parent"]) for attribution in fields["attributions"]
    ] == [(attribution.id, attribution.parent) for attribution in reading.attributions]
    for written, attribution in zip(fields["attributions"], reading.attributions, strict=True):
        for key in ("source", "cue", "content"):
            part = getattr(attribution, key)
            spans = [list(span) for span in part.spans] if part else None
            assert (written[key] and written[key]["spans"]) == spans
    for written, name in zip(fields["names"], reading.names, strict=True):
        assert written["name"] == name.name
        assert written["kind"] == name.kind
        assert written["role"] == name.role
        assert written["mentions"] == [list(span) for span in name.mentions]
        assert written["named"] == [list(span) for span in name.named]


def test_json_keeps_what_is_known_of_an_article(run: Run) -> None:
    fields = json.loads(run("read", "--json", HARBOUR).stdout)
    Draft202012Validator(SCHEMA).validate(fields)
    assert fields["publisher"] == "The Velmar Courier"
    assert fields["date"] == "2026-03-14"
    assert fields["credit"] == "Ines Oduya"


def test_output_stands_in_the_order_of_the_inputs(run: Run) -> None:
    result = run("read", "--json", HARBOUR, DAM, HARBOUR)
    ids = [json.loads(line)["id"] for line in result.stdout.split("\n")[:-1]]
    assert ids == [str(HARBOUR), str(DAM), str(HARBOUR)]


def test_the_sheet_shows_every_attribution(run: Run) -> None:
    result = run("read", DAM)
    reading = sayso.read(DAM.read_text(encoding="utf-8"))
    assert result.exit_code == 0
    assert reading.attributions
    assert result.stdout.count("▎ ") >= len(reading.attributions)
    # As one line without margins, whatever the width.
    shown = " ".join(result.stdout.replace("▎", " ").split())
    for attribution in reading.attributions:
        for part in filter(None, [attribution.source, attribution.cue, attribution.content]):
            for start, end in part.spans:
                assert " ".join(reading.article.text[start:end].split()) in shown


def test_two_sheets_are_set_apart(run: Run) -> None:
    shown = run("read", DAM, DAM).stdout
    assert shown.count("\n────") == 1


@pytest.mark.parametrize(
    ("given", "id"),
    [
        ("“It rained,” she said.".encode(), "standard input"),
        (b'{"id": "a", "text": "It rained."}\n', "a"),
        (b'\n\n{"text": "It rained."}', "standard input:3"),
        (b"<!doctype html><html><body><p>It rained all day, she said.</p></body></html>", None),
    ],
)
def test_standard_input(run: Run, given: bytes, id: str | None) -> None:
    result = run("read", "--json", "-", stdin=given)
    assert result.exit_code == 0
    assert json.loads(result.stdout)["id"] == (id or "standard input")
    assert "rained" in json.loads(result.stdout)["text"]
    assert "<" not in json.loads(result.stdout)["text"]


def test_json_is_one_line_whatever_the_text_and_inert_on_a_terminal(run: Run) -> None:
    text = "a\u2028b\x85c\x1b[31m\x9b31m\u202ed\ufeff"
    result = run("read", "--json", "-", stdin=json.dumps({"text": text}).encode())
    assert len(result.stdout.splitlines()) == 1
    assert result.stdout.rstrip("\n").isprintable()
    assert json.loads(result.stdout)["text"] == text


def test_a_long_line_is_read_to_its_end(run: Run) -> None:
    text = "“It rained,” the mayor of Velmar said on Monday. " * 400
    fields = json.loads(run("read", "--json", "-", stdin=text.encode()).stdout)
    assert fields["text"] == text
    last = fields["attributions"][-1]
    assert last["cue"]["spans"][-1][1] > len(text) - 100


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"sayso {sayso.__version__}\n"


@pytest.mark.parametrize("arguments", [["read"], ["read", "--no-such"], ["no-such"]])
def test_wrong_usage_ends_in_status_2(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage:" in result.stderr


def python(code: str) -> str:
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_text_to_json_loads_neither_the_html_library_nor_the_sheet() -> None:
    loaded = python(
        "import sys; from sayso.cli import main\n"
        f"main(['read', '--json', {str(DAM)!r}], standalone_mode=False)\n"
        "print(*sys.modules)"
    ).splitlines()[-1]
    assert {"sayso.cli.read", "tokenizers"} < set(loaded.split())
    assert not {"trafilatura", "rich", "multiprocessing.pool"} & set(loaded.split())


def test_nothing_is_asked_of_the_network() -> None:
    read = python(
        "import socket\n"
        "def refuse(*_): raise AssertionError('the network was asked for')\n"
        "socket.socket.connect = socket.getaddrinfo = refuse\n"
        "import sayso\n"
        "print(len(sayso.read('“It rained,” the mayor said.').attributions))"
    )
    assert int(read) >= 1
