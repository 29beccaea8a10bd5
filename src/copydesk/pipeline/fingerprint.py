"""A stable name for what a pipeline does: when it changes, results have to be made again.

It covers copydesk's own code and data, the cleaners, their order and their options, and the code of
a user's own functions with the constants and helpers that they use. Installed packages count by
their version. For one version of Python it is the same in every process, on every machine and under
every hash seed. What a cleaner reads while it runs, such as a file or a service, is beyond it.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from dataclasses import fields, is_dataclass
from functools import cache, partial
from hashlib import sha256
from importlib import metadata
from importlib.resources import files
from importlib.resources.abc import Traversable
from sysconfig import get_paths
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

_PLAIN = (str, bytes, int, float, complex, type(None), type(Ellipsis))


def fingerprint(pipeline: Iterable[Any]) -> str:
    """32 hexadecimal digits that stand for a pipeline, or for any other cleaners in order.

    >>> fingerprint([str.strip]) == fingerprint([str.strip]) != fingerprint([str.lower])
    True
    """
    described = [_Describer().describe(cleaner) for cleaner in pipeline]
    return sha256(repr((package_digest(), described)).encode()).hexdigest()[:32]


@cache
def package_digest() -> str:
    """A digest of copydesk itself, its code and its data, computed once a process."""
    digest = sha256()
    for name, file in sorted(_walk(files("copydesk"), "")):
        digest.update(f"{name}\0".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


_SILENT = ".pyc", ".so", ".pyd", ".pyx", "frames.toml"
"""What is compiled from a source that speaks, or says the same as its reference; what is the source
of data that is read in its place, and in no wheel."""


def _walk(folder: Traversable, path: str) -> Iterable[tuple[str, Traversable]]:
    for entry in folder.iterdir():
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _walk(entry, f"{path}{entry.name}/")
        elif not entry.name.endswith(_SILENT):
            yield path + entry.name, entry


class _Describer:
    """Turns a value into nested tuples of plain parts, the same for equal values.

    Functions, classes and instances are told apart by when they were met, so that a function that
    calls itself has an end. Constants are not: whether two equal ones are one object is chance.
    """

    def __init__(self) -> None:
        self.met: dict[int, tuple[int, Any]] = {}  # holds what it has met, so that ids stay theirs

    def describe(self, value: Any) -> object:
        if isinstance(value, _PLAIN) and type(value).__module__ == "builtins":
            return value
        if isinstance(value, tuple | list):
            return [self.describe(item) for item in value]
        if isinstance(value, set | frozenset):
            return sorted(repr(_Describer().describe(item)) for item in value)
        if isinstance(value, dict):
            items = [(repr(_Describer().describe(key)), key) for key in value]
            return [(name, self.describe(value[key])) for name, key in sorted(items, key=_first)]
        if isinstance(value, CodeType):
            names = repr((value.co_names, value.co_varnames, value.co_freevars))
            return value.co_code.hex(), names, self.describe(value.co_consts)
        if isinstance(value, re.Pattern):
            return "pattern", value.pattern, value.flags
        if isinstance(value, ModuleType):
            return "module", value.__name__, _version(value.__name__)
        if id(value) in self.met:
            return "met", self.met[id(value)][0]
        self.met[id(value)] = len(self.met), value
        return type(value).__qualname__, self._named(value)

    def _named(self, value: Any) -> object:
        if isinstance(value, partial):
            return self.describe([value.func, value.args, value.keywords])
        if isinstance(value, MethodType):
            return self.describe([value.__func__, value.__self__])
        if isinstance(value, staticmethod | classmethod):
            return self.describe(value.__func__)
        if isinstance(value, property):
            return self.describe([value.fget, value.fset])
        if not isinstance(value, FunctionType | type):
            return self._instance(value)
        name = f"{value.__module__}.{value.__qualname__}"
        if _installed(value.__module__):
            return name, _version(value.__module__)
        return name, self._class(value) if isinstance(value, type) else self._function(value)

    def _function(self, value: FunctionType) -> object:
        used = sorted(_globals(value.__code__) & value.__globals__.keys())
        closure = [cell.cell_contents for cell in value.__closure__ or ()]
        options = [value.__defaults__, value.__kwdefaults__, closure]
        return self.describe(
            [value.__code__, options, used, [value.__globals__[name] for name in used]]
        )

    def _class(self, value: type) -> object:
        members = {
            name: member
            for name, member in vars(value).items()
            if isinstance(member, FunctionType | staticmethod | classmethod | property)
            or (isinstance(member, _PLAIN) and not name.startswith("__"))
        }
        return self.describe([members, list(value.__bases__)])

    def _instance(self, value: Any) -> object:
        """An instance by its class and its state; a wrapper such as `cache` by what it wraps."""
        if hasattr(value, "__wrapped__"):
            return self.describe(value.__wrapped__)
        kind = self.describe(type(value))
        if is_dataclass(value):
            return kind, self.describe({f.name: getattr(value, f.name) for f in fields(value)})
        try:
            state = value.__reduce_ex__(4)
        except Exception:  # a lock, an open file, what refuses: it has no state to speak of
            return kind
        return kind, self.describe(state)


def _first(pair: tuple[str, object]) -> str:
    return pair[0]


def _globals(code: CodeType) -> set[str]:
    """The global names that a function's code reads, that of the functions inside it included."""
    from dis import get_instructions

    read = {i.argval for i in get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
    inner = (const for const in code.co_consts if isinstance(const, CodeType))
    return read.union(*map(_globals, inner))


@cache
def _installed(module: str | None) -> bool:
    """Is it copydesk, part of Python or an installed package, and not the user's own code?"""
    if module is None:  # a function that was made by `exec` or by hand
        return False
    top = module.partition(".")[0]
    if top in sys.stdlib_module_names or top == "copydesk":
        return True
    paths = get_paths()
    file = str(getattr(sys.modules.get(module), "__file__", None) or "")
    return file.startswith((paths["purelib"], paths["platlib"]))


@cache
def _version(module: str) -> str:
    top = module.partition(".")[0]
    known = getattr(sys.modules.get(top), "__version__", None)
    if known is None and top not in sys.stdlib_module_names:
        try:
            known = metadata.version(top)
        except metadata.PackageNotFoundError:
            known = ""
    return str(known)
