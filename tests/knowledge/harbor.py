"""An invented race as plain models, small and with one of everything."""

from decimal import Decimal

from knowledge.model import (
    Contest,
    Link,
    Organization,
    Person,
    Place,
    Post,
    Qualifiers,
    Race,
    RaceFacts,
    Reference,
    Source,
    Statement,
)

RACE = "harbor-mayor-2024"


def cash(amount="120000.50", **changes):
    statement = Statement(
        id="doe-cash",
        subject="jane-doe",
        property="cash-on-hand",
        amount=Decimal(amount),
        unit="USD",
        bound="about",
        qualifiers=Qualifiers(as_of="2024-06", party="blue", contest="primary", place="pier", attribution="state"),
        about=("state",),
        text=f"Jane Doe had about ${amount} in cash at the end of June 2024.",
        keywords=("war chest",),
        rank="preferred",
        references=(
            Reference(source="gazette", paragraphs=(4, 2)),
            Reference(source="herald", paragraphs=(1,)),
        ),
    )
    return statement.model_copy(update=changes)


def nobody_else(**changes):
    statement = Statement(
        id="no-other",
        subject="primary",
        property="candidate",
        novalue=True,
        text="It is reported that nobody else runs.",
        references=(Reference(source="herald", paragraphs=(3,)),),
    )
    return statement.model_copy(update=changes)


def facts(*statements, race=RACE, **changes):
    link = Link(label="The election board", url="https://board.example")
    return RaceFacts(
        race=Race(id=race, name="Mayor of Harbor 2024", post="mayor", horizon="2024-06-30", official_links=(link,)),
        sources=(
            Source(id="herald", label="the Herald's report", published="2024-06-30", metadata_paragraphs=(1, 2)),
            Source(id="gazette", label="the Gazette's report", publisher="Gazette", url="https://gazette.example/1"),
        ),
        people=(
            Person(id="john-roe", name="John Roe"),
            Person(id="jane-doe", name="Jane Doe", short="Doe", aliases=("Janie", "J. D."), pronouns="she"),
        ),
        organizations=(
            Organization(id="blue", name="Blue Party", type="party"),
            Organization(id="state", name="State Board", type="government", part_of="blue", works_for="jane-doe"),
        ),
        posts=(Post(id="mayor", name="Mayor", descriptions=("the top job",), note="who runs the town"),),
        contests=(Contest(id="primary", name="the primary", post="mayor", party="blue", main=True),),
        places=(Place(id="pier", name="Pier", within="harbor"), Place(id="harbor", name="Harbor")),
        statements=statements or (nobody_else(), cash()),
    ).model_copy(update=changes)
