"""Looks through the built documentation for anything that a reader's browser would fetch from elsewhere."""

from __future__ import annotations

import sys
from html.parser import HTMLParser
from pathlib import Path

FETCHING = {("script", "src"), ("link", "href"), ("img", "src"), ("iframe", "src"), ("source", "src")}
HARMLESS_LINKS = {"canonical", "next", "prev", "edit"}


class Fetches(HTMLParser):
    """Collects the addresses that a page loads by itself."""

    def __init__(self) -> None:
        super().__init__()
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the address of a tag that loads something from another machine."""
        values = dict(attrs)
        if tag == "link" and values.get("rel") in HARMLESS_LINKS:
            return
        for name, value in attrs:
            if (tag, name) in FETCHING and value and value.startswith(("http:", "https:", "//")):
                self.outside.append(value)


def outside_fetches(site: Path) -> list[str]:
    """Every outside address that a page of the built site loads, as `page: address`."""
    found = []
    for page in sorted(site.rglob("*.html")):
        parser = Fetches()
        parser.feed(page.read_text(encoding="utf-8"))
        found += [f"{page.relative_to(site)}: {address}" for address in parser.outside]
    return found


def main() -> int:
    """Print what was found; 1 when there was anything, or no page at all."""
    site = Path(sys.argv[1])
    if not (site / "index.html").is_file():
        print(f"{site} holds no built documentation")
        return 1
    found = outside_fetches(site)
    print("\n".join(found) if found else f"{site}: no page loads anything from elsewhere")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
