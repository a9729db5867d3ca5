"""One key for the many spellings of a place name: articles, hyphens, diacritics and final h make no difference.

`Al-Qāʼim`, `al Qaim` and `Qaim` have one key; so have `القائم` and `قائم`. Vowels and consonants that transliterations
swap (Shirqat, Sharqat; Qayyarah, Gayara) keep different keys, because other towns differ by just that; `skeleton`
brings them together for suggestions.
"""

from __future__ import annotations

import re
import unicodedata

__all__ = ["key", "script", "skeleton"]

_LETTERS = str.maketrans(
    {
        "ı": "i", "ə": "a", "ø": "o", "æ": "ae", "œ": "oe", "đ": "d", "ð": "d", "ł": "l", "þ": "th",
        "ک": "ك", "ی": "ي", "ى": "ي", "ة": "ه", "ە": "ه", "ہ": "ه", "ھ": "ه", "گ": "ك", "ـ": "",
        **dict.fromkeys("'’‘`´ʼʻʿʾ′ʹʽˈ", ""),
    }
)  # fmt: skip
_ARTICLE = re.compile(r"(?:al|el|ul|l)\Z|[aeiu](?=(th|sh|dh|[rstdnzj])\Z)")
_BREAKS = re.compile(r"[\W_]+")
_DOUBLE = re.compile(r"(.)\1+")
_FINAL_H = re.compile(r"(?<=\w\w[ae])h\Z")
_CONSONANTS = (
    ("kh", "x"), ("gh", "g"), ("dh", "z"), ("th", "t"), ("ph", "f"), ("tch", "c"), ("ch", "c"), ("dj", "j"),
    ("ck", "k"), ("sh", "s"), ("q", "k"), ("g", "k"), ("v", "w"), ("p", "b"), ("j", "y"),
)  # fmt: skip
_VOWELS = re.compile(r"(?<=.)[aeiouyw]+")


def script(name: str) -> str:
    """The script of a name's first letter, as Unicode calls it (`LATIN`, `ARABIC`), empty when it has no letter."""
    first = next((letter for letter in name if letter.isalpha()), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


def _plain(name: str) -> str:
    """Lower case, without marks above or below letters."""
    name = name.casefold()
    if name.isascii():
        return name.replace("'", "").replace("`", "")
    name = unicodedata.normalize("NFKD", name).translate(_LETTERS)
    return "".join(letter for letter in name if not unicodedata.combining(letter))


def _is_article(word: str, following: str) -> bool:
    """Whether a word is the Arabic article before `following`: al, el, or one that took on its first sound (ar-)."""
    found = _ARTICLE.match(word)
    return found is not None and (found[1] is None or following.startswith(found[1]))


def key(name: str) -> str:
    """The key that spellings of one name share; empty when the name holds neither letter nor digit."""
    words = [word for word in _BREAKS.split(_plain(name)) if word]
    kept = [
        word
        for number, word in enumerate(words)
        if number + 1 == len(words) or not _is_article(word, words[number + 1])
    ]
    bare = (_FINAL_H.sub("", word[2:] if word.startswith("ال") and len(word) > 3 else word) for word in kept)
    return _DOUBLE.sub(r"\1", "".join(bare))


def skeleton(name_key: str) -> str:
    """The consonants of a key, with those made equal that transliterations swap: what similar spellings share."""
    for written, common in _CONSONANTS:
        name_key = name_key.replace(written, common)
    return _DOUBLE.sub(r"\1", _VOWELS.sub("", name_key).removesuffix("h"))
