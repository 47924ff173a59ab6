"""Results that belong to an object."""

from __future__ import annotations

import gc
import weakref

from cslint.util.per_object import cached_per_object


class Owner:
    pass


class Result:
    pass


calls: list[tuple[object, ...]] = []


@cached_per_object
def computed(owner: Owner, *rest: int) -> Result:
    calls.append((owner, *rest))
    return Result()


def test_a_result_is_computed_once_for_each_object_and_its_arguments() -> None:
    calls.clear()
    one, other = Owner(), Owner()
    assert computed(one) is computed(one)
    assert computed(one, 1) is computed(one, 1)
    assert len({id(computed(one)), id(computed(one, 1)), id(computed(other))}) == 3
    assert calls == [(one,), (one, 1), (other,)]
    assert not vars(one)


def test_a_result_is_freed_with_its_object() -> None:
    owner = Owner()
    result = weakref.ref(computed(owner))
    calls.clear()
    del owner
    gc.collect()
    assert result() is None
