"""Damage of character coding undone: double-encoded UTF-8, entities left in text, exotic blanks and apostrophes."""

from __future__ import annotations

import html
import re
import unicodedata

from communique.clean.mapped import Mapped


def repair(text: Mapped) -> Mapped:
    """The text in one spelling.

    Line ends become `\\n`, any other blank a space, apostrophes and single quotation marks `'`; double quotation marks
    keep their direction. Characters without a shape (zero-width, soft hyphen, marks of writing direction) go.
    """
    for _ in range(2):  # "Ã¢â‚¬â„¢" was encoded once too often twice
        text = text.sub(_DOUBLE, _decode)
    text = text.sub(_ENTITY, _unescape)
    return text.sub(_ODD, lambda match: _plain(match.group()))


# Windows-1252 leaves five bytes without a character; what decodes leniently keeps them as C1 controls.
_BYTES: dict[str, int] = {}
for _byte in range(0x80, 0x100):
    _BYTES[bytes([_byte]).decode("cp1252", "ignore") or chr(_byte)] = _byte
    _BYTES.setdefault(chr(_byte), _byte)
_LATER = "".join(re.escape(char) for char, byte in _BYTES.items() if 0x80 <= byte <= 0xBF)
# "É»" can be meant, so only such first characters are taken as English text never has before the second one.
_DOUBLE = re.compile(f"[ÂÃÄÅ][{_LATER}]|[âãäåï][{_LATER}]{{2}}|ð[{_LATER}]{{3}}|â€(?![{_LATER}])")


def _decode(match: re.Match[str]) -> str:
    found = match.group()
    if found == "â€":  # the third byte, 0x9D, has no character in Windows-1252 and was lost
        return "”"
    try:
        return bytes(_BYTES[char] for char in found).decode("utf-8")
    except UnicodeDecodeError:
        return found


_ENTITY = re.compile(r"&(?:amp;)*(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|[A-Za-z][A-Za-z0-9]{1,30};|nbsp\b)")


def _unescape(match: re.Match[str]) -> str:
    found = match.group()
    for _ in range(3):
        plain = html.unescape(found)
        if plain == found:
            break
        found = plain
    return found


_ODD = re.compile(
    "\r\n|''|``|‘‘|’’|[\r\x0b\x0c\x85\u2028\u2029]|[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]"
    "|[\u200b-\u200f\u2060-\u2064\ufeff\xad\u202a-\u202e\u2066-\u2069]|[‘’‛ʼ′´`]|[‐‑]|[ﬀﬁﬂﬃﬄ]"
    "|[\x00-\x08\x0e-\x1f\x7f-\x9f]|[\ud800-\udfff]"
)


def _plain(found: str) -> str:
    if found in ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"):
        return "\n"
    if found in ("''", "``", "‘‘", "’’"):
        return '"'
    if found in "‘’‛ʼ′´`":
        return "'"
    if found in "‐‑":
        return "-"
    if "ﬀ" <= found <= "ﬄ":
        return unicodedata.normalize("NFKC", found)
    if unicodedata.category(found) in ("Cf", "Cc") and not found.isspace():
        # C1 controls are Windows-1252 read as Latin-1: \x93 and \x94 are quotation marks.
        shown = found.encode("latin-1").decode("cp1252", "ignore") if "\x80" <= found <= "\x9f" else ""
        return _plain(shown) if shown in ("‘", "’") and shown else shown
    return " "
