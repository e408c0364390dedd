"""Whose a file is: suppliers of the catalogue that its columns, phones, titles, names and sender point to."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from tradehouse.domain.phones import read_phones
from tradehouse.domain.text import fold
from tradehouse.services.inbox.files import SURE, Clue, SupplierGuess
from tradehouse.services.inbox.names import telling_words
from tradehouse.storage.inbox import SupplierContact

_MOST: Final = 5
_LEAST: Final = 0.6
_EXACT, _WHOLE, _AMONG, _UNSURE = 1.0, 0.97, 0.9, 0.9
_LEAST_LETTERS: Final = 5  # of a single word that names somebody by itself
_NEAR: Final = 86  # likeness of two words, 0–100
_NUMBER: Final = re.compile(r"\+\d{9,15}")


class SupplierFinder:
    """The names and numbers of all suppliers, made once for a run."""

    def __init__(self, suppliers: Iterable[SupplierContact]) -> None:
        self._all = list(suppliers)
        self._named: dict[str, set[int]] = defaultdict(set)
        self._numbers: dict[str, set[int]] = defaultdict(set)
        self._by_word: dict[str, set[int]] = defaultdict(set)
        self._words: dict[int, list[tuple[str, ...]]] = {}
        counts: Counter[str] = Counter()
        for place, supplier in enumerate(self._all):
            names = [telling_words(name) for name in (supplier.name, supplier.brand) if name]
            self._words[place] = [words for words in names if words]
            for name in filter(None, map(fold, (supplier.name, supplier.code))):
                self._named[name].add(place)
            for words in self._words[place]:
                counts.update(set(words))
                for word in words:
                    self._by_word[word].add(place)
            for number in numbers_in((supplier.phone, supplier.whatsapp)):
                self._numbers[number].add(place)
        self._weights = {word: math.log(1 + len(self._all) / count) for word, count in counts.items()}
        self._near: dict[str, Mapping[str, float]] = {}

    def guess(self, texts: Sequence[tuple[Clue, str]], phones: Iterable[str]) -> tuple[SupplierGuess, ...]:
        """Return who a file may come from, the likeliest first, at most five.

        Where two are equally sure, neither is: a person has to say.
        """
        best: dict[int, tuple[float, Clue]] = {}
        for number in phones:
            self._note(best, dict.fromkeys(self._numbers.get(number, ()), _WHOLE), Clue.PHONE)
        for clue, text in texts:
            self._note(best, self._scores(text), clue)
        sure = [place for place, (score, _) in best.items() if score >= SURE]
        limit = 1.0 if len(sure) == 1 else _UNSURE
        ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))[:_MOST]
        return tuple(
            SupplierGuess(found.uid, found.code, found.name, round(min(score, limit), 2), clue)
            for place, (score, clue) in ranked
            for found in (self._all[place],)
        )

    def _note(self, best: dict[int, tuple[float, Clue]], scores: Mapping[int, float], clue: Clue) -> None:
        for place, score in scores.items():
            if score >= _LEAST and score > best.get(place, (0.0, clue))[0]:
                best[place] = (score, clue)

    def _scores(self, text: str) -> dict[int, float]:
        exact = self._named.get(fold(text))
        if exact:
            return dict.fromkeys(exact, _EXACT)
        words = telling_words(text)
        near = {word: self._like(word) for word in words}
        places = {place for known in near.values() for word in known for place in self._by_word[word]}
        return {place: max(self._score(names, words, near) for names in self._words[place]) for place in places}

    def _score(self, name: Sequence[str], words: Sequence[str], near: Mapping[str, Mapping[str, float]]) -> float:
        """Return how surely words name a supplier: wholly and alone, wholly among others, or in part."""
        if tuple(words) == tuple(name):
            return _WHOLE if len(name) > 1 or len(name[0]) >= _LEAST_LETTERS else _AMONG
        total = sum(self._weights[word] for word in name)
        found = sum(self._weights[word] * max((near[w].get(word, 0.0) for w in words), default=0.0) for word in name)
        short = len(name) == 1 and len(name[0]) < _LEAST_LETTERS
        return (found / total if total else 0.0) * (_LEAST if short else _AMONG)

    def _like(self, word: str) -> Mapping[str, float]:
        """Return the words of names that resemble one, with their likeness 0–1."""
        if word not in self._near:
            found = {word: 1.0} if word in self._by_word else {}
            if not found and len(word) >= _LEAST_LETTERS:
                alike = process.extract(word, self._by_word.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=5)
                found = {other: score / 100 for other, score, _ in alike}
            self._near[word] = found
        return self._near[word]


def numbers_in(cells: Iterable[object]) -> list[str]:
    """Return the phone numbers in cells, in international form, each once."""
    found: dict[str, None] = {}
    for cell in cells:
        if isinstance(cell, str | int | float) and not isinstance(cell, bool):
            for phone in read_phones(cell):
                if phone.usual and _NUMBER.fullmatch(phone.number):
                    found[phone.number] = None
    return list(found)
