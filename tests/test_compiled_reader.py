"""The optional compiled form of the reader: what it takes, and what it leaves behind."""

import os
import subprocess
import tomllib
from pathlib import Path

import pytest

import dev
from benchmarks import compiled_reader
from benchmarks.compiled_reader import COMPILED, LEFT_OUT, ROOT, products, remove, sources

PRODUCTS = (
    "nlp/reader.cpython-311-x86_64-linux-gnu.so",
    "nlp/text/fold.cp311-win_amd64.pyd",
    "skillgauge_reader__mypyc.so",
)


@pytest.fixture
def built(tmp_path):
    """Return a checkout with empty files where compiled ones would be."""
    for name in (*PRODUCTS, "nlp/reader.py", "nlp/text/fold.py", "data/other.so"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def test_each_part_of_the_reader_is_compiled_or_left_out_for_a_reason():
    parts = {
        path.name
        for path in (ROOT / "nlp").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }

    assert {*COMPILED, *LEFT_OUT} == parts - {"__init__.py"}
    assert set(COMPILED).isdisjoint(LEFT_OUT)
    assert {"nlp/reader.py", "nlp/text/fold.py", "nlp/facts/pay.py"} <= set(sources(ROOT))
    assert all((ROOT / name).is_file() for name in sources(ROOT))


def test_going_back_removes_what_was_compiled_and_nothing_else(built):
    assert [path.relative_to(built).as_posix() for path in products(built)] == sorted(PRODUCTS)

    assert (remove(built), remove(built)) == (3, 0)

    assert (built / "nlp/reader.py").exists()
    assert (built / "data/other.so").exists()


def test_without_a_c_compiler_it_names_the_debian_package(monkeypatch, capsys):
    monkeypatch.setattr(compiled_reader.shutil, "which", lambda _name: None)

    code = compiled_reader.main([])

    assert (code, capsys.readouterr().err) == (
        2, "dev.py: there is no C compiler; on Debian or Ubuntu: sudo apt install gcc\n"
    )  # fmt: skip  # a pair


def test_without_the_headers_of_python_it_names_their_package(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr(compiled_reader.shutil, "which", lambda name: name)
    monkeypatch.setattr(compiled_reader.sysconfig, "get_paths", lambda: {"include": str(tmp_path)})

    assert compiled_reader.main([]) == 2
    assert "sudo apt install python3." in capsys.readouterr().err


def test_what_is_compiled_is_neither_committed_nor_packaged():
    ignored = subprocess.run(
        ["git", "check-ignore", *PRODUCTS], cwd=ROOT, capture_output=True, text=True, check=False
    )
    if ignored.returncode > 1:
        pytest.skip("this is no git checkout")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

    assert ignored.stdout.split() == list(PRODUCTS)
    assert {"*.so", "*.pyd"} <= set(project["tool"]["hatch"]["build"]["exclude"])


def test_a_compiled_reader_older_than_its_source_is_named(built, monkeypatch, capsys):
    monkeypatch.setattr(dev, "ROOT", built)
    for path in products(built):
        os.utime(path, (100, 100))
    dev.warn_of_old_build()
    old = capsys.readouterr().err
    for path in Path(built, "nlp").rglob("*.py"):
        os.utime(path, (50, 50))

    dev.warn_of_old_build()

    assert "`python3 dev.py compile` makes it again" in old
    assert not capsys.readouterr().err


def test_the_form_in_use_is_plain_python_unless_something_was_compiled():
    assert (compiled_reader.form_in_use() == "compiled") == bool(products(ROOT))
