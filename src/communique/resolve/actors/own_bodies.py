"""Common names in a government's own release: its "Security Council" is the state's, not that of the United Nations."""

from __future__ import annotations

from communique.lexicon.names import pieces
from communique.lexicon.registry import Entry, Registry
from communique.resolve.actors.parse import Parse
from communique.resolve.actors.surfaces import Match
from communique.schema import Actor

# Words that show that a text speaks of the organisation.
_ABROAD = frozenset({"un", "u.n", "u.n.", "nations"})
# Who stands at the head of the state's own: "Deputy Chairman of the Security Council Dmitry Medvedev".
_HEADS = frozenset({"chairman", "chair", "chairperson", "secretary"})
_NEAR = 4


def at_home(match: Match[Entry], parse: Parse, registry: Registry, publisher: Actor | None) -> Match[Entry]:
    """The match of a body's name, with the publisher's own body of that name in place of an organisation's.

    "The permanent members of the Security Council" are Russia's in a release of the Kremlin that speaks of its
    Secretary, or nowhere of the United Nations.
    """
    state = registry.bodies.get(publisher.side or "") if publisher is not None else None
    if state is None or not all(e.kind == "body" and e.body.kind == "organisation" for e in match.found):
        return match
    text = parse.text(match.words)
    own = registry.names.get(pieces(f"{text} of {state.name}"), ())
    if len({entry.body.id for entry in own if entry.body.side == state.side}) != 1:
        return match
    name = pieces(text)
    led = any(
        parse.lower[token] in _HEADS and name == pieces(" ".join(parse.texts[token + 3 : token + 3 + len(name)]))
        for token in range(parse.size - _NEAR)
    )
    return Match(match.words, own) if led or not _ABROAD & set(parse.lower) else match
