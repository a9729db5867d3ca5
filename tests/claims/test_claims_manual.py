"""The manual page of the claim language: every example on it is read by the parser, every error is the real one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sandtable.claims.parse import ClaimError, parse


def blocks(root: Path, kind: str) -> list[str]:
    """Lines of all code blocks of one kind on the page."""
    page = (root / "docs" / "reference" / "claims.md").read_text(encoding="utf-8")
    found = re.findall(rf"^ *```{kind}\n(.*?)^ *```$", page, flags=re.MULTILINE | re.DOTALL)
    return [line.strip() for block in found for line in block.splitlines() if line.strip()]


def test_every_example_is_a_claim(root: Path) -> None:
    examples = blocks(root, "claim")
    assert len(examples) > 25
    for example in examples:
        parse(example)


def test_every_error_is_the_one_that_the_user_sees(root: Path) -> None:
    lines = blocks(root, "error")
    assert len(lines) >= 6
    assert len(lines) % 2 == 0
    for claim, message in zip(lines[::2], lines[1::2], strict=True):
        with pytest.raises(ClaimError) as wrong:
            parse(claim)
        assert str(wrong.value) == message
