"""The house: imports, packaging, locks, and what a run may touch."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def python(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run this Python in a process of its own."""
    environment = {**os.environ, **variables}
    return subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=False, env=environment)


def test_no_room_imports_one_to_its_left() -> None:
    done = subprocess.run(
        [Path(sys.executable).parent / "lint-imports", "--no-cache"],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stdout[-2000:]


def test_importing_the_package_loads_no_model_and_no_parser() -> None:
    code = "import communique, sys; print([m for m in ('numpy', 'rich', 'spacy', 'trafilatura') if m in sys.modules])"
    assert python("-c", code).stdout == "[]\n"


def test_read_stays_a_function_after_the_room_of_that_name_was_imported() -> None:
    code = (
        "import communique; first = communique.read; import communique.read.model; from communique.read import Reading;"
        "print(communique.read is first, callable(first), Reading.__module__)"
    )
    assert python("-c", code).stdout == "True True communique.read.reading\n"


def test_a_run_opens_no_connection_and_looks_up_no_name() -> None:
    code = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.sendto', 'socket.getaddrinfo', 'urllib.Request'):\n"
        "        raise SystemExit(f'network: {event} {arguments}')\n"
        "sys.addaudithook(watch)\n"
        "from communique.cli import main\n"
        "main(['demo', '--format', 'exchange'])\n"
    )
    done = python("-c", code)
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) >= 12


def test_the_same_bytes_come_out_whatever_the_hash_seed_the_locale_and_the_place(tmp_path: Path) -> None:
    first, second = (
        subprocess.run(
            [sys.executable, "-m", "communique", "demo", "--format", "jsonl"],
            capture_output=True,
            check=True,
            cwd=place,
            env={**os.environ, **variables},
        ).stdout
        for place, variables in (
            (ROOT, {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8"}),
            (tmp_path, {"PYTHONHASHSEED": "2", "LC_ALL": "C", "TZ": "Asia/Tokyo", "COLUMNS": "200"}),
        )
    )
    assert first == second != b""


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pinned_package_has_a_hash_and_comes_from_no_place_of_this_machine(lock: str) -> None:
    text = (ROOT / lock).read_text(encoding="utf-8")
    entries = re.findall(r"^([a-z0-9][a-z0-9._-]*)==\S+.*\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)*)", text, re.M)
    assert all(hashes for _, hashes in entries)
    assert len(entries) == len(re.findall(r"^[^\s#]", text, re.M))
    assert not re.search(r"file:|--(?:extra-)?index-url|--find-links|@ ", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_every_dependency_has_both_bounds_and_is_pinned(lock: str) -> None:
    pinned = set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", (ROOT / lock).read_text(encoding="utf-8"), re.M))
    wanted = [*PROJECT["dependencies"]]
    if lock == "requirements-dev.lock":
        wanted += PROJECT["optional-dependencies"]["dev"]
    for line in wanted:
        name = re.match(r"[a-z0-9._-]+", line)
        assert name is not None
        assert name.group() in pinned
        assert re.search(r">=.+<|==", line), f"{line} lacks a bound"


@pytest.mark.slow
def test_the_wheel_holds_the_code_the_lexicon_the_samples_and_the_licence(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
        archive.extractall(tmp_path / "installed")
    sources = ROOT / "src" / "communique"
    for file in sources.rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            assert f"communique/{file.relative_to(sources).as_posix()}" in held
    for sample in (ROOT / "samples").iterdir():
        assert f"communique/samples/{sample.name}" in held
    assert any(name.endswith("licenses/LICENSE") for name in held)
    # The wheel alone, without the working copy on the path, finds its samples and its data.
    place = tmp_path / "installed"
    code = f"import sys; sys.path.insert(0, {str(place)!r}); import communique; print(communique.__file__); "
    code += "from communique.cli import main; main(['demo', '--format', 'exchange'])"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.startswith(str(place))
    assert len(ran.stdout.splitlines()) >= 13


def test_no_module_is_too_long_to_be_read_at_once() -> None:
    long = [
        f"{file.name}: {lines}"
        for file in (ROOT / "src").rglob("*.py")
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > 400
    ]
    assert long == []
