"""Which documents belong in a ledger of diplomacy, and the passages of others that may tell of a contact."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from communique.clean import clean
from communique.lexicon.scope import load_scope
from communique.read.scope import Outlook, excerpt, outlook
from communique.schema import Document

HOME = " ".join(
    f"The council of the town voted on school number {n}. Parents were glad. The mayor said he was proud of it."
    for n in range(10)
)
ABROAD = "Peru recalled its ambassador from Chile. Tensions between Peru and Chile had risen over a border treaty."
TALK = "On Monday the mayor met the president of Chile on a trip to Peru."


def promise(text: str, title: str | None = None) -> Outlook:
    """What a text promises."""
    document = Document("a", text, title)
    return outlook(document, clean(document), load_scope())


def test_relations_between_sides_belong_and_what_a_town_does_does_not() -> None:
    assert promise(f"{ABROAD} {ABROAD} {HOME[:600]}").related
    assert promise(HOME) == Outlook(False)


def test_few_sentences_say_too_little_to_judge_by() -> None:
    assert promise("The mayor said he was proud. He left.").related


def test_one_aside_on_foreign_affairs_does_not_make_a_text_one_of_relations() -> None:
    assert not promise(f"{HOME} {ABROAD} {HOME}").related


def test_a_passage_with_two_sides_and_a_word_of_exchange_may_tell_of_a_contact() -> None:
    text = f"{HOME} {TALK} {HOME}"
    found = promise(text)
    assert not found.related
    (passage,) = found.passages
    assert text[slice(*passage)].strip() == TALK
    assert passage in found.context


def test_what_a_passage_refers_back_to_is_read_with_it() -> None:
    text = f"{HOME} Olaf Scholz grew up here. {HOME} Mr. Scholz met the French in Peru. {HOME}"
    read = [text[start:end].strip() for start, end in promise(text).context]
    assert "Olaf Scholz grew up here." in read
    assert read[0] == "The council of the town voted on school number 0."


def test_the_words_of_an_excerpt_stand_where_they_stood() -> None:
    document = Document("a", f"{HOME}\n\n“Ok,” he said &amp; left.\n\n{TALK} {HOME}")
    whole = clean(document)
    one = excerpt(whole, outlook(document, whole, load_scope()).context)
    assert TALK in one.text
    at = one.text.index(TALK)
    assert one.to_raw(at, at + len(TALK)).of(document.text) == TALK
    assert len(one.origin) == len(one.ends) == len(one.text)


@given(st.lists(st.sampled_from([ABROAD, TALK, HOME[:140], "“Yes,” he said.", "\n\n"]), max_size=12))
def test_passages_are_in_order_inside_the_text_and_part_of_what_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    document = Document("a", text)
    cleaned = clean(document)
    found = outlook(document, cleaned, load_scope())
    assert set(found.passages) <= set(found.context)
    assert list(found.context) == sorted(found.context)
    assert all(0 <= start < end <= len(cleaned.text) for start, end in found.context)
    assert excerpt(cleaned, found.context).text.split() == [
        word for start, end in found.context for word in cleaned.text[start:end].split()
    ]
