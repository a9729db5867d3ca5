"""An explanation as text for the terminal, as Markdown, or as JSON. What other people wrote stays harmless in each."""

from __future__ import annotations

import dataclasses
import json
import re
import textwrap
from collections.abc import Callable, Iterator

from sandtable.views import numbers
from sandtable.views.explain.record import SECTIONS, Record
from sandtable.views.explain.told import Explanation
from sandtable.views.layers import listed
from sandtable.views.plain import plain

__all__ = ["FORMS", "as_json", "as_markdown", "as_text"]

WIDTH = 80
_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|~])")


def _head(told: Explanation) -> Iterator[str]:
    """What the scenario is, in a few sentences."""
    scenario = told.scenario
    variant = f", variant {scenario.variant}" if scenario.variant else ""
    yield f"{plain(scenario.title)}{variant}"
    sources = listed([plain(source.title) for source in scenario.sources.values()]) if scenario.sources else "none"
    yield (
        f"The world of {numbers.date(scenario.as_of)} as sandtable understands it; futures run to "
        f"{numbers.date(scenario.until)}. Nothing has been run. Sources: {sources}."
    )
    cites = [record.verified for record in told.records if record.basis == "cite"]
    counts = [f"{cites.count(state)} {state}" for state in sorted(set(cites))]
    yield f"Sentences that rest on words of a source: {len(cites)}" + (f" ({', '.join(counts)})." if cites else ".")


def _basis(record: Record) -> str:
    """What a sentence rests on, as a line; empty for what was computed."""
    if record.basis == "cite":
        return f"“{record.words}” ({record.verified})"
    if record.basis == "assume":
        confidence = f" ({record.confidence} confidence)" if record.confidence else ""
        return f"assumed{confidence}: {record.words}"
    return "computed" if record.basis == "computed" else "rests on nothing"


def _wrapped(text: str, indent: str = "") -> list[str]:
    """Lines of at most 80 columns; words with hyphens stay whole."""
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )


def as_text(told: Explanation) -> str:
    """Plain text, 80 columns wide."""
    title, *rest = _head(told)
    lines = [*_wrapped(title), *(line for one in rest for line in _wrapped(one))]
    for name, heading in SECTIONS.items():
        records = told.section(name)
        if not records:
            continue
        lines += ["", heading.upper()]
        for record in records:
            lines += _wrapped(record.sentence, "  ")
            lines += _wrapped(_basis(record), "      ")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Text of other people as Markdown shows it unchanged: no mark-up, no HTML."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return re.sub(r"^(\d+)\.", r"\1\\.", _MARKS.sub(r"\\\1", text))


def as_markdown(told: Explanation) -> str:
    """A Markdown page: a heading for each section, a list item for each sentence."""
    title, *rest = _head(told)
    lines = [f"# {_escaped(title)}", "", *(_escaped(one) for one in rest)]
    for name, heading in SECTIONS.items():
        records = told.section(name)
        if records:
            lines += ["", f"## {heading}", ""]
            lines += [f"- {_escaped(record.sentence)} *{_escaped(_basis(record))}*" for record in records]
    return "\n".join(lines) + "\n"


def as_json(told: Explanation) -> str:
    """JSON for a machine: the head, the titles of the sections, and every record with all that it carries."""
    scenario = told.scenario
    value = {
        "format": 1,
        "title": scenario.title,
        "as_of": scenario.as_of.isoformat(),
        "until": scenario.until.isoformat(),
        "variant": scenario.variant,
        "sections": SECTIONS,
        "records": [dataclasses.asdict(record) for record in told.records],
    }
    return json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


FORMS: dict[str, Callable[[Explanation], str]] = {"text": as_text, "markdown": as_markdown, "json": as_json}
"""The forms by name."""
