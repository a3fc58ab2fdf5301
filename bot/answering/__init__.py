"""Question in, cited answer out: pure Python over an immutable snapshot, no disk, no network, no discord."""

from bot.answering.conversation import Conversation
from bot.answering.engine import Answerer
from bot.answering.explain import Explanation
from bot.answering.types import Answer, Citation, Kind

__all__ = ["Answer", "Answerer", "Citation", "Conversation", "Explanation", "Kind"]
