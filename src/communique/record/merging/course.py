"""The course of a contact: planned, confirmed, held or called off, each with the report that says so."""

from __future__ import annotations

from collections.abc import Sequence

from communique.record.merging.features import STAGES
from communique.schema import TOOK_PLACE, Status
from communique.schema.reports import Report, Step

# Not held although somebody says so: what these say is of the past, not of plans.
_DENIALS: frozenset[Status] = frozenset({"denied", "cancelled", "refused", "not_planned"})


def steps_of(reports: Sequence[Report]) -> tuple[Step, ...]:
    """The statuses a contact went through; the last is its status now.

    Args:
        reports: of one contact, in order of publication.

    Returns:
        At least one step. A second "planned" is a confirmation by another publisher. Once a contact is held, later
        mentions of the plan change nothing; a denial does where as many voices deny it as tell of it, because what may
        not have happened never counts as held.
    """
    steps: list[Step] = []
    confirmed = False
    for report in reports:
        for status in _told(report):
            last = steps[-1] if steps else None
            if last is not None and last.status == status:
                if status != "planned" or confirmed or not _another(report, last.report, reports):
                    continue
                confirmed = True
            elif last is not None and not _follows(last.status, status, reports):
                continue
            steps.append(Step(status, report.published, report.key))
    return tuple(steps)


def _told(report: Report) -> list[Status]:
    """What one article passes through, ending with what it says in the end."""
    told = [sourced.value for sourced in report.contact.history]
    final = report.contact.status.value
    if final in told:
        del told[len(told) - told[::-1].index(final) :]
    else:
        told.append(final)
    # An article that tells of what was held has no more to say of whether it was planned than that.
    return list(dict.fromkeys(told))


def _another(report: Report, key: str, reports: Sequence[Report]) -> bool:
    first = next(other for other in reports if other.key == key)
    return first.voice != report.voice and first.publisher != report.publisher


def _follows(last: Status, status: Status, reports: Sequence[Report]) -> bool:
    """Whether a status told later changes the one before."""
    if status in TOOK_PLACE:
        return last != "held" and not _doubtful(reports)
    if last in TOOK_PLACE:
        return status in _DENIALS and _doubtful(reports)
    if STAGES[last] == "off" and STAGES[status] == "ahead":
        # What was called off can be planned anew, not be proposed by an article that has not heard.
        return status == "planned"
    return not (last == "planned" and status in ("proposed", "possible"))


def _doubtful(reports: Sequence[Report]) -> bool:
    """Whether as many voices say that it did not happen as say that it did.

    A denial counts whenever it is made; "refused" and "called off" only once somebody has said that it was held:
    before, they are the course that it took.
    """
    held: set[str] = set()
    denied: set[str] = set()
    for report in reports:
        status = report.contact.status.value
        if status in TOOK_PLACE:
            held.add(report.voice)
        elif status == "denied" or (held and status in _DENIALS):
            denied.add(report.voice)
    return len(denied) >= len(held)
