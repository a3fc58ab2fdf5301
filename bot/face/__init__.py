"""The Discord face: the only part of the bot that imports discord."""
