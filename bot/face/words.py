"""What the bot says of its own accord: every fixed sentence of the Discord face."""

from __future__ import annotations

HELP = (
    "Ask me about {race} in plain words. I answer from its articles, and say which paragraphs.\n"
    "Use `/ask`, mention me with your question, or send me a direct message."
)
COULD_ASK = "You could ask:"
OLD_COMMAND = "I do not have that command any more. Please ask with `/ask`."
OLD_BUTTON = "This button is from an older version of me. Please ask again with `/ask`."
WENT_WRONG = "Something went wrong on my side, and it is in my log as {reference}. Please try again."
NOT_A_CURATOR = "Only curators can use this. Whoever runs the bot names them in CURATOR_IDS or CURATOR_ROLE_IDS."
NO_CURATORS = (
    "Nobody is a curator yet. Whoever runs the bot names curators in the settings CURATOR_IDS or CURATOR_ROLE_IDS."
)
NOT_HERE = "I cannot do that here. Please try it in a server or in a direct message to me."
