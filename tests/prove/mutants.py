"""Small faults in the syntax tree of a module: what a mutation test puts in and the tests must notice.

A fault changes one operator, comparison, constant, bound or keyword. What is not behaviour is left alone:
docstrings, annotations, decorators, `strict=` of zip, fields of dataclasses.
"""

import ast
import copy
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

SHOWN = 100  # characters of code in a report; a fault is shown within the largest expression of that size
NOT_BEHAVIOUR = {"strict"}  # keyword arguments that only guard
CALLS_LEFT_ALONE = {"field", "TypeVar", "NewType", "dataclass"}
ARITHMETIC: dict[type, type] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult, ast.Pow: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
}  # fmt: skip  # pairs to be read beside each other
COMPARISONS: dict[type, tuple[type, ...]] = {
    ast.Lt: (ast.LtE, ast.GtE), ast.LtE: (ast.Lt, ast.Gt), ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt), ast.Eq: (ast.NotEq,), ast.NotEq: (ast.Eq,), ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,), ast.In: (ast.NotIn,), ast.NotIn: (ast.In,),
}  # fmt: skip  # pairs to be read beside each other
NAMES = {
    "min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any",
    "argmin": "argmax", "argmax": "argmin", "zeros": "ones", "ones": "zeros",
}  # fmt: skip  # pairs to be read beside each other

Change = Callable[[ast.AST], None]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: the module with it, and what is shown of it. `line` and `end` are those of its statement."""

    file: str
    line: int
    end: int
    before: str
    after: str
    source: str

    @property
    def key(self) -> tuple[str, str, str]:
        """What names the fault whatever line it stands on."""
        return self.file, self.before, self.after


def mutants_of(root: Path, file: str) -> list[tuple[int, int]]:
    """Return (node, choice) of each fault that a module can be given, in the order of its text."""
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    return [(place, choice) for place, node in _open_nodes(tree) for choice in range(len(_faults(node)))]


def make_mutant(root: Path, file: str, place: int, choice: int) -> Mutant:
    """Return the module with one of the faults that `mutants_of` lists."""
    tree = ast.parse((root / file).read_text(encoding="utf-8"))
    node = dict(_open_nodes(tree))[place]
    above = _parents(tree)
    statement, shown = _statement(node, above), _shown(node, above)
    line, end = statement.lineno, _last_line(statement)
    before = _text(shown)
    _faults(node)[choice](node)
    ast.fix_missing_locations(tree)
    return Mutant(file, line, end, before, _text(shown), ast.unparse(tree))


def draw(root: Path, files: list[str], count: int, seed: int) -> list[Mutant]:
    """Return `count` faults of some modules, as many of each as its number of lines asks, at least one."""
    chance = Random(seed)
    lines = {file: len((root / file).read_text(encoding="utf-8").splitlines()) for file in files}
    possible = {file: mutants_of(root, file) for file in files}
    files = [file for file in files if possible[file]]
    whole, drawn = sum(lines[file] for file in files), []
    for file in files:
        wanted = max(1, round(count * lines[file] / whole))
        drawn += [(file, *one) for one in chance.sample(possible[file], min(wanted, len(possible[file])))]
    spare = [(file, *one) for file in files for one in possible[file]]
    chance.shuffle(spare)
    taken = set(drawn)
    drawn += [one for one in spare if one not in taken][: max(0, count - len(drawn))]
    return [make_mutant(root, *one) for one in drawn]


def _open_nodes(tree: ast.Module) -> Iterator[tuple[int, ast.AST]]:
    """Yield (number, node) for each node that is behaviour, in a fixed order."""
    closed = {id(part) for node in ast.walk(tree) for part in _closed_parts(node)}
    places = {id(node): place for place, node in enumerate(ast.walk(tree))}

    def visit(node: ast.AST) -> Iterator[ast.AST]:
        if id(node) in closed:
            return
        yield node
        for child in ast.iter_child_nodes(node):
            yield from visit(child)

    for node in visit(tree):
        yield places[id(node)], node


def _closed_parts(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the children of a node that are no behaviour."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield from node.decorator_list
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.returns:
        yield node.returns
    if isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
        yield node.annotation
    if isinstance(node, ast.ClassDef) and any(_text(base) == "Protocol" for base in node.bases):
        yield from node.body
    if isinstance(node, ast.Call) and _text(node.func).split(".")[-1] in CALLS_LEFT_ALONE:
        yield from (*node.args, *node.keywords)
    if isinstance(node, ast.keyword) and node.arg in NOT_BEHAVIOUR:
        yield node.value
    if isinstance(node, ast.Assign) and _is_type_alias(node):
        yield node.value


def _is_type_alias(node: ast.Assign) -> bool:
    """Tell whether a statement only names a type: at the top, a capital first, a subscript or `|`."""
    (target, *_), value = node.targets, node.value
    is_named = isinstance(target, ast.Name) and target.id[:1].isupper() and not target.id.isupper()
    return is_named and isinstance(value, ast.Subscript | ast.BinOp)


def _faults(node: ast.AST) -> list[Change]:
    """Return the faults that a node can be given."""
    match node:
        case ast.BinOp(op=op) | ast.AugAssign(op=op) if type(op) in ARITHMETIC:
            return [_put("op", ARITHMETIC[type(op)]())]
        case ast.Compare(ops=[op]) if type(op) in COMPARISONS:
            return [_put("ops", [other()]) for other in COMPARISONS[type(op)]]
        case ast.Compare(ops=[op, *_]) if type(op) in COMPARISONS:
            return [_replace_first(other()) for other in COMPARISONS[type(op)]]
        case ast.BoolOp(op=op):
            return [_put("op", ast.Or() if isinstance(op, ast.And) else ast.And())]
        case ast.UnaryOp(op=ast.USub()):
            return [_put("op", ast.UAdd())]
        case ast.UnaryOp(op=ast.Not() | ast.Invert()):
            return [_drop_sign]
        case ast.Constant(value=bool(value)):
            return [_put("value", not value)]
        case ast.Constant(value=int(value) | float(value)):
            return [_put("value", value + 1), _put("value", value - 1)]
        case ast.Call(func=ast.Name(id=name)) if name in NAMES:
            return [_rename("id", NAMES[name])]
        case ast.Call(func=ast.Attribute(attr=name)) if name in NAMES:
            return [_rename("attr", NAMES[name])]
        case ast.Call(func=ast.Name(id="sorted")):
            return [_reverse]
        case ast.Slice():
            return [_put(end, None) for end in ("lower", "upper") if getattr(node, end) is not None]
        case ast.Return(value=value) if value is not None and _text(value) != "None":
            return [_put("value", ast.Constant(None))]
        case ast.Break() | ast.Continue():
            return [_become(ast.Continue if isinstance(node, ast.Break) else ast.Break)]
        case ast.IfExp():
            return [_exchange]
    return []


def _put(name: str, value: object) -> Change:
    return lambda node: setattr(node, name, value)


def _replace_first(operator: ast.cmpop) -> Change:
    def change(node: ast.AST) -> None:
        node.ops[0] = operator  # type: ignore[attr-defined]

    return change


def _rename(name: str, value: str) -> Change:
    return lambda node: setattr(node.func, name, value)  # type: ignore[attr-defined]


def _become(kind: type[ast.AST]) -> Change:
    return lambda node: setattr(node, "__class__", kind)


def _drop_sign(node: ast.AST) -> None:
    """Make `not x` `x and True`, `~x` `x[...]`: the same as x, in a node of the same place."""
    assert isinstance(node, ast.UnaryOp)
    operand, is_not = node.operand, isinstance(node.op, ast.Not)
    node.__class__ = ast.BoolOp if is_not else ast.Subscript  # type: ignore[assignment]
    del node.op, node.operand
    parts: dict[str, object] = {"value": operand, "slice": ast.Constant(...), "ctx": ast.Load()}
    if is_not:
        parts = {"op": ast.And(), "values": [operand, ast.Constant(True)]}
    node.__dict__.update(parts)


def _exchange(node: ast.AST) -> None:
    node.body, node.orelse = node.orelse, node.body  # type: ignore[attr-defined]


def _reverse(node: ast.AST) -> None:
    """Sort the other way round."""
    assert isinstance(node, ast.Call)
    others = [one for one in node.keywords if one.arg != "reverse"]
    if len(others) == len(node.keywords):
        others.append(ast.keyword("reverse", ast.Constant(True)))
    node.keywords = others


def _parents(tree: ast.AST) -> dict[int, ast.AST]:
    return {id(child): node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def _statement(node: ast.AST, above: dict[int, ast.AST]) -> ast.stmt:
    while not isinstance(node, ast.stmt):
        node = above[id(node)]
    return node


def _last_line(statement: ast.stmt) -> int:
    """Return the last line of a statement, of its head where it holds others."""
    body = getattr(statement, "body", None)
    return max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno or statement.lineno


def _shown(node: ast.AST, above: dict[int, ast.AST]) -> ast.AST:
    """Return the largest expression or plain statement around a node that is short enough to be shown."""
    shown = node
    while id(node) in above:
        node = above[id(node)]
        if isinstance(node, ast.mod) or (hasattr(node, "body") and isinstance(node, ast.stmt)):
            break
        if isinstance(node, ast.expr | ast.stmt | ast.keyword | ast.comprehension):
            if len(_text(node)) > SHOWN:
                break
            shown = node
    return shown


def _text(node: ast.AST) -> str:
    return " ".join(ast.unparse(copy.copy(node)).split())
