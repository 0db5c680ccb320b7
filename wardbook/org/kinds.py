"""What a unit can be. A ward is several bodies, each a unit below it."""

from enum import StrEnum


class Kind(StrEnum):
    """The closed set; the catalogue of units and the book both use it."""

    PROVINCE = "province"
    MUNICIPALITY = "municipality"
    DISTRICT = "district"  # only before 1 July 2025
    WARD = "ward"
    COMMUNE = "commune"
    SPECIAL_ZONE = "special_zone"
    PARTY_COMMITTEE = "party_committee"
    INSPECTION_COMMITTEE = "inspection_committee"
    PARTY_CELL = "party_cell"
    PEOPLES_COUNCIL = "peoples_council"
    PEOPLES_COMMITTEE = "peoples_committee"
    DIVISION = "division"  # an office of a committee
    ONE_STOP_DESK = "one_stop_desk"
    FATHERLAND_FRONT = "fatherland_front"
    MASS_ORGANISATION = "mass_organisation"
    RESIDENTIAL_GROUP = "residential_group"
    PEOPLES_INSPECTION_BOARD = "peoples_inspection_board"


TERRITORIES = frozenset(
    {
        Kind.PROVINCE,
        Kind.MUNICIPALITY,
        Kind.DISTRICT,
        Kind.WARD,
        Kind.COMMUNE,
        Kind.SPECIAL_ZONE,
    }
)
OVER_PLACES = frozenset({Kind.PROVINCE, Kind.MUNICIPALITY, Kind.DISTRICT})  # with others below
PARTY_SIDE = frozenset({Kind.PARTY_COMMITTEE, Kind.INSPECTION_COMMITTEE, Kind.PARTY_CELL})
# Bodies that see to it that others work: with all below them they handle no dossier of a person.
NO_DOSSIERS = PARTY_SIDE | {Kind.PEOPLES_COUNCIL, Kind.PEOPLES_INSPECTION_BOARD}
# Bodies whose posts act for the whole ward; every other body acts for itself and what is below it.
ACT_FOR_ALL = frozenset(
    {
        Kind.PARTY_COMMITTEE,
        Kind.PEOPLES_COUNCIL,
        Kind.PEOPLES_COMMITTEE,
        Kind.DIVISION,
        Kind.ONE_STOP_DESK,
    }
)
READ_FOR_ALL = ACT_FOR_ALL | {Kind.INSPECTION_COMMITTEE, Kind.PEOPLES_INSPECTION_BOARD}
# A body whose posts see of the follow-up only what is theirs; every other sees the ward's.
FOLLOW_FOR_ONE = frozenset({Kind.RESIDENTIAL_GROUP, Kind.PARTY_CELL})
# What each kind of body stands below; territories come from the catalogue alone.
BELONGS_TO: dict[str, frozenset[Kind]] = {
    Kind.PARTY_COMMITTEE: TERRITORIES,
    Kind.INSPECTION_COMMITTEE: frozenset({Kind.PARTY_COMMITTEE}),
    Kind.PARTY_CELL: frozenset({Kind.PARTY_COMMITTEE}),
    Kind.PEOPLES_COUNCIL: TERRITORIES,
    Kind.PEOPLES_COMMITTEE: TERRITORIES,
    Kind.DIVISION: frozenset({Kind.PARTY_COMMITTEE, Kind.PEOPLES_COMMITTEE}),
    Kind.ONE_STOP_DESK: TERRITORIES | {Kind.PEOPLES_COMMITTEE},
    Kind.FATHERLAND_FRONT: TERRITORIES,
    Kind.MASS_ORGANISATION: TERRITORIES | {Kind.FATHERLAND_FRONT, Kind.MASS_ORGANISATION},
    Kind.RESIDENTIAL_GROUP: TERRITORIES,
    Kind.PEOPLES_INSPECTION_BOARD: TERRITORIES | {Kind.FATHERLAND_FRONT},
}
# The word in the code of a body that a place has once, as in the catalogue of units.
STEMS: dict[str, str] = {
    Kind.PARTY_COMMITTEE: "party",
    Kind.INSPECTION_COMMITTEE: "inspection",
    Kind.PEOPLES_COUNCIL: "council",
    Kind.PEOPLES_COMMITTEE: "committee",
    Kind.ONE_STOP_DESK: "one-stop",
    Kind.FATHERLAND_FRONT: "front",
    Kind.PEOPLES_INSPECTION_BOARD: "people-inspection",
}
