"""Puts the packages of the checkout under one name in a wheel: `data.paths` becomes `skillgauge.data.paths`.

hatchling runs this while it builds a wheel, from a checkout or from an unpacked sdist. Only the modules named
in import statements are changed, each in its place, so lines keep their numbers and tracebacks fit the
checkout. Rewritten files lie in a temporary folder; nothing is written into the source tree. An editable
installation puts the checkout itself on the path and changes nothing.
"""

from __future__ import annotations

import ast
import io
import re
import tempfile
import tokenize
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, cast

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "skillgauge"
ROOMS = ("analysis", "commands", "dashboard", "data", "nlp", "scraper")
# Streamlit puts the folder of the script that it serves first on the path, so the script has one of its own
FILES = {"app.py": f"{PACKAGE}/served/app.py", "cli.py": f"{PACKAGE}/cli.py"}
OURS = {*ROOMS, *(name.removesuffix(".py") for name in FILES)}
IMPORTERS = ("import_module", "__import__", "find_spec", "run_module")
FROM = re.compile(rb"from(?:\s|\\\r?\n)+")  # up to the module's name, which may stand on the next line
Edit = tuple[int, int]  # where a name starts: the line from 1, the byte in it from 0


class UnrewritableImport(ValueError):
    """A form that names a module of ours and would not find it in a wheel; says where, and what to write."""


class OneTopLevelName(BuildHookInterface[Any]):
    """The build hook: hands hatchling the rewritten files in place of those it selected."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Rewrite all Python files for a wheel. Raises UnrewritableImport."""
        if version == "editable":
            return
        self.written = tempfile.TemporaryDirectory(prefix="skillgauge-wheel-")
        selected = {Path(file.path): file.distribution_path for file in self._selected()}
        for path, place in sorted(selected.items()):
            target = Path(self.written.name, place)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(rewritten(path.read_bytes(), path.relative_to(self.root).as_posix()))
            build_data["force_include"][str(target)] = place

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove the rewritten files."""
        if version != "editable":
            self.written.cleanup()

    def _selected(self) -> Iterator[Any]:
        """Yield the Python files that the wheel takes, without what pyproject.toml or git leave out."""
        builder = self.build_config.builder
        for file in builder.recurse_selected_project_files():
            if file.path.endswith(".py"):
                yield file
        single = {str(Path(self.root, name)): place for name, place in FILES.items()}
        yield from builder.recurse_forced_files(single)


def rewritten(source: bytes, name: str) -> bytes:
    """Return the text of a module with its imports of our modules under `skillgauge`.

    `name` is for errors. Raises UnrewritableImport, also for another encoding than UTF-8, in which the places
    of names are counted; SyntaxError for what is not Python.
    """
    encoding, _ = tokenize.detect_encoding(io.BytesIO(source).readline)
    if encoding not in ("utf-8", "utf-8-sig"):
        raise UnrewritableImport(f"{name} is written in {encoding}; write it in UTF-8")
    mark = source[: len(BOM_UTF8)] if source.startswith(BOM_UTF8) else b""
    lines = source.removeprefix(mark).splitlines(keepends=True)
    for line, column in sorted(edits(ast.parse(source, name), lines, name), reverse=True):
        text = lines[line - 1]
        lines[line - 1] = text[:column] + f"{PACKAGE}.".encode() + text[column:]
    return mark + b"".join(lines)


def edits(tree: ast.Module, lines: list[bytes], name: str) -> Iterator[Edit]:
    """Yield where names of our modules start in import statements. Raises UnrewritableImport."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and not node.level and is_ours(node.module):
            yield start_of_module(node, lines)
        elif isinstance(node, ast.Import):
            for alias in filter(lambda one: is_ours(one.name), node.names):
                if alias.asname is None:
                    bound = alias.name.partition(".")[0]
                    raise refusal(name, node, f"binds {bound!r}; name what you need from it, or use `as`")
                yield alias.lineno, alias.col_offset
        elif isinstance(node, ast.expr) and (named := module_in_words(node)):
            raise refusal(name, node, f"names {named!r} in a string; use data.paths.module_name")


def is_ours(module: str) -> bool:
    """Tell whether a dotted name begins with one of our packages or files."""
    return module.partition(".")[0] in OURS


def start_of_module(node: ast.ImportFrom, lines: list[bytes]) -> Edit:
    """Return where the module of `from MODULE import ...` starts; the tree has only the statement's start."""
    statement = b"".join(lines[node.lineno - 1 : node.end_lineno])[node.col_offset :]
    found = FROM.match(statement)
    assert found, statement[:80]  # noqa: S101 - the parser has found this statement here
    passed = found.group().splitlines(keepends=True)
    below = len(passed) - 1 + passed[-1].endswith(b"\n")
    column = 0 if passed[-1].endswith(b"\n") else len(passed[-1])
    return node.lineno + below, column + (0 if below else node.col_offset)


def module_in_words(node: ast.expr) -> str:
    """Return the module of ours in a string: import_module("nlp.x"), ["-m", "nlp.x"]; "" for others."""
    found: list[ast.expr] = []
    if isinstance(node, ast.Call):
        called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        if called in IMPORTERS:
            found += [*node.args, *(keyword.value for keyword in node.keywords)]
        found += after_flag(node.args)
    elif isinstance(node, ast.List | ast.Tuple):
        found += after_flag(node.elts)
    return next(filter(is_ours, map(first_words, found)), "")


def after_flag(words: Sequence[ast.expr]) -> list[ast.expr]:
    """Return what stands after a "-m" among the words of a command."""
    return [name for flag, name in pairwise(words) if getattr(flag, "value", "") == "-m"]


def first_words(node: ast.expr) -> str:
    """Return the text that a string begins with: "nlp." + x, f"nlp.{x}", "nlp.{}".format(x); "" for none."""
    while True:
        if isinstance(node, ast.JoinedStr) and node.values:
            node = node.values[0]
        elif isinstance(node, ast.BinOp):
            node = node.left
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "format":
            node = cast(ast.Attribute, node.func).value
        else:
            words = getattr(node, "value", "")
            return words if isinstance(words, str) else ""


def refusal(name: str, node: ast.stmt | ast.expr, why: str) -> UnrewritableImport:
    """Return the error for a form that has no equal in a wheel."""
    form = ast.unparse(node)[:120]
    return UnrewritableImport(f"{name}:{node.lineno}: `{form}` {why}, or a wheel would not find it")
