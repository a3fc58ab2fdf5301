"""Migrations of the tables, in order; `knowledge.database.migrate` runs them."""
