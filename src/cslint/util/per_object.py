"""Cache what is computed from an object for as long as the object exists."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar, TypeVarTuple
from weakref import WeakKeyDictionary

Owner = TypeVar("Owner")
Rest = TypeVarTuple("Rest")
Result = TypeVar("Result")


def cached_per_object(function: Callable[[Owner, *Rest], Result]) -> Callable[[Owner, *Rest], Result]:
    """Decorate a function so that its results are freed together with its first argument.

    Results must not refer to that argument, which would then never be freed.
    """
    results: WeakKeyDictionary[Owner, dict[tuple[object, ...], Result]] = WeakKeyDictionary()

    @wraps(function)
    def cached(owner: Owner, *rest: *Rest) -> Result:
        known = results.get(owner)
        if known is None:
            known = results[owner] = {}
        if rest not in known:
            known[rest] = function(owner, *rest)
        return known[rest]

    return cached
