"""What the text has spoken of so far, for pronouns and nominals that point back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from communique.resolve.actors.figure import Figure
from communique.resolve.actors.parse import OBJECTS, SUBJECTS, Parse
from communique.schema import Actor, Words

_WITH = frozenset({"with", "between", "from", "by"})
_MEMORY = 2000  # mentions that "the president" or "the agency" looks back at most
_REACH = 8  # sentences a pronoun or "the two leaders" looks back at most


Pair = tuple[Actor, Figure | None]


@dataclass(frozen=True, slots=True)
class Trace:
    """One earlier mention: where, who, and what it can be the antecedent of.

    `persons` and `plural` say what pronouns fit; `attributive` marks demonyms and compounds ("US-Russian talks"),
    `place` names in a place context ("in Ukraine"), both last choices for an antecedent.
    """

    words: Words
    head: int
    actors: tuple[Actor, ...]
    figures: tuple[Figure | None, ...]
    person: bool
    plural: bool
    attributive: bool = False
    place: bool = False
    kind: str = ""
    phrase: tuple[str, ...] = ()

    @property
    def many(self) -> bool:
        """Whether "they" can point here: several actors, a plural, or a body of many."""
        return self.plural or len(self.actors) > 1 or self.kind in ("group", "organisation", "bloc", "body", "party")

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Each actor with the figure of the article it is, if it is one."""
        return tuple(zip(self.actors, self.figures, strict=True))


class Discourse:
    """The traces of a reading in text order, with the questions that back-reference asks."""

    def __init__(self, parse: Parse) -> None:
        self._parse = parse
        self.traces: list[Trace] = []
        self.by_head: dict[int, Trace] = {}
        self._by_token: dict[int, Trace] = {}

    def add(self, trace: Trace) -> None:
        """Enter a mention; mentions come in text order."""
        self.traces.append(trace)
        self.by_head[trace.head] = trace
        for token in (trace.head, *range(trace.words.start, trace.words.end)):
            self._by_token.setdefault(token, trace)

    def at(self, token: int) -> Trace | None:
        """The first trace whose words hold a token."""
        return self._by_token.get(token)

    def _back(self, token: int, reach: int = _REACH) -> Iterator[list[Trace]]:
        """Earlier traces sentence by sentence, the token's own first, each sentence in text order."""
        sentence = self._parse.sentence[token]
        group: list[Trace] = []
        current = sentence
        for trace in reversed(self.traces):
            if trace.words.start >= token:
                continue
            here = self._parse.sentence[trace.head]
            if here < sentence - reach:
                break
            if here != current and group:
                yield group[::-1]
                group = []
            current = here
            group.append(trace)
        if group:
            yield group[::-1]

    def _speech(self, token: int) -> int:
        return self._parse.quotation[token]

    def salience(self, trace: Trace) -> int:
        """0 for the subject of a clause, 1 for its object or other argument, 2 for what only modifies."""
        dep = self._parse.dep[trace.head]
        head = trace.head
        while dep in ("conj", "appos") and self._parse.head[head] != head:
            head = self._parse.head[head]
            dep = self._parse.dep[head]
        if trace.attributive or trace.place:
            return 3
        if dep in SUBJECTS or dep == "agent":
            return 0
        if dep not in OBJECTS and dep != "ROOT":
            return 2
        if dep == "pobj":
            preposition = self._parse.head[head]
            governor = self._parse.head[preposition]
            if self._parse.pos[governor] not in ("VERB", "AUX") and self._parse.lower[preposition] not in _WITH:
                # "the ambassador to the United States" speaks of no second party, "talks with Iran" do.
                return 2
        clause = self._parse.clause(head)
        if self._parse.dep[clause] == "prep":
            # "Following his call with Biden": a preposition, though its form is a verb's
            clause = self._parse.clause(self._parse.head[clause])
        subject = self._parse.subject_of(clause)
        # "Prior to his call with Biden, Macron spoke to Putin": what stands before the subject is only the setting.
        return 2 if subject is not None and trace.head < subject else 1

    def singular(
        self,
        token: int,
        accept: Callable[[Trace], bool],
        *,
        excluded: Iterable[Actor] = (),
        reach: int = _REACH,
        first: Callable[[Trace], bool] | None = None,
    ) -> Trace | None:
        """The antecedent of a singular pronoun or nominal: subjects before others, nearer sentences before farther.

        `first` marks traces that go before all others of their sentence.
        """
        barred = {(actor.name, actor.side) for actor in excluded}
        for group in self._back(token, reach):
            fitting = [
                trace
                for trace in group
                if len(trace.actors) == 1
                and accept(trace)
                and (trace.actors[0].name, trace.actors[0].side) not in barred
                and (self._speech(trace.head) in (-1, self._speech(token)))
            ]
            if first is not None and (preferred := [trace for trace in fitting if first(trace)]):
                return preferred[-1]
            if fitting:
                best = min(self.salience(trace) for trace in fitting)
                if best > 2:
                    continue
                return [trace for trace in fitting if self.salience(trace) == best][
                    -1 if self._same(group, token) else 0
                ]
        return None

    def _same(self, group: list[Trace], token: int) -> bool:
        return self._parse.sentence[group[0].head] == self._parse.sentence[token]

    def last(self, token: int, accept: Callable[[Trace], bool]) -> Trace | None:
        """The nearest earlier trace that fits, as far back as a text is remembered."""
        for trace in islice(reversed(self.traces), _MEMORY):
            if trace.words.start < token and accept(trace):
                return trace
        return None

    def near(self, token: int, accept: Callable[[Trace], bool], *, reach: int) -> list[Trace]:
        """All fitting traces of the sentences before, in text order."""
        groups = list(self._back(token, reach))
        return [trace for group in reversed(groups) for trace in group if accept(trace)]

    def several(
        self,
        token: int,
        count: int | None,
        accept: Callable[[Trace], bool],
        *,
        reach: int = _REACH,
        by_name: bool = False,
    ) -> tuple[Pair, ...]:
        """Who is meant by "the two leaders", "both sides", "they": a coordination or pair of different sides.

        A plural mention of the right number answers at once. `count` None takes a coordination of any size or a pair.
        Empty where too few are near. `by_name` takes two of one side as well ("the government and the opposition").
        """
        wanted = count or 2
        groups = list(self._back(token, reach))
        for group in groups:
            fitting = [trace for trace in group if accept(trace)]
            found = self._whole(fitting, wanted, count is None) or self._pair(fitting, wanted, count is None, by_name)
            if found:
                return found
            if fitting and self._same(group, token):
                # "During the conversation with Putin, the sides": one of them is named right here.
                break
        own = bool(groups) and self._same(groups[0], token) and any(accept(trace) for trace in groups[0])
        for trace in islice(reversed(self.traces if not own else ()), _MEMORY):
            # The two whom the article last called so: "the parties ... the sides".
            if trace.words.start < token and len(trace.actors) == wanted and accept(trace):
                return trace.pairs
        chosen: list[Trace] = []
        for group in groups:
            fitting = self._distinct([trace for trace in group if accept(trace)], chosen, by_name)
            fitting.sort(key=self.salience)
            chosen += fitting[: wanted - len(chosen)]
            if len(chosen) >= wanted:
                return tuple(trace.pairs[0] for trace in sorted(chosen, key=lambda trace: trace.words.start))
        return ()

    def _whole(self, traces: list[Trace], wanted: int, more: bool) -> tuple[Pair, ...]:
        """The last plural mention of the right number."""
        for trace in reversed(traces):
            if len(trace.actors) == wanted or (more and len(trace.actors) > wanted):
                return trace.pairs
            if more and trace.plural and trace.kind == "office":
                # "the G7 foreign ministers ... all leaders"
                return trace.pairs
        return ()

    def _pair(self, traces: list[Trace], wanted: int, more: bool, by_name: bool) -> tuple[Pair, ...]:
        """A coordination of the right number, or the subject of the sentence with those it acts with."""
        distinct = self._distinct(traces, [], by_name)
        joined = self._joined(distinct)
        if len(joined) == wanted or (more and len(joined) > wanted):
            return tuple(trace.pairs[0] for trace in joined)
        acting = [trace for trace in distinct if self.salience(trace) < 2]
        if len(acting) == wanted and any(self.salience(trace) == 0 for trace in acting):
            return tuple(trace.pairs[0] for trace in acting)
        return ()

    def plural_near(self, token: int) -> tuple[Pair, ...]:
        """The plural mention or coordination of the same sentence that stands nearest before a token."""
        sentence = self._parse.sentence[token]
        here: list[Trace] = []
        for trace in reversed(self.traces):
            if trace.words.start >= token:
                continue
            if self._parse.sentence[trace.head] != sentence:
                break
            if trace.attributive or trace.place or not trace.actors:
                continue
            if trace.many or self._accompanied(trace.head):
                joined = self._group_of(trace, here)
                return joined or trace.pairs
            here.append(trace)
            joined = self._group_of(trace, here)
            if joined:
                return joined
        return ()

    def company(self, trace: Trace) -> tuple[Pair, ...]:
        """A mention with all that is coordinated with it in its sentence."""
        first, sentence = self.coordination(trace.head), self._parse.sentence[trace.head]
        found: dict[Actor, Pair] = {}
        for each in self.traces[-200:]:
            if self._parse.sentence[each.head] == sentence and self.coordination(each.head) == first:
                for pair in each.pairs:
                    found.setdefault(replace(pair[0], span=None), pair)
        return tuple(found.values())

    def _group_of(self, trace: Trace, later: list[Trace]) -> tuple[Pair, ...]:
        first = self.coordination(trace.head)
        group = [each for each in [*later, trace] if len(each.actors) == 1 and self.coordination(each.head) == first]
        unique = {each.actors[0]: each for each in sorted(group, key=lambda each: each.words.start)}
        return tuple(each.pairs[0] for each in unique.values()) if first == trace.head and len(unique) > 1 else ()

    def _accompanied(self, head: int) -> bool:
        """Whether something nameless is coordinated with a mention: "the United States and its allies"."""
        parse = self._parse
        return any(parse.dep[child] == "conj" and child not in self.by_head for child in parse.children[head])

    def _joined(self, traces: list[Trace]) -> list[Trace]:
        """The largest set of traces that one coordination holds."""
        sets: dict[int, list[Trace]] = {}
        for trace in traces:
            sets.setdefault(self.coordination(trace.head), []).append(trace)
        best = max(sets.values(), key=len, default=[])
        return best if len(best) > 1 else []

    def coordination(self, token: int) -> int:
        """The first conjunct of the coordination that a token belongs to."""
        parse = self._parse
        while parse.dep[token] in ("conj", "appos") and parse.head[token] < token:
            token = parse.head[token]
        return token

    def _distinct(self, traces: list[Trace], chosen: list[Trace], by_name: bool) -> list[Trace]:
        found: list[Trace] = []

        def key(trace: Trace) -> str:
            actor = trace.actors[0]
            return actor.name if by_name else actor.side or actor.name

        seen = {key(trace) for trace in chosen}
        for trace in sorted(traces, key=lambda trace: (self.salience(trace), not trace.person, trace.words.start)):
            if len(trace.actors) == 1 and key(trace) not in seen:
                seen.add(key(trace))
                found.append(trace)
        return sorted(found, key=lambda trace: trace.words.start)
