"""Where the viewer stands: one place or two in the row of photos, and the ways on from there."""

from collections.abc import Iterator, Sequence
from itertools import islice

from tradehouse.ui.photos.culling import Culling

BEHIND, BEFORE = 2, 4  # photos that are read ahead against and in the direction in which the person goes


class Stops:
    """places are those of the left and the right side; side is the one that keys are about; two: both are shown."""

    def __init__(self, culling: Culling, place: int) -> None:
        self._culling = culling
        self.places = [place, place]
        self.side = 0
        self.two = False
        self._direction = 1

    @property
    def place(self) -> int:
        """The place that keys are about."""
        return self.places[self.side]

    def jump(self, place: int) -> bool:
        """Go to a place; False for the one it is at."""
        if place == self.place or not 0 <= place < len(self._culling.photos):
            return False
        self._direction = 1 if place > self.place else -1
        self.places[self.side] = place
        return True

    def go(self, step: int) -> bool:
        """Go so many photos on, past rejected ones; False where there is no further."""
        direction = 1 if step > 0 else -1
        left, found = abs(step), self.place
        for place in self._way(direction):
            found, left = place, left - 1
            if not left:
                break
        return self.jump(found)

    def can_go(self, direction: int) -> bool:
        """Whether there is a photo in a direction."""
        return next(self._way(direction), None) is not None

    def leave(self) -> bool:
        """Go on from a photo that was just rejected: to the next, else to the one before."""
        return self.go(1) or self.go(-1)

    def compare(self, alike: Sequence[int]) -> bool:
        """Show two, the second the best that is alike, else the next; or one again. False where there is only one."""
        if self.two:
            self.places[0] = self.place
            self.two, self.side = False, 0
            return True
        others = [n for n in alike if n != self.place and not self._culling.is_gone(n)]
        other = next(iter(others), next(self._way(1), next(self._way(-1), None)))
        if other is None:
            return False
        self.places = [self.place, other]
        self.two, self.side = True, 1
        return True

    def along(self, group: Sequence[int], step: int) -> int:
        """Return the place so many steps along a group of photos that look alike."""
        if self.place not in group:
            return self.place
        return group[min(max(0, group.index(self.place) + step), len(group) - 1)]

    def soon(self) -> list[int]:
        """Return the places that may be looked at next, those in front first."""
        ahead = list(islice(self._way(self._direction), BEFORE))
        behind = list(islice(self._way(-self._direction), BEHIND))
        fronts = [self.place, self.places[1 - self.side]] if self.two else [self.place]
        return [*fronts, *ahead[:1], *behind[:1], *ahead[1:], *behind[1:]]

    def _way(self, direction: int) -> Iterator[int]:
        """Yield the places in a direction, without rejected photos and the one on the other side."""
        end = len(self._culling.photos) if direction > 0 else -1
        other = self.places[1 - self.side] if self.two else None
        for place in range(self.place + direction, end, direction):
            if place != other and not self._culling.is_gone(place):
                yield place
