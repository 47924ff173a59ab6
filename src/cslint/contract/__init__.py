"""Requirements: what a template asks for, read once, and applied to a document.

``cslint.contract`` is also a function of the library, and importing this package gives that name to the package. So
the package can be called, too.
"""

import sys
from types import ModuleType
from typing import Any


class _CallablePackage(ModuleType):
    def __call__(self, *arguments: Any, **options: Any) -> Any:
        import cslint

        return cslint.__getattr__("contract")(*arguments, **options)


sys.modules[__name__].__class__ = _CallablePackage
