"""Whatever cannot be read is named with the reason, costs itself alone, and ends in status 2."""

import gzip
import json
import lzma
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import Run

GOOD = '{"id": "good", "text": "“It rained,” the mayor said."}\n'

UNREADABLE = {
    "empty": ("a.txt", b"", "holds no text"),
    "white space": ("a.txt", b" \r\n\t\n", "holds no text"),
    "only a mark": ("a.txt", b"\xef\xbb\xbf", "holds no text"),
    "NUL bytes": ("a.txt", b"abc\0def", "not text"),
    "binary further on": ("a.txt", b"An article.\n\0\1\2\3", "not text"),
    "control characters": ("a.txt", bytes(range(1, 9)) * 9, "not text"),
    "PDF": ("a.txt", b"%PDF-1.7\n%\xe2\xe3", "a PDF"),
    "word processor": ("a.docx", b"PK\x03\x04\x14\0\6\0", "a zip archive"),
    "picture": ("a.html", b"\x89PNG\r\n\x1a\n", "a picture"),
    "broken UTF-16": ("a.txt", b"\xff\xfeh\0i", "broken at byte 4"),
    "page without text": ("a.html", b"<html><body><img></body></html>", "no article"),
    "no line": ("a.jsonl", b"", "is empty"),
    "blank lines": ("a.jsonl", b"\n \n", "is empty"),
    "no gzip": ("a.jsonl.gz", b"plain", "compressed data is broken"),
    "cut gzip": ("a.jsonl.gz", gzip.compress(GOOD.encode() * 9)[:30], "compressed data is broken"),
    "cut xz": ("a.jsonl.xz", lzma.compress(GOOD.encode() * 9)[:50], "compressed data is broken"),
    "flipped xz": ("a.jsonl.xz", lzma.compress(b"x")[:-9] + b"123456789", "compressed data is"),
}


@pytest.mark.parametrize(("name", "data", "reason"), UNREADABLE.values(), ids=UNREADABLE)
def test_an_unreadable_file_costs_itself_alone(
    run: Run, tmp_path: Path, name: str, data: bytes, reason: str
) -> None:
    bad, good = tmp_path / name, tmp_path / "good.jsonl"
    bad.write_bytes(data)
    good.write_text(GOOD)
    result = run("read", "--json", good, bad, good)
    assert result.exit_code == 2
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["good", "good"]
    (complaint,) = result.stderr.splitlines()
    assert complaint.startswith(f"sayso: {bad}: ")
    assert reason in complaint


def packed(data: bytes, suffix: str) -> bytes:
    if suffix == ".gz":
        return gzip.compress(data)
    return lzma.compress(data) if suffix == ".xz" else data


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": ', "not JSON"),
        (b"[" * 100_000, "not JSON"),
        (b'{"text": "a\0b"}', "not text"),
        (b'{"text": ' + b"1" * 5000 + b"}", "not JSON"),
        (b'["text"]', "not a JSON object"),
        (b'{"id": "x"}', 'has no "text"'),
        (b'{"text": null}', '"text" is not a string'),
        (b'{"text": ["a"]}', '"text" is not a string'),
        (b'{"text": "a", "title": {}}', '"title" is not a string'),
        (b'{"text": "a", "id": true}', '"id" is not a string'),
        (b'{"text": " \\n"}', "holds no text"),
    ],
)
@pytest.mark.parametrize("suffix", ["", ".gz", ".xz"])
def test_a_broken_line_costs_itself_alone(
    run: Run, tmp_path: Path, line: bytes, reason: str, suffix: str
) -> None:
    path = tmp_path / f"a.jsonl{suffix}"
    path.write_bytes(packed(GOOD.encode() + b"\n" + line + b"\n" + GOOD.encode(), suffix))
    result = run("read", "--json", path)
    assert result.exit_code == 2
    assert [json.loads(good)["id"] for good in result.stdout.splitlines()] == ["good", "good"]
    assert result.stderr.startswith(f"sayso: {path}, line 3: ")
    assert reason in result.stderr


def test_articles_before_a_break_in_the_compression_are_read(run: Run, tmp_path: Path) -> None:
    lines = "".join(json.dumps({"id": n, "text": f"Word {n}. " * 900}) + "\n" for n in range(30))
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines.encode(), compresslevel=0)[:120_000])
    result = run("read", "--json", path)
    assert result.exit_code == 2
    read = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert read == [str(number) for number in range(len(read))]
    assert 5 < len(read) < 30


def test_a_folder_a_missing_file_and_a_dangling_link(run: Run, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    result = run("read", tmp_path, tmp_path / "missing", tmp_path / "link")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"sayso: {tmp_path}: is a folder; name the files in it",
        f"sayso: {tmp_path / 'missing'}: No such file or directory",
        f"sayso: {tmp_path / 'link'}: No such file or directory",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "secret.txt"
    path.touch(mode=0o000)
    result = run("read", path)
    assert (result.exit_code, result.stderr) == (2, f"sayso: {path}: Permission denied\n")


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs Linux's /proc")
def test_a_file_whose_disk_fails(run: Run) -> None:
    result = run("read", "/proc/self/mem")
    assert (result.exit_code, result.stderr) == (2, "sayso: /proc/self/mem: Input/output error\n")


def test_a_hostile_file_name_is_shown_and_not_obeyed(run: Run, tmp_path: Path) -> None:
    name = os.fsdecode(b"\x1b[31mred\xff.txt")
    (tmp_path / name).write_text("One word")
    result = run("read", "--json", tmp_path / name)
    assert json.loads(result.stdout)["id"] == f"{tmp_path}/\x1b[31mred\ufffd.txt"
    (tmp_path / name).write_text("")
    assert "/␛[31mred\ufffd.txt: holds no text" in run("read", tmp_path / name).stderr


def test_empty_standard_input(run: Run) -> None:
    result = run("read", "-")
    assert (result.exit_code, result.stderr) == (2, "sayso: standard input: holds no text\n")


@pytest.mark.parametrize(
    ("shell", "status", "complaint"),
    [
        ("read - <&-", 2, "sayso: standard input: is closed\n"),
        ("read good.jsonl >&-", 1, "Error: standard output is closed\n"),
        ("read --json many.jsonl | head -c 100 >/dev/null; exit ${PIPESTATUS[0]}", 1, ""),
        ("read many.jsonl | head -c 100 >/dev/null; exit ${PIPESTATUS[0]}", 1, ""),
    ],
)
def test_closed_and_broken_pipes(tmp_path: Path, shell: str, status: int, complaint: str) -> None:
    (tmp_path / "good.jsonl").write_text(GOOD)
    (tmp_path / "many.jsonl").write_text(GOOD * 1000)
    command = ["bash", "-c", f"'{sys.executable}' -m sayso {shell}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (status, complaint)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("option", ["", "--json"])
def test_a_full_disk(tmp_path: Path, option: str) -> None:
    (tmp_path / "good.jsonl").write_text(GOOD)
    command = ["bash", "-c", f"'{sys.executable}' -m sayso read good.jsonl {option} >/dev/full"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == "Error: cannot write the output: No space left on device\n"
