"""What is handed out: the wheel and the source archive hold what they should, and nothing else."""

from __future__ import annotations

import email
import os
import re
import subprocess
import sys
import tarfile
import zipfile
from email.message import Message
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DATA = "src/copydesk/data/"
WHEEL, ARCHIVE = 4_400_000, 5_000_000  # the wheel with its compiled kernels
"""The most bytes of each; what grows past that is to be looked at."""
SCRIPT = """
import copydesk
from copydesk import Pipeline, clean, clean_folder, explain
from copydesk.folder import FolderReport

copydesk.cues
cleaned: str = clean("Rain fell.")
reasons: dict[str, int] = explain(cleaned).reasons()
pipeline: Pipeline = Pipeline.default(keep=["^Source"])


def cleaned_folder(source: str) -> FolderReport:
    return clean_folder(source, "clean", pipeline=pipeline, workers=0)
"""
"""A user's script: no warning, and its types are known."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs a checkout"),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, as `python -m build` makes them."""
    pytest.importorskip("build", reason="needs build: pip install 'copydesk[dev]'")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "-o", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    [path] = built.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def unpacked(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    wheel.extractall(folder)
    return folder


@pytest.fixture(scope="module")
def metadata(wheel: zipfile.ZipFile) -> Message:
    [name] = [name for name in wheel.namelist() if name.endswith(".dist-info/METADATA")]
    return email.message_from_bytes(wheel.read(name))


def tracked(below: str = ".") -> set[str]:
    """The files of the repository."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", below], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(filter(None, listed.stdout.split("\0")))


def test_the_wheel_holds_the_package_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    inside = {name for name in names if ".dist-info/" not in name}
    compiled = {
        name for name in inside if re.fullmatch(r".*/_kernels/\w+\.[\w.-]+\.(so|pyd)", name)
    }
    sources = {x for x in tracked("src/copydesk") if x.endswith((".pyx", "/frames.toml"))}
    assert sources
    packed = tracked("src/copydesk") - sources
    assert inside - compiled == {x.removeprefix("src/") for x in packed}
    assert "copydesk/py.typed" in names


def test_the_archive_holds_the_repository_and_nothing_else(built: Path) -> None:
    [path] = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        names = {x.name.partition("/")[2] for x in archive.getmembers() if x.isfile()}
    assert names - {"PKG-INFO"} == tracked()


def test_neither_is_larger_than_it_has_to_be(built: Path) -> None:
    [wheel], [archive] = built.glob("*.whl"), built.glob("*.tar.gz")
    assert wheel.stat().st_size < WHEEL
    assert archive.stat().st_size < ARCHIVE


def test_licences_travel(wheel: zipfile.ZipFile, metadata: Message) -> None:
    package = {"LICENSE", *tracked("src/copydesk")}
    texts = [name for name in package if re.search(r"LICENSE[\w.-]*$", name)]
    packed = [name for name in wheel.namelist() if ".dist-info/licenses/" in name]
    assert len(packed) == len(texts) >= 5
    said = " ".join(wheel.read(name).decode() for name in packed)
    assert metadata["License-Expression"] == "MIT AND Apache-2.0 AND CC-BY-3.0 AND CC-BY-SA-4.0"
    for licence in ("MIT", "Apache License", "CC BY-SA 4.0", "Attribution 3.0"):
        assert licence in said


def test_each_data_file_has_its_licence() -> None:
    """What is not MIT is told by name, and what is told by name is there."""
    said = (ROOT / DATA / "DATA-LICENSE.txt").read_text("utf-8")
    for name in re.findall(r"^  (\S+\.json|\S+\.toml|\S+/)", said, re.M):
        assert (ROOT / DATA / name).exists(), name
    for statement in re.findall(r"\S+LICENSE\S*\.txt", said):
        assert (ROOT / DATA / statement).exists(), statement


def test_the_description_has_no_link_that_leads_nowhere(metadata: Message) -> None:
    text = str(metadata.get_payload())
    assert re.findall(r"\]\((?!https?:)[^)]*\)", text) == []
    assert "![" not in text
    assert "clean(scraped)" in text


def test_a_users_script_runs_without_a_warning(unpacked: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(unpacked)}
    where = "import copydesk; print(copydesk.__file__)"
    for code, said in ((SCRIPT, ""), (where, f"{unpacked}/copydesk/__init__.py\n")):
        command = [sys.executable, "-W", "error", "-c", code]
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert (done.stdout, done.stderr) == (said, "")


def test_a_wheel_is_what_it_was_built_from(unpacked: Path) -> None:
    """It runs the kernels that it holds, and names what it does as the sources do."""
    code = "from copydesk import _kernels; print(_kernels.form());"
    code += "from copydesk.pipeline.fingerprint import package_digest; print(package_digest())"
    said = []
    for path in (unpacked, ROOT / "src"):
        env = os.environ | {"PYTHONPATH": str(path), "COPYDESK_PURE": "0"}
        done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True)
        said.append(done.stdout.split("\n"))
    compiled = list(unpacked.glob("copydesk/_kernels/_*.*.*"))
    assert said[0][0] == ("compiled" if compiled else "pure Python")
    assert said[0][1:] == said[1][1:] != []


@pytest.mark.parametrize("checker", ["mypy --strict", "pyright"])
def test_a_users_script_is_typed(unpacked: Path, tmp_path: Path, checker: str) -> None:
    name, *options = checker.split()
    pytest.importorskip(name, reason=f"needs {name}")
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    # The script's folder is another than the package's, which is looked at as an installed one.
    where = os.environ | {"MYPYPATH": "", "PYTHONPATH": str(unpacked)}
    command = [sys.executable, "-m", name, *options, "script.py"]
    done = subprocess.run(command, cwd=tmp_path, env=where, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
