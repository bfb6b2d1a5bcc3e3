"""Places that a text names, the likeliest first; and whether a person should be asked.

A name speaks for a place by how closely it is spelt, by the word beside it ("উপজেলা", "zila"), by a parent named in the
same text ("Kachua, Chandpur") and by the page on which it was written. A bare name of the smallest areas never decides:
many of them are ordinary words.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from sanglap.reading.places.gazetteer import LONGEST_NAME, Gazetteer, PlaceCue, PlaceName, sound_of, words_of

MOST_WORDS = 400
MOST_PLACES = 5
CUE_AGREES, CUE_DISAGREES = 0.35, -0.5
PARENT_NAMED = 0.4
ON_ITS_PAGE, IN_PAGES_DISTRICT = 0.35, 0.25
LESS_FOR_LATER = 0.01
DISTRICT_BEFORE_DIVISION = 0.02  # most divisions bear the name of a district, and the district is meant
BARE_SMALL_NAME = -0.6  # a union's name without its cue word
ORDINARY_WORD = -0.55  # "তালা" is an upazila and a lock
BESIDE = 0.12  # "in", "hospital", "থানা" beside a name: here it is a place
UNION_OR_QUARTER = -0.03  # a union and a quarter of the city by one name: the quarter is more often meant
ENOUGH = 0.6  # below this a name is not taken for a place
PAGE_LIES_INSIDE = 0.05  # the district is named, and the page is one of its upazilas
PAGE_ITSELF = 0.45  # nothing is named: most probably it is here
BY_COORDINATES = 1.2
HIGHEST = 1.9
CLEARLY = 0.12  # two places nearer than this are a question for a person


@dataclass(frozen=True, slots=True)
class PlaceScore:
    """A place, how strongly the text speaks for it (0 to 1), and the words; no words: the page's own area or coordinates."""

    pcode: str
    level: int
    name: str
    score: float
    words: str = ""


@dataclass(frozen=True, slots=True)
class PlacesRead:
    """The places, the likeliest first; ``ask`` when two are about as likely or nothing is known."""

    places: tuple[PlaceScore, ...] = ()
    ask: bool = True


@dataclass(frozen=True, slots=True)
class KnownArea:
    """What is to be known of an area by its code."""

    code: str
    level: int
    path: str
    name: str


@dataclass(slots=True)
class _Mention:
    """Words of the text that name one or more places."""

    start: int
    words: str
    places: dict[PlaceName, float]  # with how closely each is spelt
    cue_level: int | None
    is_ordinary: bool
    is_beside: bool  # a word stands beside it that stands beside places


class PlaceFinder:
    """Finds places in text. Made once from a country's names; finding changes nothing in it."""

    def __init__(
        self,
        gazetteer: Gazetteer,
        areas: Mapping[str, KnownArea],
        cues: Iterable[PlaceCue],
        *,
        ordinary_words: Mapping[str, bool] | None = None,
        beside: tuple[Iterable[str], Iterable[str]] = ((), ()),
        locate: Callable[[float, float], str | None] = lambda _latitude, _longitude: None,
        district_level: int = 2,
    ) -> None:
        """``ordinary_words`` are names that also mean something else, with whether a word of ``beside`` makes them a place.

        ``beside`` are the words before a name ("in") and after it ("hospital"); ``locate`` returns the area that holds a point.
        """
        self._gazetteer = gazetteer
        self._areas = areas
        self._before: dict[tuple[str, ...], int] = {}
        self._after: dict[tuple[str, ...], int] = {}
        for cue in cues:
            (self._before if cue.comes_before else self._after)[tuple(words_of(cue.word))] = cue.level
        self._ordinary = {sound_of(word): lifts for name, lifts in (ordinary_words or {}).items() for word in words_of(name)}
        self._beside_before, self._beside_after = (frozenset(tuple(words_of(word)) for word in words) for words in beside)
        self._locate = locate
        self._district = district_level

    def find(
        self, text: str, page_area: str | None = None, latitude: float | None = None, longitude: float | None = None
    ) -> PlacesRead:
        """Return the places. An unknown page or impossible coordinates count as not said."""
        page = self._areas.get(page_area or "")
        mentions = self._mentions(words_of(text)[:MOST_WORDS])
        scores = self._scores(mentions, page)
        here = self._at(latitude, longitude)
        if here is not None:
            _raise(scores, here.code, BY_COORDINATES, "")
        if page is not None:
            _raise(scores, page.code, self._page_score(page, scores), "")
        ranked = sorted(scores.items(), key=lambda one: (-one[1][0], -self._areas[one[0]].level, one[0]))[:MOST_PLACES]
        places = tuple(
            PlaceScore(code, self._areas[code].level, self._areas[code].name, round(min(1.0, score / HIGHEST), 3), words)
            for code, (score, words) in ranked
        )
        return PlacesRead(places, self._is_unsure(places))

    def clear(self, read: PlacesRead, page_area: str | None = None) -> PlaceScore | None:
        """Return the district or smaller area that text or coordinates tell, when it is clear enough to act on without asking."""
        first = read.places[0] if read.places and not read.ask else None
        is_told = first is not None and (bool(first.words) or first.pcode != page_area)
        return first if first and is_told and first.level >= self._district else None

    def _page_score(self, page: KnownArea, scores: dict[str, tuple[float, str]]) -> float:
        """The page's own area: a guess when nothing is named, a good answer when the text names what it lies in."""
        above = [score for code, (score, _) in scores.items() if page.path.startswith(self._areas[code].path) and code != page.code]
        return max([PAGE_ITSELF, *(score + PAGE_LIES_INSIDE for score in above)])

    def _is_unsure(self, places: tuple[PlaceScore, ...]) -> bool:
        if not places:
            return True
        first = self._areas[places[0].pcode]
        rivals = [
            place
            for place in places[1:]
            if places[0].score - place.score < CLEARLY
            and not first.path.startswith(self._areas[place.pcode].path)
            and not self._areas[place.pcode].path.startswith(first.path)
        ]
        return bool(rivals)

    def _at(self, latitude: float | None, longitude: float | None) -> KnownArea | None:
        if latitude is None or longitude is None or not (-90 <= latitude <= 90 and -180 <= longitude <= 180):  # noqa: PLR2004
            return None
        return self._areas.get(self._locate(latitude, longitude) or "")

    def _mentions(self, words: list[str]) -> list[_Mention]:
        found: list[_Mention] = []
        start = 0
        while start < len(words):
            mention = self._mention(words, start)
            if mention is not None:
                found.append(mention)
                start += mention.words.count(" ") + 1
            else:
                start += 1
        return found

    def _mention(self, words: list[str], start: int) -> _Mention | None:
        for length in range(min(LONGEST_NAME, len(words) - start), 0, -1):
            spoken = words[start : start + length]
            places = self._gazetteer.find(spoken)
            if places:
                cue = self._cue(words, start, start + length)
                before, after = self._beside(words, start, start + length)
                lifts = self._lifts(spoken)
                is_ordinary = lifts is not None and not before and not (after and lifts)
                return _Mention(start, " ".join(spoken), places, cue, is_ordinary, before or after)
        return None

    def _lifts(self, spoken: list[str]) -> bool | None:
        """Whether a word that also means something else is a place beside "hospital"; None for all other words."""
        if len(spoken) > 1:
            return None
        told = [self._ordinary[sound] for stem in self._gazetteer.stems(spoken[0]) if (sound := sound_of(stem)) in self._ordinary]
        return all(told) if told else None

    def _beside(self, words: list[str], start: int, end: int) -> tuple[bool, bool]:
        """Tell whether a word stands before these words, or after them, that stands beside places."""
        before = tuple(words[max(0, start - 1) : start]) in self._beside_before
        for size in (1, 2):
            after = words[end : end + size]
            if len(after) == size and any((*after[:-1], stem) in self._beside_after for stem in self._gazetteer.stems(after[-1])):
                return before, True
        return before, False

    def _cue(self, words: list[str], start: int, end: int) -> int | None:
        for size in (2, 1):
            after = tuple(words[end : end + size])
            if len(after) == size and (level := self._level(self._after, after)) is not None:
                return level
            before = tuple(words[max(0, start - size) : start])
            if len(before) == size and (level := self._level(self._before, before)) is not None:
                return level
        return None

    def _level(self, cues: dict[tuple[str, ...], int], words: tuple[str, ...]) -> int | None:
        if words in cues:
            return cues[words]
        for ending in self._gazetteer.endings:
            if words[-1].endswith(ending) and (level := cues.get((*words[:-1], words[-1].removesuffix(ending)))) is not None:
                return level
        return None

    def _scores(self, mentions: list[_Mention], page: KnownArea | None) -> dict[str, tuple[float, str]]:
        scores: dict[str, tuple[float, str]] = {}
        named: dict[str, set[int]] = defaultdict(set)
        for place_in, mention in enumerate(mentions):
            for place in mention.places:
                named[place.path].add(place_in)
        for place_in, mention in enumerate(mentions):
            for place, closeness in mention.places.items():
                score = closeness - LESS_FOR_LATER * place_in + self._support(place, place_in, mention, named, page)
                if score >= ENOUGH:
                    _raise(scores, place.code, score, mention.words)
        return scores

    def _support(
        self, place: PlaceName, place_in: int, mention: _Mention, named: dict[str, set[int]], page: KnownArea | None
    ) -> float:
        cue = _cue_for(place, mention)
        parent = _parent_named(place, place_in, named)
        near = self._nearness(place, page)
        support = cue + PARENT_NAMED * parent + near + (DISTRICT_BEFORE_DIVISION if place.level == self._district else 0.0)
        if place.level > self._district + 1 and cue <= 0 and not parent:
            support += BARE_SMALL_NAME
        elif place.level > self._district + 1 and cue <= 0:
            support += UNION_OR_QUARTER
        elif mention.is_beside:
            support += BESIDE
        if mention.is_ordinary and cue <= 0 and not parent and near < ON_ITS_PAGE:
            support += ORDINARY_WORD
        return support

    def _nearness(self, place: PlaceName, page: KnownArea | None) -> float:
        if page is None or page.level == 0:
            return 0.0
        if place.path == page.path or (place.path.startswith(page.path) and page.level > self._district):
            return ON_ITS_PAGE
        if page.path.startswith(place.path):
            return IN_PAGES_DISTRICT
        district = "/".join(page.path.split("/")[: self._district + 2]) + "/"
        return IN_PAGES_DISTRICT if page.level >= self._district and place.path.startswith(district) else 0.0


def _cue_for(place: PlaceName, mention: _Mention) -> float:
    """What the word beside a name says for a place: "a Savar union" tells of one that lies in Savar, not against Savar."""
    if mention.cue_level is None:
        return 0.0
    if mention.cue_level == place.level:
        return CUE_AGREES
    is_inside = mention.cue_level > place.level and not any(one.level == mention.cue_level for one in mention.places)
    return 0.0 if is_inside else CUE_DISAGREES


def _parent_named(place: PlaceName, place_in: int, named: dict[str, set[int]]) -> bool:
    """Tell whether other words of the text name an area in which this one lies."""
    codes = [code for code in place.path.split("/") if code]
    for depth in range(2, len(codes)):
        others = named.get("/" + "/".join(codes[:depth]) + "/", set())
        if others - {place_in}:
            return True
    return False


def _raise(scores: dict[str, tuple[float, str]], code: str, score: float, words: str) -> None:
    if code not in scores or scores[code][0] < score:
        scores[code] = (score, words or scores.get(code, (0.0, ""))[1])
