"""Addresses that calendars and feed readers subscribe to."""

from __future__ import annotations

import feedparser
import icalendar
from starlette.testclient import TestClient


def test_a_calendar_can_be_subscribed_to(client: TestClient) -> None:
    """`/calendar.ics` is read by a calendar, and takes the filters of the pages."""
    whole = client.get("/calendar.ics")
    assert whole.status_code == 200
    assert whole.headers["content-type"].startswith("text/calendar")
    entries = icalendar.Calendar.from_ical(whole.content).walk("VEVENT")
    assert entries
    held = icalendar.Calendar.from_ical(client.get("/calendar.ics?status=held").content).walk("VEVENT")
    assert 0 < len(held) < len(entries)
    assert {str(entry["status"]) for entry in held} == {"CONFIRMED"}


def test_changes_can_be_subscribed_to(client: TestClient) -> None:
    """`/changes.atom` is read by a feed reader."""
    answer = client.get("/changes.atom")
    found = feedparser.parse(answer.content)
    assert not found.bozo
    assert found.entries


def test_a_wrong_filter_is_an_error_of_one_line(client: TestClient) -> None:
    """What a page refuses, a subscription refuses too."""
    assert client.get("/calendar.ics?status=wild").status_code == 400
