"""Posts, one after the other, into groups that tell of one incident. Memory stays the same, however many posts come.

Only the newest posts are kept. A new post is compared with those that share a telling word with it, never with all: the
index of words is the block, beside the district where both are known.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass

from sanglap.reading.duplicates.pairs import NOTHING_SHARED, PairReader, PostToCompare

MOST_KEPT = 5_000  # posts
MOST_COMPARED = 40  # posts for each new one, those first that share most words
INDEXED_WORDS = 10  # of a post, the most telling ones
LEAST_TELLING = 0.3


@dataclass(frozen=True, slots=True)
class Grouped:
    """The group of a post, how sure that is, and why; 0 for a group's first post."""

    group: str
    probability: float
    reasons: tuple[str, ...]


@dataclass(slots=True)
class _Kept:
    post: PostToCompare
    group: str
    words: tuple[str, ...]


class IncidentGrouper:
    """Groups a stream of posts. A group is named after its first post, in the order of arrival: incident-1, incident-2 …"""

    def __init__(self, pairs: PairReader, most_kept: int = MOST_KEPT) -> None:
        """Compare with these weights, and remember so many posts."""
        self._pairs = pairs
        self._most_kept = most_kept
        self._kept: OrderedDict[int, _Kept] = OrderedDict()
        self._index: dict[str, deque[int]] = defaultdict(deque)
        self._number = 0
        self._groups = 0

    def add(self, post: PostToCompare) -> Grouped:
        """Return the group of a post: the one with the likeliest earlier post, or a new one."""
        compared = [(self._pairs.read(post, kept.post), kept.group) for kept in self._candidates(post)]
        likeness, group = max(compared, key=lambda one: one[0].probability, default=(NOTHING_SHARED, ""))
        if likeness.probability < self._pairs.threshold:
            self._groups += 1
            likeness, group = NOTHING_SHARED, f"incident-{self._groups}"
        self._keep(post, group)
        return Grouped(group, round(likeness.probability, 4), likeness.reasons)

    def _candidates(self, post: PostToCompare) -> Iterator[_Kept]:
        met = Counter(number for word in _index_words(post) for number in self._index.get(word, ()))
        for number, _times in sorted(met.items(), key=lambda one: (-one[1], -one[0]))[:MOST_COMPARED]:
            kept = self._kept[number]
            if not post.district or not kept.post.district or post.district == kept.post.district:
                yield kept

    def _keep(self, post: PostToCompare, group: str) -> None:
        self._number += 1
        words = _index_words(post)
        self._kept[self._number] = _Kept(post, group, words)
        for word in words:
            self._index[word].append(self._number)
        if len(self._kept) > self._most_kept:
            self._forget_oldest()

    def _forget_oldest(self) -> None:
        number, gone = self._kept.popitem(last=False)
        for word in gone.words:
            numbers = self._index[word]
            if numbers and numbers[0] == number:
                numbers.popleft()
            if not numbers:
                del self._index[word]


def _index_words(post: PostToCompare) -> tuple[str, ...]:
    """Return the keys a post is found by: its most telling words, and for sounds also their consonants."""
    telling = sorted((-weight, key) for key, weight in post.words.weights.items() if weight >= LEAST_TELLING)
    keys = [key for _, key in telling[:INDEXED_WORDS]]
    return tuple(dict.fromkeys([*keys, *(f"k{post.words.bones[key]}" for key in keys if key in post.words.bones)]))
