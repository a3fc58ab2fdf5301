"""A Discord on loopback for tests: REST v10 and gateway v10, enough for an unmodified discord.py client."""
