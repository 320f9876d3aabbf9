"""A small ledger for questions: seven articles of early 2022, written and read by hand."""

from __future__ import annotations

from pathlib import Path

from communique.record import Ledger, State
from communique.schema import (
    Act,
    Actor,
    Contact,
    Document,
    Extraction,
    Kind,
    Party,
    Position,
    Sourced,
    Span,
    Statement,
    Status,
    When,
)

STATE = State("1", "lexicon", "model")
Named = tuple[str, str | None, str | None]

MACRON: Named = ("Emmanuel Macron", "FRA", "emmanuel-macron")
PUTIN: Named = ("Vladimir Putin", "RUS", "vladimir-putin")
SCHOLZ: Named = ("Olaf Scholz", "DEU", "olaf-scholz")
LAVROV: Named = ("Sergey Lavrov", "RUS", "sergey-lavrov")
RUSSIA: Named = ("Russia", "RUS", "RUS")
WANG_YI: Named = ("Wang Yi", "CHN", "wang-yi")
WANG_WENBIN: Named = ("Wang Wenbin", "CHN", "wang-wenbin")
ENVOY: Named = ("Kari Exempel", None, None)


class Article:
    """An article under the reader's pen: each call reads one record out of its text."""

    def __init__(
        self, name: str, published: str | None, text: str, publisher: str | None = None, url: str | None = None
    ) -> None:
        self.document = Document(name, text, None, publisher, When(published) if published else None, url)
        self.contacts: list[Contact] = []
        self.statements: list[Statement] = []
        self.positions: list[Position] = []

    def span(self, words: str) -> Span:
        start = self.document.text.index(words)
        return Span(start, start + len(words))

    def contact(
        self,
        sentence: str,
        word: str,
        kind: Kind,
        status: Status,
        *who: Named,
        date: tuple[str, str] | None = None,
        place: str | None = None,
        topics: tuple[str, ...] = (),
        initiator: tuple[str, str] | None = None,
    ) -> Article:
        """A contact told in a sentence by a word; dates and initiators are (value, words)."""
        self.contacts.append(
            Contact(
                kind=Sourced(kind, self.span(word)),
                status=Sourced(status, self.span(word)),
                parties=tuple(Party(self.actor(one), Sourced("participant", None)) for one in who),
                evidence=(self.span(sentence),),
                date=When(date[0], self.span(date[1]), self._published) if date else None,
                place=Sourced(place, self.span(place)) if place else None,
                topics=tuple(Sourced(topic, self.span(topic)) for topic in topics),
                initiator=Sourced(initiator[0], self.span(initiator[1])) if initiator else None,
            )
        )
        return self

    def said(self, who: Named, cue: str, words: str, via: tuple[Named, ...] = ()) -> Article:
        """A statement."""
        speaker = self.actor(who)
        chain = tuple(self.actor(one) for one in via)
        self.statements.append(Statement(speaker, self.span(cue), (self.span(words),), "indirect", via=chain))
        return self

    def wants(self, who: Named, act: Act, words: str, *targets: Named, condition: str | None = None) -> Article:
        """A position."""
        targeted = tuple(self.actor(one) for one in targets)
        hangs_on = self.span(condition) if condition else None
        span = self.span(words)
        self.positions.append(Position(self.actor(who), Sourced(act, span), span, targeted, hangs_on))
        return self

    def actor(self, who: Named) -> Actor:
        name, side, id_ = who
        surname = name.split()[-1]
        return Actor(name, side, self.span(surname) if surname in self.document.text else None, id_)

    @property
    def extraction(self) -> Extraction:
        return Extraction(self.document, tuple(self.contacts), tuple(self.statements), tuple(self.positions))

    @property
    def _published(self) -> str | None:
        return self.document.published.edtf if self.document.published else None


ELYSEE = (
    "Emmanuel Macron called Vladimir Putin on 10 February 2022 at his own request, about grain exports and the border. "
    "The two will meet in Paris on 20 March 2022. "
    "Mr Macron said that Europe would not give way. France demands that Russia withdraw its troops."
)
KREMLIN = (
    "Vladimir Putin and Emmanuel Macron spoke by telephone on 10 February 2022 at the request of Moscow; new sanctions "
    "were discussed. Russia rejects any ultimatum."
)
CANCELLED = (
    "The meeting of Emmanuel Macron and Vladimir Putin in Paris on 20 March 2022 was called off on Friday. "
    "Wang Wenbin said that dialogue was the only way out."
)
UNDATED = (
    "Olaf Scholz has met Wang Yi in Munich, his office said. Wang Yi said that trade must stay open. "
    "Germany offers talks if the blockade ends."
)
FAR = (
    "Kari Exempel visited Sergey Lavrov in São Paulo from 28 February to 2 March 2022 to speak of the économie "
    "mondiale."
)
YEARLESS = (
    "Sergey Lavrov and Wang Yi will meet on 5 May. A summit of Olaf Scholz and Vladimir Putin is possible in April."
)


def articles() -> list[Article]:
    """The articles, read."""
    copy = Article("copy", "2022-02-12", ELYSEE + " ", "Daily Copy", "https://copy.example/1")
    for one in (elysee := Article("elysee", "2022-02-11", ELYSEE, "Élysée", "https://elysee.example/1"), copy):
        one.contact(
            "Emmanuel Macron called Vladimir Putin on 10 February 2022 at his own request, about grain exports and the "
            "border.", "called", "call", "held", MACRON, PUTIN, date=("2022-02-10", "10 February 2022"),
            topics=("grain exports", "the border"), initiator=("FRA", "at his own request"),
        )  # fmt: skip
        one.contact(
            "The two will meet in Paris on 20 March 2022.", "will meet", "meeting", "planned", MACRON, PUTIN,
            date=("2022-03-20", "20 March 2022"), place="Paris",
        )  # fmt: skip
        one.said(MACRON, "Mr Macron said", "Europe would not give way")
        one.wants(("France", "FRA", "FRA"), "demand", "France demands that Russia withdraw its troops", RUSSIA)
    kremlin = Article("kremlin", "2022-02-12", KREMLIN, "Kremlin", "https://kremlin.example/(1)")
    kremlin.contact(
        "Vladimir Putin and Emmanuel Macron spoke by telephone on 10 February 2022 at the request of Moscow; new "
        "sanctions were discussed.", "spoke by telephone", "call", "held", PUTIN, MACRON,
        date=("2022-02-10", "10 February 2022"), topics=("new sanctions",),
        initiator=("RUS", "at the request of Moscow"),
    )  # fmt: skip
    kremlin.wants(RUSSIA, "reject", "Russia rejects any ultimatum")
    cancelled = Article("cancelled", "2022-03-18", CANCELLED, "The Wire", "javascript:alert(1)")
    cancelled.contact(
        "The meeting of Emmanuel Macron and Vladimir Putin in Paris on 20 March 2022 was called off on Friday.",
        "was called off", "meeting", "cancelled", MACRON, PUTIN, date=("2022-03-20", "20 March 2022"), place="Paris",
    )  # fmt: skip
    cancelled.said(WANG_WENBIN, "Wang Wenbin said", "dialogue was the only way out")
    undated = Article("undated", "2022-02-20", UNDATED, "=cmd()|' /C calc'!A0", "https://wire.example/2")
    undated.contact("Olaf Scholz has met Wang Yi in Munich, his office said.", "met", "meeting", "held", SCHOLZ,
                    WANG_YI, place="Munich")  # fmt: skip
    undated.said(WANG_YI, "Wang Yi said", "trade must stay open", via=(("Reuters", "GBR", "media/reuters"),))
    undated.wants(("Germany", "DEU", "DEU"), "offer", "Germany offers talks", condition="if the blockade ends")
    far = Article("far", "2022-03-03", FAR, "<b>The & Wire</b>", "https://wire.example/3")
    far.contact(FAR, "visited", "visit", "held", ENVOY, LAVROV, place="São Paulo", topics=("économie mondiale",),
                date=("2022-02-28/2022-03-02", "from 28 February to 2 March 2022"))  # fmt: skip
    yearless = Article("yearless", "2022-03", YEARLESS)
    yearless.contact("Sergey Lavrov and Wang Yi will meet on 5 May.", "will meet", "meeting", "planned", LAVROV,
                     WANG_YI, date=("XXXX-05-05", "5 May"))  # fmt: skip
    yearless.contact("A summit of Olaf Scholz and Vladimir Putin is possible in April.", "is possible", "meeting",
                     "possible", SCHOLZ, PUTIN, date=("2022-04", "April"))  # fmt: skip
    return [elysee, copy, kremlin, cancelled, undated, far, yearless]


def newsroom(path: Path) -> Ledger:
    """A ledger of the articles, filled at a time that stands still."""
    ledger = Ledger(path, clock=lambda: "2022-04-01T12:00:00Z")
    for article in articles():
        ledger.add(article.extraction, state=STATE)
    return ledger
