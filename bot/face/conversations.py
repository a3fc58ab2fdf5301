"""Who is talking where: one dialogue per person and channel, in memory, for a short time."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from time import monotonic

from bot.answering import Conversation

IDLE_SECONDS = 600.0
AT_MOST = 2_000

Key = tuple[int, int]


class Conversations:
    """Dialogues that end after ten idle minutes, and the longest idle first when there are too many."""

    def __init__(
        self, clock: Callable[[], float] = monotonic, idle: float = IDLE_SECONDS, at_most: int = AT_MOST
    ) -> None:
        self._clock = clock
        self._idle = idle
        self._at_most = at_most
        self._kept: OrderedDict[Key, tuple[float, Conversation]] = OrderedDict()

    def of(self, user: int, channel: int) -> Conversation:
        """Give the person's dialogue in the channel, a new one if they have been silent too long."""
        now = self._clock()
        self._forget_before(now - self._idle)
        _, conversation = self._kept.pop((user, channel), (now, None))
        conversation = conversation or Conversation()
        self._kept[user, channel] = (now, conversation)
        if len(self._kept) > self._at_most:
            self._kept.popitem(last=False)
        return conversation

    def __len__(self) -> int:
        return len(self._kept)

    def _forget_before(self, earliest: float) -> None:
        while self._kept:
            key, (last_used, _) = next(iter(self._kept.items()))
            if last_used > earliest:
                return
            del self._kept[key]
