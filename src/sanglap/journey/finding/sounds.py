"""From text to the keys by which it is found: sounds, stems, meanings. Pure Python."""

from __future__ import annotations

from collections.abc import Iterator

from sanglap.reading.classifying.meanings import SHORTEST_STEM, Meanings
from sanglap.reading.normalising import normalise
from sanglap.reading.views import phonetic
from sanglap.reading.words import as_words

SHORTEST_SOUND = 2  # letters: what is shorter says nothing
MOST_KEYS = 160  # of one case
MEANING = "="  # stands before a meaning, so that it is never taken for a sound


class Sounds:
    """Knows a country's endings and meanings."""

    def __init__(self, meanings: Meanings) -> None:
        """``meanings`` are those of the country pack."""
        self._meanings = meanings

    def keys_of(self, text: str) -> list[str]:
        """Return the keys under which a text is found, each once, in its own order; at most :data:`MOST_KEYS`."""
        keys: dict[str, None] = {}
        for sound in _sounds(text):
            keys.update(dict.fromkeys([sound, self._stem(sound), *self._named(sound)]))
        return [key for key in keys if len(key) >= SHORTEST_SOUND][:MOST_KEYS]

    def alternatives(self, words: str) -> list[list[str]]:
        """Return, for every word that was typed, the keys of which a case must have at least one."""
        wanted = []
        for sound in dict.fromkeys(_sounds(words)):
            keys = dict.fromkeys([sound, self._stem(sound), *self._named(sound)])
            if found := [key for key in keys if len(key) >= SHORTEST_SOUND]:
                wanted.append(found)
        return wanted

    def _named(self, sound: str) -> Iterator[str]:
        return (f"{MEANING}{meaning}" for meaning in self._meanings.of(sound))

    def _stem(self, sound: str) -> str:
        """Return a sound without its case or plural ending; itself where it has none."""
        for ending in self._meanings.endings:
            if sound.endswith(ending) and len(sound) - len(ending) >= SHORTEST_STEM:
                return sound[: len(sound) - len(ending)]
        return sound


def _sounds(text: str) -> Iterator[str]:
    return (phonetic(word) for word in as_words(normalise(text)).split())
