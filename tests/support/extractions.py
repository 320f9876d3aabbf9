"""Records for tests: one made by hand, and hypothesis strategies for any."""

from __future__ import annotations

from hypothesis import strategies as st

from communique.schema import (
    ACTS,
    KINDS,
    ROLES,
    STATUSES,
    Actor,
    Contact,
    Document,
    Extraction,
    Party,
    Position,
    Problem,
    Sourced,
    Span,
    Statement,
    When,
)

TEXT = (
    "German Chancellor Olaf Scholz spoke by phone with President Xi Jinping on Friday, the Chancellery said. "
    "A visit to Beijing planned for May was called off. “We want fair trade,” Scholz said, according to dpa."
)


def span_of(words: str, text: str = TEXT) -> Span:
    """Where words stand in a text; they must stand there."""
    start = text.index(words)
    return Span(start, start + len(words))


def actor(name: str, side: str | None, words: str) -> Actor:
    return Actor(name, side, span_of(words))


SCHOLZ = actor("Olaf Scholz", "DEU", "Olaf Scholz")
XI = actor("Xi Jinping", "CHN", "Xi Jinping")

CALL = Contact(
    kind=Sourced("call", span_of("spoke by phone")),
    status=Sourced("held", span_of("spoke")),
    parties=(
        Party(SCHOLZ, Sourced("participant", span_of("Olaf Scholz"))),
        Party(XI, Sourced("participant", span_of("Xi Jinping"))),
    ),
    evidence=(span_of(TEXT[: TEXT.index(" A visit")]),),
    date=When("2022-05-06", span_of("on Friday"), "2022-05-07"),
    topics=(Sourced("fair trade", span_of("fair trade")),),
    initiator=Sourced("DEU", None),
    source=actor("German Chancellery", "DEU", "the Chancellery"),
)
VISIT = Contact(
    kind=Sourced("visit", span_of("visit")),
    status=Sourced("cancelled", span_of("called off")),
    parties=(Party(SCHOLZ, Sourced("participant", None)), Party(Actor("China", "CHN"), Sourced("host", None))),
    evidence=(span_of("A visit to Beijing planned for May was called off."),),
    place=Sourced("Beijing", span_of("Beijing")),
    history=(Sourced("planned", span_of("planned")), Sourced("cancelled", span_of("called off"))),
)
WORDS = Statement(
    speaker=SCHOLZ,
    cue=span_of("Scholz said"),
    content=(span_of("We want fair trade"),),
    direct="direct",
    via=(actor("Deutsche Presse-Agentur", "DEU", "dpa"),),
    tone="demanding",
)
WISH = Position(
    SCHOLZ,
    Sourced("demand", span_of("want")),
    span_of("fair trade"),
    targets=(XI, Actor("somebody", None), Actor("China", "CHN")),
    condition=span_of("according to dpa"),
)
EXTRACTION = Extraction(
    Document("call-1", TEXT, "Scholz and Xi talk", "dpa", When("2022-05-07")),
    contacts=(CALL, VISIT),
    statements=(WORDS,),
    positions=(WISH,),
)

_names = st.text(min_size=1, max_size=12)
_sides = st.none() | st.sampled_from(["FRA", "RUS", "UN", "NATO"])
_dates = st.sampled_from(["2021", "2021-08", "2021-08-19", "XXXX-01-10", "2022-01-10/2022-01-12"])


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    """Any extraction whose spans lie in its text; texts hold blanks, marks and controls of all kinds."""
    text = draw(st.text(min_size=1, max_size=120))

    @st.composite
    def spans(draw: st.DrawFn) -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    some = spans()
    maybe = st.none() | some
    whens = st.builds(When, _dates, maybe, st.none() | _dates)
    actors = st.builds(
        Actor, _names, _sides, maybe, st.none() | _names, st.lists(_names, max_size=2).map(tuple), st.none() | _names
    )
    parties = st.builds(Party, actors, st.builds(Sourced, st.sampled_from(ROLES), maybe))
    statuses = st.builds(Sourced, st.sampled_from(STATUSES), maybe)
    words = st.none() | st.builds(Sourced, _names, maybe)
    contacts = st.builds(
        Contact,
        kind=st.builds(Sourced, st.sampled_from(KINDS), maybe),
        status=statuses,
        parties=st.lists(parties, max_size=3).map(tuple),
        evidence=st.lists(some, max_size=2).map(tuple),
        date=st.none() | whens,
        place=words,
        topics=st.lists(st.builds(Sourced, _names, maybe), max_size=2).map(tuple),
        initiator=words,
        source=st.none() | actors,
        level=words,
        format=words,
        duration=words,
        outcome=words,
        history=st.lists(statuses, max_size=2).map(tuple),
    )
    statements = st.builds(
        Statement,
        speaker=st.none() | actors,
        cue=some,
        content=st.lists(some, min_size=1, max_size=2).map(tuple),
        direct=st.sampled_from(["direct", "indirect", "mixed"]),
        behalf=st.lists(actors, max_size=1).map(tuple),
        via=st.lists(actors, max_size=2).map(tuple),
    )
    positions = st.builds(
        Position,
        actors,
        st.builds(Sourced, st.sampled_from(ACTS), maybe),
        some,
        st.lists(actors, max_size=2).map(tuple),
        maybe,
    )
    problems = st.builds(Problem, _names, st.none() | _names, st.none() | st.integers(1, 9), maybe)
    documents = st.builds(
        Document,
        id=_names,
        text=st.just(text),
        title=st.none() | _names,
        publisher=st.none() | _names,
        published=st.none() | whens,
        url=st.none() | _names,
    )
    return draw(
        st.builds(
            Extraction,
            documents,
            st.lists(contacts, max_size=2).map(tuple),
            st.lists(statements, max_size=2).map(tuple),
            st.lists(positions, max_size=2).map(tuple),
            st.lists(problems, max_size=1).map(tuple),
        )
    )
