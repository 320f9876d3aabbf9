"""Of which country somebody is whom no office places: by where he works or lives, as the words around his name say."""

from __future__ import annotations

from collections.abc import Iterator

from communique.lexicon.places import load_places
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.scene import Scene
from communique.schema import Words

_REACH = 22  # tokens of an apposition that are read, at most
_TITLE = 9  # tokens of a title before a name, at most
_OPENS = frozenset({",", "(", "–", "—", "-"})
_BASED = frozenset({"based", "born"})
# "A former ambassador to Syria", "an expert on Iran", "the programme for Africa": what he deals with.
_DEALS_WITH = frozenset({"to", "on", "for", "about", "against", "into", "with", "between", "over", "toward", "towards"})


class Background:
    """Sides of the persons of one scene whom neither the registry nor an office places."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._parse = scene.parse
        self._words = scene.nominals

    def side(self, figure: Figure, mentions: list[Words]) -> str | None:
        """The country that the words around a person's names place him in; None where they name none or several.

        Args:
            figure: somebody without a side.
            mentions: where his name stands.
        """
        for words in mentions:
            if self._of_congress(words):
                return "USA"
            for region in (self._after(words), self._before(words)):
                side = self._placed(region, figure)
                if side is not None:
                    return side
                if self._scene.american(region):
                    return "USA"
                if self._scene.home is not None and self._domestic(region):
                    return self._scene.home
        return None

    def _domestic(self, region: list[int]) -> bool:
        """Whether a description is of an office that news name without its state only at home: "Police Chief"."""
        said = " ".join(self._parse.lower[token] for token in region)
        return any(f" {domestic} " in f" {said} " for domestic in self._words.domestic)

    def _of_congress(self, name: Words) -> bool:
        """ "Sen. Mike Braun", "Rep. Emanuel Cleaver": titles that English gives to few but Americans in this form."""
        before = name.start - 1
        if before < 0 or not self._parse.capital(before):
            return False
        home = self._scene.home
        return self._parse.lower[before].rstrip(".") in self._words.american_titles and home in (None, "USA")

    def _after(self, name: Words) -> list[int]:
        """ "Asle Sveen, a historian at the University of Oslo, said"; "Liz Cheney of Wyoming"."""
        parse, end = self._parse, name.end
        if end + 1 >= parse.size or parse.sentence[end] != parse.sentence[name.start]:
            return []
        if parse.texts[end] in _OPENS:
            if parse.pos[end + 1] not in ("DET", "ADJ", "NOUN", "PROPN", "NUM"):
                return []
            start = end + 1
        elif parse.lower[end] in ("of", "from", "at"):
            start = end
        else:
            return []
        return list(self._until_verb(start, name))

    def _until_verb(self, start: int, name: Words) -> Iterator[int]:
        parse = self._parse
        for token in range(start, min(parse.size, start + _REACH)):
            other = self._scene.people.at.get(token)
            stops = parse.tag[token] in ("VBD", "VBZ", "VBP", "MD", "WP", "WDT", "WRB") or parse.texts[token] in (
                ";", ":", ")", '"', "“", "”",
            )  # fmt: skip
            if stops or parse.sentence[token] != parse.sentence[name.start] or (other and other[0] != name):
                return
            yield token

    def _before(self, name: Words) -> list[int]:
        """ "New Jersey governor Chris Christie", "University of Oslo historian Asle Sveen"."""
        parse, start = self._parse, name.start
        while start > max(0, name.start - _TITLE) and parse.sentence[start - 1] == parse.sentence[name.start]:
            before = start - 1
            inside = parse.pos[before] in ("NOUN", "PROPN", "ADJ") or parse.lower[before] in ("of", "the", "'s", "’s")
            if not (inside or parse.texts[before] == "-") or before in self._scene.people.at:
                break
            start = before
        return list(range(start, name.start))

    def _placed(self, region: list[int], figure: Figure) -> str | None:
        """The one country that a description names as where its person works."""
        parse = self._parse
        if any(parse.lower[token] in self._words.posted for token in region):
            return None
        based: list[str] = []
        employer: list[str] = []
        found: list[str] = []
        skip = -1
        for token in region:
            if token < skip or not parse.capital(token) or self._dealt_with(token, region[0]):
                continue
            match = self._scene.bodies.get(token)
            if match is not None:
                skip = match.words.end
                side = self._scene.side_at(token)
                kinds = {entry.body.kind for entry in match.found}
                if side is None or self._names_field(skip):
                    continue
                (employer if kinds <= {"institute"} else found).append(side)
                continue
            offsets = parse.reading.columns.offsets
            hit = load_places().longest(parse.reading.text, offsets[token])
            if hit is None or hit[1].country is None:
                continue
            while skip < parse.size and offsets[max(skip, token)] < hit[0]:
                skip = max(skip, token) + 1
            if parse.texts[skip : skip + 1] == ["-"] and parse.lower[skip + 1 : skip + 2] == ["based"]:
                based.append(hit[1].country)
            elif not self._names_field(skip):
                found.append(hit[1].country)
        for sides in (based, employer, found):
            if sides:
                return sides[-1] if len(set(sides)) == 1 or sides is employer else None
        return None

    def _dealt_with(self, token: int, start: int) -> bool:
        """Whether a place is what somebody deals with: "an expert on North Korea", "ambassador to Syria"."""
        parse = self._parse
        while token > start:
            token -= 1
            if parse.pos[token] == "ADP" or parse.lower[token] == "to":
                return parse.lower[token] in _DEALS_WITH
            if parse.pos[token] not in ("DET", "ADJ", "PROPN", "NOUN", "PART") or not (
                parse.capital(token) or parse.pos[token] == "DET"
            ):
                return False
        return False

    def _names_field(self, behind: int) -> bool:
        """Whether a name is what a person or programme deals with: "Turkey Project", "North Korea expert"."""
        parse = self._parse
        if behind >= parse.size:
            return False
        phrase = self._scene.phrase_at.get(behind)
        return parse.lower[behind] in self._words.fields or (phrase is not None and phrase.nominal.about)
