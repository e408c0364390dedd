"""Products whose names resemble a file's: only ever offered, never taken for granted.

Words are compared one by one, so that "vivel" finds "Vivelle EDT" and "emina toner" finds "Emina Bright Stuff – Face
Toner". A word that few products have says more than one that hundreds have. How much of the file's name a product
explains counts most, how much of the product's name the file says comes second. Among equals the name that more
products share (variants) comes first: it is the likelier one to be photographed.
"""

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from tradehouse.domain.text import fold
from tradehouse.photos.matching import says_nothing_word
from tradehouse.storage.photo_search import PhotoTarget

MOST_OFFERED = 12
LEAST_SCORE = 0.55
_BESIDE_BEST = 0.6
_LEAST_WORD = 0.8
_LETTERS = 3
_PREFIX_FROM = 4
_PREFIX, _IN_VARIANT, _UNKNOWN_WORD, _BESIDE_EXACT = 0.9, 0.85, 0.6, 0.8
_OF_FILE, _OF_NAME, _OF_VARIANTS = 0.75, 0.25, 0.03


class NameLikeness:
    """The words of all products' names, made once for a run."""

    def __init__(self, targets: Iterable[PhotoTarget]) -> None:
        self._words: dict[str, dict[int, float]] = defaultdict(dict)
        self._lengths: dict[int, float] = {}
        self._shared: dict[int, float] = {}
        self._cache: dict[str, list[tuple[str, float]]] = {}
        self._offers: dict[tuple[str, ...], list[tuple[int, float]]] = {}
        counts: Counter[str] = Counter()
        listed: list[tuple[int, list[str]]] = []
        sharing: Counter[str] = Counter()
        for target in targets:
            name = fold(f"{target.name} {target.name_en}").split()
            variant = fold(target.variant).split()
            for word in variant:
                self._words[word][target.id] = _IN_VARIANT
            for word in name:
                self._words[word][target.id] = 1.0
            counts.update({*name, *variant})
            listed.append((target.id, fold(target.name).split() or name))
            sharing[fold(target.name)] += 1
        self._total = len(listed)
        self._weights = {word: math.log(1 + self._total / count) for word, count in counts.items()}
        for target_id, name in listed:
            self._lengths[target_id] = sum(self._weights[word] for word in set(name)) or 1.0
            self._shared[target_id] = _OF_VARIANTS * math.log2(sharing[" ".join(name)] or 1)

    def offer(self, stem: str) -> list[tuple[int, float]]:
        """Return (product, score 0–1) of the products that a file called stem may show, likeliest first."""
        asked = tuple(dict.fromkeys(word for word in fold(stem).split() if not says_nothing_word(word)))
        if not self._total or not any(len(word) >= _LETTERS and word.isalpha() for word in asked):
            return []  # "5g" alone names no goods
        if asked not in self._offers:
            self._offers[asked] = self._rank(asked)
        return self._offers[asked]

    def _rank(self, asked: Sequence[str]) -> list[tuple[int, float]]:
        told: dict[int, float] = defaultdict(float)
        whole = 0.0
        for word in asked:
            known = self._like(word)
            whole += max((self._weights[w] for w, _s in known), default=_UNKNOWN_WORD * math.log(1 + self._total))
            for product, gain in self._gains(known).items():
                told[product] += gain
        scored = (
            (
                _OF_FILE * gain / whole + _OF_NAME * min(1.0, gain / self._lengths[product]) + self._shared[product],
                -product,
            )
            for product, gain in told.items()
        )
        # equal to the third place is equal, and then the older product comes first
        best = heapq.nlargest(MOST_OFFERED, ((round(score, 3), product) for score, product in scored))
        least = max(LEAST_SCORE, _BESIDE_BEST * best[0][0]) if best else 1.0
        return [(-product, min(1.0, score)) for score, product in best if score >= least]

    def _gains(self, known: Sequence[tuple[str, float]]) -> Mapping[int, float]:
        gains: dict[int, float] = {}
        for word, likeness in known:
            for product, place in self._words[word].items():
                gains[product] = max(gains.get(product, 0.0), self._weights[word] * likeness * place)
        return gains

    def _like(self, word: str) -> list[tuple[str, float]]:
        """Return the known words that resemble one, each with its likeness 0–1."""
        if word in self._cache:
            return self._cache[word]
        exact = word in self._words
        found = {word: 1.0} if exact else {}
        # a word that products have as it stands is rarely a slip of another one
        doubt = _BESIDE_EXACT if exact else 1.0
        if len(word) >= _PREFIX_FROM and not word.isdecimal():
            from rapidfuzz import fuzz, process

            near = process.extract(
                word, self._words.keys(), scorer=fuzz.ratio, score_cutoff=100 * _LEAST_WORD, limit=20
            )
            for other, score, _place in near:
                if not other.isdecimal() and len(other) >= _PREFIX_FROM:
                    found.setdefault(other, doubt * score / 100)
            for other in self._words:
                if len(other) >= _PREFIX_FROM and (other.startswith(word) or word.startswith(other)):
                    found[other] = max(found.get(other, 0.0), doubt * _PREFIX)
        self._cache[word] = list(found.items())
        return self._cache[word]
