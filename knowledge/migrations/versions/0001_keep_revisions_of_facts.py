"""Keep revisions of facts.

Revision ID: 0001
Revises: nothing; this is the first
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the change."""
    op.create_table(
        "command_sync",
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("synced_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("scope", name=op.f("pk_command_sync")),
    )
    op.create_table(
        "hidden_statement",
        sa.Column("race_id", sa.String(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("hidden_by", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("race_id", "statement_id", name=op.f("pk_hidden_statement")),
    )
    op.create_table(
        "revision",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("race_id", sa.String(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision")),
    )
    op.create_index(op.f("ix_revision_race_id"), "revision", ["race_id"])
    op.create_table(
        "change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("race_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=True),
        sa.Column("statement_id", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_change_revision_id_revision")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_change")),
    )
    op.create_index(op.f("ix_change_race_id"), "change", ["race_id"])
    op.create_table(
        "entity",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short", sa.String(), nullable=True),
        sa.Column("aliases", sa.JSON(), nullable=False),
        sa.Column("descriptions", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=True),
        sa.Column("pronouns", sa.String(), nullable=True),
        sa.Column("type", sa.String(), nullable=True),
        sa.Column("part_of", sa.String(), nullable=True),
        sa.Column("works_for", sa.String(), nullable=True),
        sa.Column("post", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("main", sa.Boolean(), nullable=True),
        sa.Column("within", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_entity_revision_id_revision")),
        sa.PrimaryKeyConstraint("revision_id", "id", name=op.f("pk_entity")),
    )
    op.create_table(
        "in_force",
        sa.Column("race_id", sa.String(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_in_force_revision_id_revision")),
        sa.PrimaryKeyConstraint("race_id", name=op.f("pk_in_force")),
    )
    op.create_table(
        "race",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("horizon", sa.String(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("official_links", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_race_revision_id_revision")),
        sa.PrimaryKeyConstraint("revision_id", name=op.f("pk_race")),
    )
    op.create_table(
        "source",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("headline", sa.String(), nullable=True),
        sa.Column("url", sa.String(), nullable=True),
        sa.Column("published", sa.String(), nullable=True),
        sa.Column("published_derived", sa.String(), nullable=True),
        sa.Column("metadata_paragraphs", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_source_revision_id_revision")),
        sa.PrimaryKeyConstraint("revision_id", "id", name=op.f("pk_source")),
    )
    op.create_table(
        "statement",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("property", sa.String(), nullable=False),
        sa.Column("object", sa.JSON(), nullable=False),
        sa.Column("amount", sa.String(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.Column("bound", sa.String(), nullable=True),
        sa.Column("date", sa.String(), nullable=True),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("novalue", sa.Boolean(), nullable=False),
        sa.Column("somevalue", sa.Boolean(), nullable=False),
        sa.Column("as_of", sa.String(), nullable=True),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("until", sa.String(), nullable=True),
        sa.Column("party", sa.String(), nullable=True),
        sa.Column("contest", sa.String(), nullable=True),
        sa.Column("place", sa.String(), nullable=True),
        sa.Column("attribution", sa.String(), nullable=True),
        sa.Column("topic", sa.String(), nullable=True),
        sa.Column("about", sa.JSON(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("keywords", sa.JSON(), nullable=False),
        sa.Column("rank", sa.String(), nullable=False),
        sa.Column("supersedes", sa.String(), nullable=True),
        sa.Column("derived", sa.String(), nullable=True),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["revision_id"], ["revision.id"], name=op.f("fk_statement_revision_id_revision")),
        sa.PrimaryKeyConstraint("revision_id", "id", name=op.f("pk_statement")),
    )
    op.create_table(
        "reference",
        sa.Column("revision_id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("paragraphs", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id", "source"], ["source.revision_id", "source.id"], name=op.f("fk_reference_revision_id_source")
        ),
        sa.ForeignKeyConstraint(
            ["revision_id", "statement_id"],
            ["statement.revision_id", "statement.id"],
            name=op.f("fk_reference_revision_id_statement"),
        ),
        sa.PrimaryKeyConstraint("revision_id", "statement_id", "position", name=op.f("pk_reference")),
    )


def downgrade() -> None:
    """Take the change back."""
    op.drop_table("reference")
    op.drop_table("statement")
    op.drop_table("source")
    op.drop_table("race")
    op.drop_table("in_force")
    op.drop_table("entity")
    op.drop_index(op.f("ix_change_race_id"), "change")
    op.drop_table("change")
    op.drop_index(op.f("ix_revision_race_id"), "revision")
    op.drop_table("revision")
    op.drop_table("hidden_statement")
    op.drop_table("command_sync")
