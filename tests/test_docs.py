"""What the docs show is so."""

import json
import re
from contextlib import redirect_stdout
from io import StringIO

from jsonschema import Draft202012Validator

from tests.test_read_properties import SCHEMA, check_spans
from tests.write_expected import ROOT


def blocks(path: str, language: str) -> list[str]:
    text = (ROOT / path).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.S)


def test_the_json_in_the_docs_is_what_the_schema_says() -> None:
    (block,) = blocks("docs/json.md", "json")
    fields = json.loads(block)
    Draft202012Validator(SCHEMA).validate(fields)
    text = fields["text"]
    (attribution,) = fields["attributions"]
    for part, words in [
        ("source", "she"),
        ("cue", "said"),
        ("content", "“They say that it is safe,”"),
    ]:
        check_spans(attribution[part]["spans"], text)
        assert [text[start:end] for start, end in attribution[part]["spans"]] == [words]
    (name,) = fields["names"]
    assert [text[start:end] for start, end in name["mentions"]] == ["Mira Sol", "she"]
    assert text[slice(*name["role_span"])] == name["role"]


def test_every_field_of_the_json_is_described() -> None:
    described = (ROOT / "docs/json.md").read_text(encoding="utf-8")
    assert all(f"`{field}`" in described for field in SCHEMA["properties"] if field != "schema")


def test_the_python_in_the_readme_runs() -> None:
    (block,) = blocks("README.md", "python")
    with redirect_stdout(StringIO()) as shown:
        exec(block, {})
    assert "the ministry" in shown.getvalue()
