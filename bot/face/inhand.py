"""The questions in hand: counted, so that stopping can wait for them."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager


class InHand:
    """Counts what is being answered and says when nothing is.

    Attributes:
        stopping: set once nothing new is to be taken up.
    """

    def __init__(self) -> None:
        self.stopping = False
        self._count = 0
        self._none = asyncio.Event()
        self._none.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Hold one question for as long as it is being answered."""
        self._count += 1
        self._none.clear()
        try:
            yield
        finally:
            self._count -= 1
            if not self._count:
                self._none.set()

    async def finish(self, seconds: float) -> bool:
        """Take nothing new and wait for what is in hand; False if some was still open after the wait."""
        self.stopping = True
        try:
            await asyncio.wait_for(self._none.wait(), seconds)
        except TimeoutError:
            return False
        return True
