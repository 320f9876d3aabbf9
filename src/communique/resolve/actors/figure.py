"""A person of one article: what the text and the registry together know of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from communique.lexicon.registry_rows import OfficeKind, Person


@dataclass(frozen=True, slots=True)
class TextRole:
    """What the text calls a person: "Argentine Foreign Minister", "a spokesman for the opposition"."""

    phrase: tuple[str, ...]
    offices: tuple[OfficeKind, ...]
    side: str | None
    past: bool = False


@dataclass(slots=True, eq=False)
class Figure:
    """One person of the article, built up while it is read.

    `keys` are the sounds of the names the person can be called by alone; `first` the token where the text first gives
    the full name. `offices` are the kinds of office held at the article's date, as far as the registry can say.
    """

    name: str
    first: int
    side: str | None = None
    person: Person | None = None
    gender: str = ""
    keys: tuple[tuple[str, ...], ...] = ()
    roles: list[TextRole] = field(default_factory=list)
    offices: frozenset[OfficeKind] = frozenset()
    candidates: tuple[str, ...] = ()
    note: str | None = None

    def holds(self, kinds: tuple[OfficeKind, ...]) -> bool:
        """Whether the text or the registry gives the person an office of one of these kinds."""
        return any(kind in self.offices for kind in kinds) or any(
            kind in role.offices[:1] for role in self.roles if not role.past for kind in kinds
        )

    def called(self, phrase: tuple[str, ...]) -> bool:
        """Whether the text calls the person by a head phrase that ends in the same word ("special envoy", "envoy")."""
        return any(role.phrase[-1:] == phrase[-1:] for role in self.roles)
