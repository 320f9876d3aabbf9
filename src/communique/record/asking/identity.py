"""Who is meant by a word: what to call an actor, how to write its address, and who speaks for it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import NamedTuple

from communique.lexicon.registry import load_registry
from communique.record.asking.columns import statement_columns
from communique.record.asking.context import Context
from communique.record.asking.naming import Wanted
from communique.record.asking.overview import Ends
from communique.record.asking.rows import Who


@dataclass(frozen=True, slots=True)
class Identity:
    """An actor by its name; `word` finds it again, whatever was asked. `side` is the one it belongs to, or is.

    `whole` says that it is a side with all who act for it; `others` are more names under which the ledger has it.
    """

    word: str
    name: str
    side: str | None
    whole: bool
    others: tuple[str, ...]
    wanted: Wanted

    @property
    def ends(self) -> Ends:
        """As what it meets others: a side meets sides, and an actor actors."""
        return "side" if self.whole else "actor"

    def is_meant(self, who: Who) -> bool:
        """Whether an actor of a tie is this one."""
        if self.whole:
            return who.side == self.wanted.side
        if self.wanted.id is not None and who.actor is not None:
            return who.actor == self.wanted.id
        return who.name in self.wanted.names


class Speaker(NamedTuple):
    """Somebody who speaks, and how many statements of theirs there are."""

    who: Who
    statements: int


def identify(context: Context, asked: str) -> Identity:
    """The actor that a word stands for; the ledger need not know it.

    Raises:
        QuestionError: the word is empty, or stands for several actors that the ledger knows.
    """
    wanted = context.wanted(asked)
    registry = load_registry(context.actors)
    if wanted.side is not None:
        body = registry.bodies.get(wanted.side)
        return Identity(wanted.side, body.name if body else wanted.side, wanted.side, True, (), wanted)
    if wanted.id is not None:
        one = registry.persons.get(wanted.id) or registry.bodies[wanted.id]
        return Identity(wanted.id, one.name, one.side or None, False, (), wanted)
    if not wanted.names:
        return Identity(asked, asked, None, False, (), wanted)
    # Of several names as written, that which was asked for, else the longest, which says most.
    name = asked if asked in wanted.names else max(wanted.names, key=lambda name: (len(name), name))
    return Identity(asked, name, None, False, tuple(other for other in wanted.names if other != name), wanted)


def speakers_for(context: Context, one: Identity, most: int = 8) -> list[Speaker]:
    """Who speaks for an actor, by statements: for a side all of that side, for an actor those who say so."""
    if one.wanted.side is not None:
        import numpy as np

        speakers = statement_columns(context.connection).speakers
        counts = np.bincount(speakers.one[speakers.meets(one.wanted)], minlength=len(speakers.known)).tolist()
        found = (Speaker(who, count) for who, count in zip(speakers.known, counts, strict=True) if count and who.name)
        return sorted(found, key=lambda speaker: (-speaker.statements, speaker.who.name))[:most]
    names = one.wanted.names
    rows = context.connection.execute(
        "SELECT min(s.speaker), s.side, s.actor, count(*) FROM statement s "
        "JOIN reading g ON g.id = s.reading AND g.retired IS NULL, json_each(s.record, '$.behalf') b "
        "WHERE (?1 IS NULL OR s.side = ?1) AND s.speaker IS NOT NULL AND s.verdict IS NOT 'wrong' "
        "AND instr(s.record, '\"behalf\":[]') = 0 "
        "AND json_extract(b.value, '$.name') IN (SELECT value FROM json_each(?2)) "
        "GROUP BY coalesce(s.actor, s.speaker) ORDER BY 4 DESC, 1 LIMIT ?3",
        (one.side, json.dumps(names), most),
    )
    return [Speaker(Who(name, side, actor), count) for name, side, actor, count in rows]
