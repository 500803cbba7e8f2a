"""A change of what is read in the examples is made on purpose: `make expected`, then look."""

import pytest

from tests.write_expected import EXAMPLES, expected_path, record


@pytest.mark.parametrize("example", EXAMPLES)
def test_the_example_reads_as_it_did(example: str) -> None:
    assert record(example) == expected_path(example).read_text(encoding="utf-8")
