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
            self.kind_of(role) in kinds for role in self.roles if not role.past
        )

    def kind_of(self, role: TextRole) -> OfficeKind | None:
        """The kind of office that a role is; of a word for several ("secretary") the one the registry knows of."""
        if len(role.offices) > 1 and self.offices:
            return next((kind for kind in role.offices if kind in self.offices), None)
        return role.offices[0] if role.offices else None

    def called(self, phrase: tuple[str, ...]) -> bool:
        """Whether the text calls the person by a head phrase that ends in the same word ("special envoy", "envoy")."""
        return any(role.phrase[-1:] == phrase[-1:] for role in self.roles)
