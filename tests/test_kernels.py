"""Compiled kernels do what their references do; without a compiler the library is pure Python."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import copydesk
from copydesk import _kernels
from copydesk._kernels.guards import is_plain
from copydesk._kernels.keys import first_words, phrase_key
from copydesk._kernels.openings import Frames, Looked
from copydesk._text import data
from copydesk.cleaners.boilerplate.cue_screen import looked_for
from copydesk.cleaners.boilerplate.cue_tables import of_plain
from copydesk.cleaners.characters import cleaner as characters
from tests.awkward import needs_data
from tests.quality import corpus

ROOT = Path(__file__).parents[1]
FOLDER = Path(_kernels.__file__).parent
NAMES = sorted(path.stem[1:] for path in FOLDER.glob("_[a-z]*.pyx"))

needs_kernels = pytest.mark.skipif(
    _kernels.form() != "compiled",
    reason="needs compiled kernels: python -m copydesk._kernels.build",
)
needs_checkout = pytest.mark.skipif(
    not (ROOT / "pyproject.toml").exists(), reason="needs a checkout"
)

Kernel = Callable[..., Any]


@cache
def reference(name: str) -> ModuleType:
    """A module of kernels as if nothing had been compiled."""
    spec = importlib.util.spec_from_file_location(f"reference.{name}", FOLDER / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)  # there is no compiled `reference._name`
    return module


def compiled(name: str) -> ModuleType:
    return import_module(f"copydesk._kernels._{name}")


def both(name: str, function: str) -> tuple[Kernel, Kernel]:
    """A function's reference and its compiled form."""
    pair = getattr(reference(name), function), getattr(compiled(name), function)
    assert pair[0] is not pair[1]
    return pair


# Letters of each width, white space of all kinds, line breaks that are none here, a lone surrogate.
TEXTS = st.text(
    st.sampled_from(
        "aZ9fiThl((²½!?” .,:;'\"’“–<&|\n\n\n\t\r\x0b\x0c\x1c\x85\xa0\u2028\u3000é´日\ud800😀"
    )
)


def on_texts(name: str, function: str) -> Callable[[str], None]:
    one, other = both(name, function)

    def same(text: str) -> None:
        assert one(text) == other(text)

    return same


TEXT_KERNELS = [("guards", "is_plain"), ("lines", "filled"), ("lines", "is_tidy")]
"""Those that take a text and nothing else."""


@needs_kernels
@pytest.mark.parametrize(("name", "function"), TEXT_KERNELS)
@given(text=TEXTS)
def test_compiled_and_pure_agree(name: str, function: str, text: str) -> None:
    on_texts(name, function)(text)


@needs_kernels
@needs_data
@pytest.mark.parametrize(("name", "function"), TEXT_KERNELS)
def test_compiled_and_pure_agree_on_real_texts(name: str, function: str) -> None:
    same = on_texts(name, function)
    for page in corpus.pages("dev", None):
        same(page["text"])


@needs_kernels
@given(
    text=st.text(st.sampled_from("Cu20?%’ strevlm-\naâé“ñ\xa0À€"), max_size=9),
    signs=st.lists(st.sampled_from(["a", "tr", "20%", "é", "é ", "vel", "\n"])),
)
def test_guards_agree(text: str, signs: list[str]) -> None:
    for function, options in (("is_plain", ()), ("holds_any", (tuple(signs),))):
        one, other = both("guards", function)
        assert one(text, *options) == other(text, *options)


@needs_kernels
@given(text=TEXTS, signs=st.sampled_from(["", "aZ9", "(!?<&|\t"]))
def test_signs_are_counted_alike(text: str, signs: str) -> None:
    one, other = both("guards", "count_signs")
    assert one(text, signs) == other(text, signs)


@needs_kernels
def test_each_character_is_as_plain_compiled() -> None:
    one, other = both("guards", "is_plain")
    beside = [("", ""), ("a", "a"), ("é", ""), ("", "é"), ("?", ""), (" ", "\n")]
    for code in (*range(0x30000), *range(0x30000, 0x110000, 97)):
        for before, after in beside if code < 0x3100 else beside[:2]:
            text = before + chr(code) + after
            assert one(text) == other(text), ascii(text)


WORDS = ["a", "z", "0", "é", "日", "#", "@", "©", "az", "za", "i"]
"""Words of which some stand in the texts."""
LETTERS = "aaaZZ90iI ...,:!)(|[#@©'\"’”“»–_\n\té日ß´ıİK²À×ЮŚदाি५।⁰…。\x1c\xa0 "
NEEDS = ["", "a é", "ss i k àz", "ı", ". ,", "a é\ni z _a", "_ _é z\n."]


def beginnings(values: st.SearchStrategy[int]) -> st.SearchStrategy[dict[str, dict[str, int]]]:
    seconds = st.dictionaries(st.sampled_from(["", *WORDS]), values)
    return st.dictionaries(st.sampled_from(WORDS), seconds)


@st.composite
def frames(draw: st.DrawFn) -> Frames:
    sizes = draw(st.lists(st.integers(0, 30), max_size=4))
    needs = [draw(st.integers(0, len(NEEDS) - 1)) for _ in sizes]
    some = st.tuples(st.sampled_from(WORDS), st.sampled_from(["", *WORDS]))
    openings = dict[str, list[int]]()
    longest = dict[str, int]()
    for number, size in enumerate(sizes):
        for first, second in draw(st.lists(some, min_size=1, max_size=3)):
            openings.setdefault(f"{first} {second}".strip(), []).append(number)
            longest[first] = max(size, longest.get(first, 0))
    return Frames({k: " ".join(map(str, v)) for k, v in openings.items()}, longest, needs, sizes)


@st.composite
def what_is_looked_for(draw: st.DrawFn) -> Looked:
    numbers = st.dictionaries(st.sampled_from(WORDS), st.integers(0, 30))
    phrases = st.dictionaries(st.text(st.sampled_from("az 0'éi"), max_size=4), st.integers(0, 9))
    return Looked(
        NEEDS, draw(st.integers(0, 40)), draw(phrases), draw(numbers), set(draw(phrases)),
        draw(st.integers(0, 40)), draw(frames()), draw(frames()), draw(frames()),
        draw(beginnings(st.integers(0, 6))), draw(st.sets(st.integers(0, 3))),
        draw(st.integers(0, 30)),
        draw(beginnings(st.integers(0, 1))),
    )  # fmt: skip


@needs_kernels
@given(text=st.text(st.sampled_from(LETTERS)), looked=what_is_looked_for())
def test_screens_agree(text: str, looked: Looked) -> None:
    one, other = (form(looked) for form in both("openings", "Screen"))
    assert one.lines(text) == other.lines(text)
    assert one.line(text) == other.line(text)
    assert one.whole(text) == other.whole(text)


@needs_kernels
def test_each_character_is_looked_up_alike() -> None:
    chars = [chr(code) for code in range(0x30000) if not 0xD800 <= code < 0xE000]
    lines = [f"{char}{behind}" for char in chars if char != "\n" for behind in ("a", "")]
    keys = {first_words(line)[0] for line in lines}
    nothing = Frames({}, {}, [], [])
    of_all = Frames(dict.fromkeys(keys, "0"), dict.fromkeys(keys, 9), [0], [9])
    looked = Looked([""], 9, {}, {}, set(), 0, of_all, nothing, nothing, {}, set(), 0, {})
    one, other = (form(looked) for form in both("openings", "Screen"))
    for line in lines:
        assert one.whole(line) == other.whole(line), ascii(line)


@needs_kernels
@needs_data
def test_screens_agree_on_real_texts() -> None:
    looked = looked_for(of_plain(data.parsed("cues/tables.marshal")))
    one, other = (form(looked) for form in both("openings", "Screen"))
    for page in corpus.pages("dev", None):
        assert one.lines(page["text"]) == other.lines(page["text"])


@needs_kernels
@given(line=st.text(st.sampled_from("aZ0 9.,'’-:!(\té日ﬁ\x1c")))
def test_phrases_are_known_by_the_same_key(line: str) -> None:
    nothing = Frames({}, {}, [], [])
    looked = Looked([""], 99, {phrase_key(line): 7}, {first_words(line)[0]: 99}, set(), 0, nothing,
                    nothing, nothing, {}, set(), 0, {})  # fmt: skip
    for form in both("openings", "Screen"):
        assert form(looked).whole(line)[0] == (7 if line else -1)


@given(text=st.text(st.sampled_from("Cu20?%’ strevlm-\naâé“ñ\xa0À€ÃÕ´\ufffd\r&;amp=\\n")))
def test_plain_texts_need_no_mending(text: str) -> None:
    assert not is_plain(text) or fix_unguarded(text) == text


@needs_data
def test_real_plain_texts_need_no_mending() -> None:
    plain = [page["text"] for page in corpus.pages("dev", None) if is_plain(page["text"])]
    assert plain
    assert [text for text in plain if fix_unguarded(text) != text] == []


def fix_unguarded(text: str) -> str:
    return characters._settled(text, None)


@needs_kernels
@pytest.mark.parametrize("name", NAMES)
def test_every_kernel_has_its_reference_and_runs(name: str) -> None:
    """Each public function of a compiled module is the one that its Python module offers."""
    module, fast = import_module(f"copydesk._kernels.{name}"), compiled(name)
    public = {key for key in vars(fast) if callable(getattr(fast, key)) and key[0] != "_"}
    assert public
    assert public <= set(vars(reference(name)))
    assert all(getattr(module, key) is getattr(fast, key) for key in public)


def run(code: str, **env: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | env,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_pure_python_on_demand() -> None:
    code = "from copydesk import _kernels as k; from copydesk._kernels.lines import filled;"
    code += "print(k.form(), type(filled).__name__)"
    assert run(code, COPYDESK_PURE="1") == "pure Python function"


def test_binaries_stay_out_of_the_fingerprint(tmp_path: Path) -> None:
    """The same name for what it does, compiled or not."""
    code = "from copydesk.pipeline.fingerprint import package_digest; print(package_digest())"
    copies = [tmp_path / "pure", tmp_path / "compiled"]
    for folder in copies:
        shutil.copytree(Path(copydesk.__file__).parent, folder / "copydesk", ignore=_BINARIES)
    (copies[1] / "copydesk/_kernels/_lines.cpython-399-none.so").write_bytes(b"\x7fELF")
    (copies[1] / "copydesk/_kernels/_lines.cp399-none.pyd").write_bytes(b"MZ")
    one, other = (run(code, PYTHONPATH=str(folder)) for folder in copies)
    assert one == other


_BINARIES = shutil.ignore_patterns("__pycache__", "*.so", "*.pyd")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What a build needs of the repository."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "src", folder / "src", ignore=_BINARIES)
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    return folder


@pytest.fixture
def small_checkout(checkout: Path) -> Path:
    """The same with the two smallest kernels: that each compiles is seen where they run."""
    kernels = sorted(checkout.rglob("*.pyx"), key=lambda path: path.stat().st_size)
    for path in kernels[2:]:
        path.unlink()
    return checkout


def built(folder: Path, target: str, **env: str) -> Path:
    """The one file that a build of a folder gives."""
    out = folder / "dist"
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(out)]
    done = subprocess.run(
        command, cwd=folder, env=os.environ | env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    [file] = out.iterdir()
    return file


def binaries(wheel: Path) -> set[str]:
    """The kernels that a wheel holds compiled."""
    with zipfile.ZipFile(wheel) as packed:
        files = map(Path, packed.namelist())
        return {file.name.split(".")[0] for file in files if file.suffix in (".so", ".pyd")}


NO_COMPILER = {"CC": "no-such-compiler", "CXX": "no-such-compiler", "COPYDESK_BUILD": ""}


@needs_checkout
@pytest.mark.skipif(sys.platform == "win32", reason="its compiler is not named by CC")
def test_without_a_compiler_a_build_gives_the_pure_library(checkout: Path) -> None:
    """From the packed sources, which hold those of the kernels, too."""
    with tarfile.open(built(checkout, "sdist", **NO_COMPILER)) as packed:
        packed.extractall(checkout.parent, filter="data")
    [folder] = checkout.parent.glob("copydesk-*")
    assert {path.stem for path in folder.rglob("*.pyx")} == {f"_{name}" for name in NAMES}
    wheel = built(folder, "wheel", **NO_COMPILER)
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not binaries(wheel)


@needs_checkout
@pytest.mark.skipif(sys.platform == "win32", reason="its compiler is not named by CC")
def test_a_build_that_has_to_compile_says_why_it_cannot(small_checkout: Path) -> None:
    with pytest.raises(AssertionError, match="no-such-compiler"):
        built(small_checkout, "wheel", **{**NO_COMPILER, "COPYDESK_BUILD": "compiled"})


@needs_checkout
def test_a_build_that_is_to_be_pure_compiles_nothing(checkout: Path) -> None:
    wheel = built(checkout, "wheel", COPYDESK_BUILD="pure")
    assert wheel.name.endswith("-py3-none-any.whl")
    assert not binaries(wheel)


@needs_checkout
@needs_kernels
def test_a_compiled_wheel_is_named_after_its_platform(small_checkout: Path) -> None:
    sources = small_checkout / "src"
    wheel = built(small_checkout, "wheel", COPYDESK_BUILD="compiled")
    assert not wheel.name.endswith("-none-any.whl")
    assert binaries(wheel) == {path.stem for path in sources.rglob("*.pyx")}
    assert not list(sources.rglob("*.so"))
