from bot.face.conversations import Conversations


def test_a_dialogue_ends_after_ten_idle_minutes(clock):
    kept = Conversations(clock)
    first = kept.of(1, 1)
    clock.now = 599
    assert kept.of(1, 1) is first
    clock.now = 1198
    assert kept.of(1, 1) is first
    clock.now = 1798
    assert kept.of(1, 1) is not first


def test_there_are_never_more_than_agreed_and_the_longest_idle_goes_first(clock):
    kept = Conversations(clock, at_most=3)
    first, second = kept.of(1, 0), kept.of(2, 0)
    kept.of(3, 0)
    assert kept.of(1, 0) is first
    kept.of(4, 0)
    assert len(kept) == 3
    assert kept.of(1, 0) is first
    assert kept.of(2, 0) is not second


def test_what_is_over_is_not_kept(clock):
    kept = Conversations(clock)
    for user in range(10):
        kept.of(user, 0)
    clock.now = 600
    kept.of(99, 0)
    assert len(kept) == 1
