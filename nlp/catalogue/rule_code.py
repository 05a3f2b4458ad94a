"""The rules that read postings, as one digest: their code without its prose, and the tables they look into.

    nlp/reader.py -> the modules it imports, and what those import -> syntax trees -> what decides -> digest

Names of files and folders, comments, docstrings, type hints, imports and the words of error messages decide
nothing that is read, so they are left out: a moved module or a better sentence leaves the digest as it was.
What cannot be distinguished from a rule counts, such as the name of a variable. The trees are written out by
our own walk, because those of `ast.dump` differ between releases of Python.

Only `skillgauge catalog digest` and the tests compute this, in a checkout; see `reader_digest` for its use.
"""

import ast
import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.errors import UsageError

ENTRY = "nlp.reader"  # all that takes part in reading is imported from here, at some remove
WHOLE = "nlp"  # of this package's modules all counts, of others what is used of them
# where files lie, how a fault is reported and how a digest is kept decide nothing
NOT_FOLLOWED = ("data.paths", "data.own_files", "data.errors", "data.catalogue.reader_digest")
# the catalogue in use is added where the digest is used; the digest cannot hold itself
NOT_TABLES = ("skills.toml", "reader.json")
ORIGINS = "origins.toml"  # names, licences and commits in it decide nothing
TABLES = (".toml", ".json")  # endings of their names
CHARACTERS = 16  # 64 bits: two states of the rules never share a digest by accident
# hints, and what the parser notes for itself
LEFT_OUT = ("annotation", "returns", "type_comment", "type_params", "kind", "ctx", "simple")
Words = list[Any]  # of strings, numbers, None and further lists


@dataclass(frozen=True, slots=True)
class Imported:
    """What a name of a module stands for: `name` of `module`, or the module itself where `name` is None."""

    module: str
    name: str | None


@dataclass(frozen=True, slots=True)
class Module:
    """One of our modules: top-level statements without prose, and its imports of our other modules."""

    statements: tuple[ast.stmt, ...]
    imports: Mapping[str, Imported]

    def binding(self, name: str) -> Iterator[ast.stmt]:
        """Yield the statements that give `name` its value."""
        return (one for one in self.statements if name in bound_by(one))


@dataclass(slots=True)
class RuleCode:
    """What of a checkout takes part in reading: per module the statements that count, all or those used."""

    root: Path
    modules: dict[str, Module] = field(default_factory=dict)
    counted: dict[str, list[ast.stmt]] = field(default_factory=dict)

    @classmethod
    def of(cls, root: Path, entry: str = ENTRY) -> "RuleCode":
        """Follow the imports from `entry` through the tree at `root`. Raises UsageError without sources."""
        code = cls(root)
        code._take(entry, code._module(entry).statements)
        return code

    def tables(self) -> dict[str, Path]:
        """Return the files under data/ that the code names, by their names."""
        constants = (node for statements in self.counted.values() for node in nodes_of(statements))
        names = {str(node.value) for node in constants if isinstance(node, ast.Constant)}
        wanted = {name for name in names if name.endswith(TABLES)} - set(NOT_TABLES)
        found = sorted(path for path in (self.root / "data").rglob("*") if path.name in wanted)
        return {path.name: path for path in found}

    def digest(self) -> str:
        """Return 16 hex characters that change whenever the rules may read otherwise."""
        trees = sorted(json.dumps([plain(one) for one in some]) for some in self.counted.values())
        tables = {name: content_of(path) for name, path in self.tables().items()}
        packed = json.dumps([trees, tables], sort_keys=True)
        return hashlib.sha256(packed.encode()).hexdigest()[:CHARACTERS]

    def _module(self, name: str) -> Module:
        if name not in self.modules:
            path = source_of(self.root, name)
            if path is None:
                raise UsageError(f"there is no source of {name} in {self.root}; run this in a checkout")
            self.modules[name] = module_of(path.read_text(encoding="utf-8"), self.root)
        return self.modules[name]

    def _take(self, name: str, statements: Iterable[ast.stmt]) -> None:
        """Count statements of a module, and all that they use of this module and of others."""
        counted = self.counted.setdefault(name, [])
        new = [one for one in statements if one not in counted]
        counted += new
        counted.sort(key=lambda one: one.lineno)
        imports = self._module(name).imports
        needed = {local for local, target in imports.items() if is_whole(target.module)}
        for used in sorted(names_used(new) | needed if new else ()):
            self._follow(name, used)

    def _follow(self, name: str, used: str) -> None:
        """Count what a dotted name stands for, if it is ours."""
        module = self._module(name)
        first, _, rest = used.partition(".")
        target = module.imports.get(first)
        if target:
            other, wanted = target.module, target.name or rest.partition(".")[0]
            if other not in NOT_FOLLOWED:
                found = self._module(other)
                self._take(other, found.statements if is_whole(other) else found.binding(wanted))
                if wanted in found.imports:  # the other module passes it on
                    self._follow(other, wanted)
        elif not is_whole(name):
            self._take(name, module.binding(first))


def is_whole(module: str) -> bool:
    """Tell whether all of a module counts, whatever is used of it."""
    return module.partition(".")[0] == WHOLE


def source_of(root: Path, module: str) -> Path | None:
    """Return the file of a module, None where it is not ours."""
    place = root.joinpath(*module.split("."))
    near = (place.with_suffix(".py"), place / "__init__.py")
    return next((path for path in near if path.is_file()), None)


def module_of(text: str, root: Path) -> Module:
    """Return a module without prose; `imports` also holds those inside functions."""
    tree = ast.parse(text)
    named = (pair for node in ast.walk(tree) for pair in imports_of(node))
    imports = {local: ours for local, target in named if (ours := ours_in(root, target))}
    return Module(tuple(Bare().visit(tree).body), imports)


def ours_in(root: Path, target: Imported) -> Imported | None:
    """Return what is imported as what it is, a module or a name in one; None where it is not of this tree."""
    inner = f"{target.module}.{target.name}"
    if target.name and source_of(root, inner):
        return Imported(inner, None)
    return target if source_of(root, target.module) else None


def imports_of(node: ast.AST) -> Iterator[tuple[str, Imported]]:
    """Yield what an import statement names: the local name, and what it stands for."""
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for alias in node.names:
            yield alias.asname or alias.name, Imported(node.module, alias.name)
    elif isinstance(node, ast.Import):
        for alias in node.names:
            if alias.asname:
                yield alias.asname, Imported(alias.name, None)


class Bare(ast.NodeTransformer):
    """Takes out of a tree what decides nothing: imports, docstrings, hints and the words of errors."""

    def generic_visit(self, node: ast.AST) -> ast.AST:
        """Drop the hints of any node, and the statements of prose in it."""
        for name in LEFT_OUT:
            if hasattr(node, name):
                setattr(node, name, None)
        for name, value in ast.iter_fields(node):
            if isinstance(value, list):
                setattr(node, name, [one for one in value if not is_prose(one)])
        return super().generic_visit(node)

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        """Keep which error it is; from where it comes and what it says is for people."""
        error = node.exc.func if isinstance(node.exc, ast.Call) else node.exc
        words = ast.Constant(ast.unparse(error)) if error else None
        return ast.copy_location(ast.Raise(exc=words, cause=None), node)

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        """Keep what must hold."""
        node.msg = None
        return self.generic_visit(node)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        """Write the fixed parts of an f-string in one piece each, however they stand in the source."""
        self.generic_visit(node)
        parts: list[ast.expr] = []
        for part in node.values:
            last = parts[-1] if parts else None
            if isinstance(part, ast.Constant) and isinstance(last, ast.Constant):
                parts[-1] = ast.Constant(str(last.value) + str(part.value))
            else:
                parts.append(part)
        node.values = [part for part in parts if not isinstance(part, ast.Constant) or part.value]
        return node


def is_prose(node: object) -> bool:
    """Tell whether a statement does nothing, or only lets type checkers know names."""
    if isinstance(node, ast.If):
        return ast.unparse(node.test) in ("TYPE_CHECKING", "typing.TYPE_CHECKING")
    is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return is_text or isinstance(node, ast.Import | ast.ImportFrom | ast.Pass)


def nodes_of(statements: Iterable[ast.stmt]) -> Iterator[ast.AST]:
    """Yield every node of some statements."""
    return (node for statement in statements for node in ast.walk(statement))


def names_used(statements: Iterable[ast.stmt]) -> set[str]:
    """Return the names that statements use, each with the attributes after it (`paths.DATA`)."""
    return {
        ast.unparse(node)
        for node in nodes_of(statements)
        if isinstance(node, ast.Name)
        or (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))
    }


def bound_by(statement: ast.stmt) -> set[str]:
    """Return the names to which a top-level statement gives a value."""
    if isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return {statement.name}
    one = getattr(statement, "target", None)
    targets = statement.targets if isinstance(statement, ast.Assign) else [one] if one else []
    return {node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name)}


def plain(node: object) -> Any:
    """Return a tree as lists of words, the same on every release of Python: empty fields are left out."""
    if isinstance(node, ast.Constant):
        return ["Constant", type(node.value).__name__, ascii(node.value)]
    if isinstance(node, ast.AST):
        fields = [[name, plain(value)] for name, value in ast.iter_fields(node)]
        return [type(node).__name__, *(pair for pair in fields if pair[1] not in (None, []))]
    if isinstance(node, list):
        return [plain(one) for one in node]
    return node


def content_of(path: Path) -> Any:
    """Return what a table says, without its comments and layout; of the origins only what reading uses."""
    text = path.read_text(encoding="utf-8")
    found = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    if path.name == ORIGINS:
        return sorted(words for one in found["collections"] for words in one.get("searches", ()))
    return found
