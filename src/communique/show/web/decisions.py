"""What a person decides on a page: a correction in the ledger, which can be taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast, get_args

from communique.errors import CommuniqueError
from communique.record import Ledger
from communique.schema.reports import Verb
from communique.show.web.site import RefusedError, Site

_MOST = 200
"""So many records at once: what is visible, not the whole ledger."""


def decide(site: Site, sent: Mapping[str, list[Any]]) -> tuple[int, ...]:
    """Do what a form says; gives the numbers of the corrections made.

    Args:
        site: whose ledger it is about.
        sent: `verb` is one of the verbs of corrections, or "undo"; `record` names one or several records, `number`
            corrections to undo; `other`, `field`, `value` and `why` are as `Ledger.correct` takes them.

    Raises:
        RefusedError: the form does not fit; nothing, or only what came before the unfit record, was changed.
    """
    verb = _one(sent, "verb")
    try:
        with Ledger(site.ledger, create=False, command="serve") as ledger:
            if verb == "undo":
                for number in sorted(map(_number, sent.get("number", [])), reverse=True):
                    ledger.undo(number, who=site.who)
                return ()
            records = [str(record) for record in sent.get("record", []) if record]
            if verb not in get_args(Verb) or not records or len(records) > _MOST:
                raise RefusedError(f"Choose at least one record, and at most {_MOST}, and what to say of them.", 400)
            made: list[int] = []
            for record in records:
                made += ledger.correct(
                    record,
                    cast(Verb, verb),
                    other=_one(sent, "other"),
                    field=_one(sent, "field") if verb in ("set", "actor") else None,
                    value=_value(sent) if verb in ("set", "actor") else None,
                    who=site.who,
                    why=_one(sent, "why"),
                    actors=site.actors,
                )
            return tuple(made)
    except RefusedError:
        raise
    except CommuniqueError as error:
        raise RefusedError(str(error), 400) from error


def _value(sent: Mapping[str, list[Any]]) -> Any:
    value = _one(sent, "value")
    if _one(sent, "field") == "topics" and _one(sent, "verb") == "set":
        return [topic.strip() for topic in (value or "").split(";") if topic.strip()]
    return value


def _one(sent: Mapping[str, list[Any]], name: str) -> str | None:
    said = [one.strip() for one in sent.get(name, []) if isinstance(one, str) and one.strip()]
    return said[0] if said else None


def _number(text: Any) -> int:
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 15:
        raise RefusedError("Corrections have numbers.", 400)
    return int(text)
