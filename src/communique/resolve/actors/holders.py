"""Who holds the office that a nominal names: "the French president" at the article's date, or as the article tells."""

from __future__ import annotations

from communique.lexicon.names import pieces
from communique.lexicon.registry import NOT_VERIFIED, Holders
from communique.lexicon.registry_rows import Body, Office, OfficeKind, Person
from communique.resolve.actors.figure import Figure
from communique.resolve.actors.phrases import NounPhrase
from communique.resolve.actors.scene import Scene

# Kinds of office of which a state has one; of envoys, deputies and advisers it has many.
_SINGLE: tuple[OfficeKind, ...] = (
    "head_of_state", "head_of_government", "monarch", "foreign_minister", "defence_minister", "speaker",
)  # fmt: skip
_LEADERS = frozenset({"leader", "ruler", "strongman"})
_TOPS: tuple[tuple[OfficeKind, ...], ...] = (("head_of_state",), ("head_of_government",), ("monarch",))
_MANY: tuple[OfficeKind, ...] = ("deputy_minister", "envoy", "ambassador")


class OfficeHolders:
    """Answers for one reading; figures of the article come before the registry where the article itself says so."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene

    def find(self, phrase: NounPhrase, owner: tuple[str, Body | None]) -> tuple[Figure | Person | None, Holders | None]:
        """The holder of one owner's office, and what the registry says where it cannot tell."""
        side, _ = owner
        token = phrase.core.start
        if self._past(phrase):
            return self._told(phrase, side, token, past=True) or self._once(phrase, side, token), None
        told = self._told(phrase, side, token, past=False)
        if told is not None:
            return told, None
        if not phrase.definite:
            return None, None
        offices = self.offices(phrase, owner)
        if not offices:
            return self._holding(phrase, owner, token), None
        holders = self._scene.registry.holders(offices, self._scene.when)
        if holders.one is not None:
            return holders.one, None
        here = [figure for figure in self._scene.people.figures if figure.person in (*holders.known, *holders.doubtful)]
        if len(here) == 1:
            return here[0], None
        return self._holding(phrase, owner, token), holders

    def _past(self, phrase: NounPhrase) -> bool:
        parse, past = self._scene.parse, self._scene.nominals.past
        if any(parse.lower[token].rstrip("-") in past for token in phrase.modifiers):
            return True
        # "the former lawmaker and CIA director"
        before = phrase.words.start - 1
        other = self._scene.phrase_at.get(before - 1) if before > 0 and parse.lower[before] == "and" else None
        return other is not None and any(parse.lower[token] in past for token in other.modifiers)

    def _told(self, phrase: NounPhrase, side: str, token: int, *, past: bool) -> Figure | None:
        """The figure that the article itself calls so: same side, same office in a title or an apposition."""
        found = [
            figure
            for figure in self._scene.people.figures
            if figure.side == side
            for role in figure.roles
            if role.past == past and self._same_role(role.phrase, figure.kind_of(role), phrase)
        ]
        if phrase.nominal.singular in _LEADERS:
            found = self._who_leads(found, side)
        if not found and phrase.definite and not past:
            # "North Korea's chief negotiator, Kim Myong Gil ... the North Korean envoy": the only one it can be.
            kind = phrase.nominal.offices[:1]
            loose = {
                figure.name: figure
                for figure in self._scene.people.figures
                if figure.side == side
                and figure.first < token
                and any((figure.kind_of(role),) == kind for role in figure.roles)
            }
            found = list(loose.values()) if len(loose) == 1 and not phrase.nominal.exact else []
        return self._nearest(found, token)

    def _who_leads(self, found: list[Figure], side: str) -> list[Figure]:
        """Who may be "the Israeli leader": not Peres, its president, in an article that names its prime minister."""
        leading = tuple(office.kind for office in self._leading(side))
        if any(figure.side == side and figure.holds(leading) for figure in self._scene.people.figures):
            return [f for f in found if any(r.offices[:1] not in _TOPS or r.offices[0] in leading for r in f.roles)]
        return found

    def so_called(self, figure: Figure, phrase: NounPhrase) -> bool:
        """Whether the registry has a figure's office under this title: Kim Jong Un is no "president"."""
        if figure.person is None:
            return True
        words = " ".join(phrase.nominal.singular.split())
        registry, when = self._scene.registry, self._scene.when
        held = registry.in_office(figure.person, when) if when is not None else ()
        return any(words in office.titles for office in held or registry.offices_ever(figure.person))

    def _once(self, phrase: NounPhrase, side: str, token: int) -> Figure | None:
        """ "the former US president": the figure of the article who held that office and does no more."""
        if not phrase.definite:
            return None
        registry, kind = self._scene.registry, phrase.nominal.offices[:1]
        found = [
            figure
            for figure in self._scene.people.figures
            if figure.person is not None
            and figure.side == side
            and (self._scene.when is None or not figure.holds(kind))
            and any((office.kind,) == kind for office in registry.offices_ever(figure.person))
        ]
        return found[0] if len(found) == 1 and found[0].first < token else None

    def _same_role(self, said: tuple[str, ...], kind: OfficeKind | None, phrase: NounPhrase) -> bool:
        wanted = phrase.nominal
        if said == wanted.phrase or said[: len(wanted.phrase)] == wanted.phrase:
            return True
        if wanted.phrase[-1:] == said[-1:] and len(wanted.phrase) < len(said):
            return True
        return kind in wanted.offices[:1] and kind in _SINGLE

    def _holding(self, phrase: NounPhrase, owner: tuple[str, Body | None], token: int) -> Figure | None:
        """The figure of the article that holds such an office by the registry, where the phrase is a loose one."""
        kinds = tuple(kind for kind in self.kinds(phrase, owner) if kind in _SINGLE)
        found = [figure for figure in self._scene.people.figures if figure.side == owner[0] and figure.holds(kinds)]
        return self._nearest(found, token)

    def kinds(self, phrase: NounPhrase, owner: tuple[str, Body | None] | None) -> tuple[OfficeKind, ...]:
        """The kinds of office a phrase may name: a "chief" or "director" is a president only of a presidency.

        "The head of the Ukrainian state" is one, "the Chinese head of the secretariat" is not.
        """
        kinds = phrase.nominal.offices
        apart = owner is None or owner[1] is None or owner[1].id == owner[0]
        if kinds[:1] == ("head",) and apart and "state" not in self._scene.parse.lower[slice(*phrase.words)]:
            return tuple(kind for kind in kinds if kind not in _SINGLE)
        return kinds

    def _nearest(self, figures: list[Figure], token: int) -> Figure | None:
        unique = list(dict.fromkeys(figures))
        before = [figure for figure in unique if figure.first <= token]
        if len(before) == 1:
            return before[0]
        if before:
            return max(before, key=lambda figure: figure.first)
        return unique[0] if len(unique) == 1 else None

    def _called(self, phrase: NounPhrase, side: str) -> tuple[Office, ...]:
        """The offices whose whole title the phrase is: "the UN human rights chief", "the Kremlin spokesman"."""
        titles = self._scene.registry.titles.get(side, {})
        doc = self._scene.parse.reading.doc
        for start in range(phrase.words.start, phrase.core.start):
            found = titles.get(pieces(doc[start : phrase.core.end].text), ())
            if found:
                return tuple(office for office in found if office.kind not in _MANY)
        return ()

    def offices(self, phrase: NounPhrase, owner: tuple[str, Body | None]) -> tuple[Office, ...]:
        """The offices a phrase names without doubt: by the holder's title, else by kind where a state has only one."""
        side, body = owner
        registry = self._scene.registry
        nominal = phrase.nominal
        called = self._called(phrase, side)
        if called:
            return called
        every = registry.offices_of(side, nominal.offices)
        if body is not None and body.id != side:
            own = tuple(o for o in every if o.body == body.id or o.body.startswith(f"{body.id}/"))
            if own or body.kind in ("territory", "organisation", "bloc", "group", "party", "agency"):
                every = own
            elif nominal.offices[:1] == ("spokesperson",):
                return ()
            if body.kind == "presidency" and "head" in nominal.offices:
                # "the Kremlin chief" is the president, not the head of one of its councils.
                every = tuple(o for o in every if o.kind == "head_of_state")
        else:
            every = tuple(o for o in every if self._of_the_state(o.body))
        words = nominal.singular
        titled = tuple(o for o in every if words in o.titles and o.kind not in _MANY)
        if titled:
            return titled
        if words in _LEADERS and (body is None or body.id == side):
            return self._leading(side)
        if nominal.exact:
            return ()
        if body is not None and body.id != side:
            return tuple(o for o in every if o.kind not in _MANY)
        for kind in self.kinds(phrase, owner):
            of_kind = tuple(office for office in every if office.kind == kind)
            if of_kind and kind in _SINGLE:
                return of_kind
        return ()

    def _of_the_state(self, body: str) -> bool:
        """Whether a body is an organ of the state itself: the Russian president is not Chechnya's."""
        return self._scene.registry.bodies[body].kind not in ("territory", "group", "party")

    def _leading(self, side: str) -> tuple[Office, ...]:
        """The office that makes somebody the leader of a state: head of state where he governs, else of government."""
        registry = self._scene.registry
        kinds: tuple[OfficeKind, ...] = ("head_of_government",)
        if side in self._scene.nominals.led_by_head_of_state:
            kinds = ("head_of_state", "monarch")
        offices = tuple(o for o in registry.offices_of(side, kinds) if self._of_the_state(o.body))
        found = registry.holders(offices, self._scene.when) if self._scene.when is not None else None
        if kinds == ("head_of_government",) and found is not None and not (found.known or found.doubtful):
            # Turkey has had no prime minister since 2018.
            offices = tuple(o for o in registry.offices_of(side, ("head_of_state",)) if self._of_the_state(o.body))
        return offices


__all__ = ["NOT_VERIFIED", "OfficeHolders"]
