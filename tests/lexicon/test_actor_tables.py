"""The actor tables that ship, and the checks that keep them and a user's own in order."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from communique.errors import LexiconError
from communique.lexicon.actor_columns import TABLES
from communique.lexicon.actor_rows import KEYS, add_row, check_tables, precision
from communique.lexicon.registry import DATA, load_registry

UN_MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF
CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI
FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN
KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT
MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT
ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON
TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
""".split()

CLAIMED = {
    "Abkhazia": "GEO", "South Ossetia": "GEO", "Transnistria": "MDA", "Northern Cyprus": "CYP", "Somaliland": "SOM",
    "Nagorno-Karabakh": "AZE", "Donetsk People's Republic": "UKR", "Luhansk People's Republic": "UKR",
    "Western Sahara": "ESH", "Polisario Front": "ESH", "Crimea": "UKR", "Republika Srpska": "BIH", "Chechnya": "RUS",
    "Hong Kong": "HKG", "Kurdistan Region": "IRQ",
}  # fmt: skip

ORGANISATIONS = """
UN NATO EU OSCE IAEA AU LAS ASEAN GCC CSTO SCO CIS EAEU ECOWAS SADC IGAD EAC OPCW ICC ICRC WHO IMF WTO OPEC OIC G7 G8
G20 BRICS AUKUS P5+1 E3 OAS CARICOM OECD
""".split()


def table(name: str, folder: Path = DATA) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


BODIES = {row["id"]: row for row in table("bodies")}


def test_nothing_is_wrong_in_the_tables_that_ship() -> None:
    assert check_tables(DATA) == ()


@pytest.mark.parametrize("name", TABLES)
def test_every_row_says_where_it_is_from_and_stands_in_order(name: str) -> None:
    rows = table(name)
    assert rows
    assert [row for row in rows if not row["source"].strip()] == []
    keys = [tuple(row[column] for column in KEYS[name]) for row in rows]
    assert keys == sorted(keys)


def test_all_member_states_of_the_un_are_there_with_their_people() -> None:
    assert len(UN_MEMBERS) == 193
    for code in (*UN_MEMBERS, "XKX", "PSE", "TWN"):
        row = BODIES[code]
        assert (row["kind"], row["side"]) == ("state", code)
        assert row["demonyms"] or code in ("COG", "DMA"), code  # "Congolese" and "Dominican" are their neighbours'
        assert row["adjectives"] or code == "DMA", code
        for part in ("presidency", "government", "mfa", "mod", "parliament"):
            assert BODIES[f"{code}/{part}"]["side"] == code
    assert BODIES["VAT"]["name"] == "Holy See"


@pytest.mark.parametrize(("name", "side"), CLAIMED.items())
def test_a_territory_stands_for_the_state_it_is_in(name: str, side: str) -> None:
    (body,) = set(load_registry().body(name))
    assert body.side == side


@pytest.mark.parametrize("name", ORGANISATIONS)
def test_an_organisation_is_its_own_side(name: str) -> None:
    assert BODIES[name]["side"] == ("OPEC" if name == "OPEC+" else name)


def test_a_capital_is_a_metonym_and_never_a_name() -> None:
    surfaces = {(row["surface"], row["body"]): row["use"] for row in table("surfaces")}
    for capital, state in (("Moscow", "RUS"), ("Kyiv", "UKR"), ("Kiev", "UKR"), ("Taipei", "TWN"), ("Brussels", "EU")):
        assert surfaces[capital, state] == "metonym"


def test_no_full_name_of_a_body_is_an_adjective_of_another_state() -> None:
    adjectives = {}
    for row in BODIES.values():
        if row["kind"] == "state":
            for adjective in filter(None, row["adjectives"].split("|")):
                assert adjectives.setdefault(adjective, row["id"]) == row["id"], adjective


@pytest.mark.parametrize(
    ("office", "day", "name"),
    [
        ("USA/president", "2003-05-01", "George W. Bush"),
        ("RUS/president", "2010-05-01", "Dmitry Medvedev"),
        ("FRA/foreign-minister", "2013-09-01", "Laurent Fabius"),
        ("DEU/foreign-minister", "2014-06-01", "Frank-Walter Steinmeier"),
        ("USA/state-spokesperson", "2022-03-01", "Ned Price"),
        ("IRN/mfa-spokesperson", "2021-04-15", "Saeed Khatibzadeh"),
        ("UN/syria-envoy", "2013-07-01", "Lakhdar Brahimi"),
        ("KOR/unification-minister", "2013-06-15", "Ryoo Kihl-jae"),
        ("PAK/prime-minister", "2004-07-15", "Chaudhry Shujaat Hussain"),
        ("NATO/secretary-general", "2008-08-15", "Jaap de Hoop Scheffer"),
        ("OSCE/chairperson-in-office", "2014-06-01", "Didier Burkhalter"),
        ("UKR/presidential-office-head", "2022-02-24", "Andriy Yermak"),
    ],
)
def test_who_held_an_office(office: str, day: str, name: str) -> None:
    held = [row for row in table("tenures") if row["office"] == office and row["start"] <= day < (row["end"] or "9")]
    assert [load_registry().persons[row["person"]].name for row in held] == [name]


OWN = {
    "bodies": {"id": "ATL", "kind": "state", "name": "Atlantis", "side": "ATL", "source": "Plato"},
    "offices": {"id": "ATL/king", "body": "ATL", "kind": "monarch", "titles": "king", "source": "Plato"},
    "persons": {"id": "atlas", "name": "Atlas", "side": "ATL", "source": "Plato"},
    "tenures": {"person": "atlas", "office": "ATL/king", "start": "2001-02", "end": "2004", "source": "Plato"},
}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A small folder of a user's own, made row by row."""
    for name, cells in OWN.items():
        add_row(tmp_path, name, cells)
    return tmp_path


def test_rows_that_were_added_are_in_the_registry(own: Path) -> None:
    assert check_tables(own) == ()
    assert table("tenures", own)[0]["precision"] == "year"
    registry = load_registry(own)
    assert registry.persons["atlas"].name == "Atlas"
    assert registry.bodies["ATL"].name == "Atlantis"


@pytest.mark.parametrize(
    ("name", "cells", "fault"),
    [
        ("persons", OWN["persons"], "line 3: atlas is already in line 2"),
        ("persons", {"id": "gadeirus", "name": "Gadeirus", "side": "ATL"}, "source is empty"),
        ("persons", {**OWN["persons"], "id": "a", "wikidata": "42"}, "'42' is no Wikidata id"),
        ("tenures", {**OWN["tenures"], "start": "2005-02-30", "end": ""}, "start '2005-02-30' is no day"),
        ("tenures", {**OWN["tenures"], "start": "2006", "end": "2005"}, "start 2006 is after end 2005"),
        ("tenures", {**OWN["tenures"], "office": "ATL/queen"}, "no row of offices.csv has the id 'ATL/queen'"),
        ("tenures", {**OWN["tenures"], "precision": "day"}, "precision 'day' must be 'year'"),
        ("bodies", {**OWN["bodies"], "id": "ATL/x", "kind": "palace"}, "kind 'palace' is none of"),
        ("surfaces", {"surface": "Poseidonis", "body": "ATLA", "use": "name", "source": "Plato"}, "'ATLA'"),
        ("kings", {}, "there is no table 'kings'"),
        ("bodies", {"colour": "blue"}, "there is no column 'colour'"),
    ],
)
def test_a_row_that_breaks_a_rule_changes_nothing(own: Path, name: str, cells: dict[str, str], fault: str) -> None:
    before = {path.name: path.read_bytes() for path in own.iterdir()}
    with pytest.raises(LexiconError) as caught:
        add_row(own, name, cells)
    assert fault in str(caught.value)
    assert "\n" not in str(caught.value)
    assert {path.name: path.read_bytes() for path in own.iterdir()} == before


def test_two_kings_at_a_time_are_refused_and_one_after_the_other_are_not(own: Path) -> None:
    add_row(own, "persons", {**OWN["persons"], "id": "gadeirus", "name": "Gadeirus"})
    second = {**OWN["tenures"], "person": "gadeirus", "end": "2009"}
    with pytest.raises(LexiconError, match="gadeirus cannot hold ATL/king from 2003: atlas holds it from 2001-02"):
        add_row(own, "tenures", {**second, "start": "2003"})
    add_row(own, "tenures", {**second, "start": "2004"})


def test_a_user_may_add_to_what_ships_but_not_contradict_it(tmp_path: Path) -> None:
    add_row(tmp_path, "persons", {"id": "next-one", "name": "Next One", "side": "FRA", "source": "me"}, DATA)
    tenure = {"person": "next-one", "office": "FRA/president", "source": "me"}
    with pytest.raises(LexiconError, match="emmanuel-macron holds it"):
        add_row(tmp_path, "tenures", {**tenure, "start": "2020-01-01", "end": "2021-01-01"}, DATA)
    add_row(tmp_path, "tenures", {**tenure, "start": "2027-05-14", "checked": "2027-06"}, DATA)
    with pytest.raises(LexiconError, match="no row"):
        add_row(tmp_path, "tenures", {**tenure, "start": "2030"})


def test_a_table_with_other_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "offices.csv").write_text("id,body\nX,Y\n", encoding="utf-8")
    (fault,) = check_tables(tmp_path)
    assert fault.endswith("offices.csv: line 1: columns are id,body, must be id,body,kind,titles,source")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [("2004-03-09", "", "day"), ("2004-03", "2005-01-02", "month"), ("2004", "2005-01", "year"), ("", "", "")],
)
def test_a_tenure_is_as_exact_as_its_rougher_date(start: str, end: str, expected: str) -> None:
    assert precision(start, end) == expected
