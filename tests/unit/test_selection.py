"""Who goes to an exhibition: the best, with a fair share for every province, and the reasons."""

from hypothesis import given
from hypothesis import strategies as st

from tradehouse.domain.selection import Candidate, Weights, score, select

BEST = Candidate(1, "Anyam Jaya", "34", "A", products=4, ready=4, capacity=2000, papers=3)
GOOD = Candidate(2, "Batik Laweyan", "34", "B", products=4, ready=3, capacity=500, papers=1)
FAR = Candidate(3, "Tenun Sikka", "53", "C", products=2, ready=1, capacity=50)
NOT_READY = Candidate(4, "Warung Baru", "81", "A", products=3, ready=0, papers=2)

CANDIDATES = st.lists(
    st.builds(
        Candidate,
        st.integers(1, 10**6),
        st.text(max_size=5),
        st.sampled_from(("", "34", "53", "81")),
        st.sampled_from(("", "A", "B", "C", "D")),
        products=st.integers(1, 9),
        ready=st.integers(0, 9),
        capacity=st.integers(0, 9999),
        papers=st.integers(0, 5),
    ),
    max_size=40,
)


def chosen(places: int, per_province: int = 0, *among: Candidate) -> list[int]:
    return [
        one.candidate.supplier_id
        for one in select(among or (FAR, NOT_READY, GOOD, BEST), places, per_province)
        if one.chosen
    ]


def test_the_best_go_and_who_is_not_ready_stays() -> None:
    assert score(BEST, Weights()) == 100
    assert chosen(2) == [1, 2]
    assert chosen(9) == [1, 2, 3]
    reasons = {one.candidate.supplier_id: str(one.reasons[-1]) for one in select((BEST, NOT_READY, GOOD), 1)}
    assert reasons[4] == "stays: no product is ready for the showroom"
    assert reasons[2] == "stays: all 1 places are taken"


def test_a_province_has_its_share_and_no_more() -> None:
    assert chosen(2, 1) == [1, 3]
    at_home = Candidate(9, "Tanpa Alamat", "", "D", products=1, ready=1)
    assert chosen(9, 1, at_home, Candidate(10, "Juga", "", "D", products=1, ready=1)) == [10, 9]


def test_what_does_not_count_does_not_matter() -> None:
    none = Weights(grade=0, ready=0, capacity=0, papers=0)
    assert {score(one, none) for one in (BEST, FAR)} == {0}
    assert score(FAR, Weights(grade=0, ready=1, capacity=0, papers=0)) == 50


@given(CANDIDATES, st.integers(0, 20), st.integers(0, 5))
def test_places_and_shares_are_kept_and_nobody_is_lost(known: list[Candidate], places: int, share: int) -> None:
    found = select(known, places, share)
    assert len(found) == len(known)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    going = [one.candidate for one in found if one.chosen]
    assert len(going) <= places
    if share:
        provinces = [one.province for one in going if one.province]
        assert all(provinces.count(province) <= share for province in provinces)
