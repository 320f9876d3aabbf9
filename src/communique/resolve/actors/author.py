"""Who says "I" in an official text that names nobody as its speaker: the president whose office releases it."""

from __future__ import annotations

from communique.resolve.actors.figure import Figure
from communique.resolve.actors.scene import Scene
from communique.schema import Words

# "Remarks by Vice President Harris", "Statement by NSC Spokesperson Emily Horne": not the president's own words.
_OTHERS = ("vice president", "first lady", "secretary", "spokes", "advis", "deputy", "minister", "head of the office")


def author(scene: Scene, token: int) -> Figure | None:
    """The president in office at the date of a presidency's own release; None for any other publisher or voice.

    Args:
        scene: the text.
        token: the "I"; a president whom the text names nowhere enters its people there.
    """
    publisher, document = scene.publisher, scene.parse.reading.document
    if publisher is None or publisher.side is None or publisher.id != f"{publisher.side}/presidency":
        return None
    title = (document.title or "").lower()
    if scene.when is None or any(other in title for other in _OTHERS):
        return None
    offices = scene.registry.offices_of(publisher.side, ("head_of_state",))
    person = scene.registry.holders(offices, scene.when).one
    if person is None:
        return None
    people = scene.people
    return people.of(person) or people.add(people.figure_of(Words(token, token + 1), person.name, person, (person,)))
