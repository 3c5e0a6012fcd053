"""Foreign text has one door: only `Content`, or our own plain words, goes where Textual reads markup."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import tpm_tui.ui

FOLDER = Path(tpm_tui.ui.__file__).parent

STATICS = {"Static", "Label", "Header", "Timer", "KeyBar", "Notice"}
"""Widgets whose first argument is what they show."""

CHANNELS = {"border_title", "border_subtitle", "tooltip", "placeholder"}
"""Attributes and keywords that Textual reads as markup."""

CLOSED = {
    *(
        "Button",
        "Checkbox",
        "Collapsible",
        "DataTable",
        "Link",
        "ListItem",
        "Log",
        "Markdown",
        "MarkdownViewer",
    ),
    *(
        "Option",
        "OptionList",
        "RadioButton",
        "RichLog",
        "Select",
        "SelectionList",
        "Switch",
        "Tab",
        "TabPane",
    ),
    *("Toast", "Tooltip", "Tree"),
}
"""Widgets that read markup and that nothing here uses; whoever needs one adds its channels above."""


@cache
def sources() -> dict[str, ast.Module]:
    return {
        path.relative_to(FOLDER).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in FOLDER.rglob("*.py")
    }


def makers(trees: dict[str, ast.Module]) -> set[str]:
    """Functions of ours that return `Content`, and the class itself."""
    functions = (
        node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    )
    return {"Content"} | {
        each.name for each in functions if each.returns and ast.unparse(each.returns) == "Content"
    }


class Scan(ast.NodeVisitor):
    """Collects the places of a module at which a text could be read as markup."""

    def __init__(self, makers: set[str]) -> None:
        self.makers = makers
        self.found: list[str] = []
        self.scope: ast.AST | None = None
        self.others: set[str] = set()
        """Names that come from neither Textual nor our own interface, such as threading's Timer."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if not f"{node.module}".startswith(("textual", "tpm_tui.ui")):
            self.others |= {alias.asname or alias.name for alias in node.names}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.scope = self.scope, node
        self.generic_visit(node)
        self.scope = outer

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        unread = any(
            keyword.arg == "markup"
            and isinstance(keyword.value, ast.Constant)
            and keyword.value.value is False
            for keyword in node.keywords
        )
        if isinstance(node.func, ast.Name) and name in CLOSED:
            self.tell(node, f"{name} reads markup")
        if name in STATICS - self.others or name in ("update", "notify"):
            for argument in node.args[:1]:
                if not unread and not self.safe(argument):
                    self.tell(node, f"{name}({ast.unparse(argument)})")
        for keyword in node.keywords:
            if keyword.arg in CHANNELS and name[:1].isupper() and not self.safe(keyword.value):
                self.tell(node, f"{name}({keyword.arg}={ast.unparse(keyword.value)})")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if isinstance(target, ast.Attribute) and target.attr in CHANNELS and not self.safe(node.value):
                self.tell(node, f"{target.attr} = {ast.unparse(node.value)}")
        self.generic_visit(node)

    def safe(self, value: ast.expr) -> bool:
        match value:
            case ast.Constant(value=str(text)):
                return "[" not in text
            case ast.Call(func=ast.Name(id=name)):
                return name in self.makers
            case ast.Call(func=ast.Attribute(value=owner)):
                return self.safe(owner) and not isinstance(owner, ast.Constant)
            case ast.BinOp(left=left, right=right):
                return self.safe(left) and self.safe(right)
            case ast.IfExp(body=body, orelse=orelse):
                return self.safe(body) and self.safe(orelse)
            case ast.Name(id=name):
                given = self.given(name)
                return bool(given) and all(self.safe(each) for each in given)
        return False

    def given(self, name: str) -> list[ast.expr]:
        """All that a name of this function is set to; an argument that is `Content` counts as made."""
        assert self.scope is not None
        values = [
            node.value
            for node in ast.walk(self.scope)
            if isinstance(node, ast.Assign)
            and any(isinstance(target, ast.Name) and target.id == name for target in node.targets)
        ]
        arguments = [
            ast.Call(func=ast.Name(id="Content"), args=[], keywords=[])
            for node in ast.walk(self.scope)
            if isinstance(node, ast.arg)
            and node.arg == name
            and node.annotation
            and ast.unparse(node.annotation) == "Content"
        ]
        return [*values, *arguments]

    def tell(self, node: ast.AST, what: str) -> None:
        self.found.append(f"{getattr(node, 'lineno', 0)}: {what}")


def scanned(source: str) -> list[str]:
    tree = ast.parse(source)
    scan = Scan(makers({**sources(), "here": tree}))
    scan.visit(tree)
    return scan.found


def test_no_foreign_text_reaches_a_place_that_reads_markup() -> None:
    trees = sources()
    assert len(trees) > 10
    found = {}
    for name, tree in trees.items():
        scan = Scan(makers(trees))
        scan.visit(tree)
        if scan.found:
            found[name] = scan.found
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        "Static(question.prompt)",
        "Static(f'{title}')",
        "Label(text, markup=True)",
        "self.query_one(Static).update(question.prompt)",
        "widget.update('a' + text)",
        "widget.update('[b]ours[/b]')",
        "self.notify(str(fault))",
        "self.border_title = topic.title",
        "TextArea(placeholder=text)",
        "Button('x')",
        "label = question.label\n    widget.update(label)",
        "widget.update(line('x') if y else question.prompt)",
    ],
)
def test_the_scan_sees_what_it_looks_for(line: str) -> None:
    assert len(scanned(f"def f():\n    {line}\n")) == 1


@pytest.mark.parametrize(
    "line",
    [
        "Static(question.prompt, markup=False)",
        "Static('Keys')",
        "widget.update(line(question.prompt))",
        "widget.update(join(a, 'b') + plain(c))",
        "label = join(a)\n    widget.update(label)",
        "self.notify(text, markup=False)",
        "TextArea(placeholder=line(text))",
    ],
)
def test_the_scan_lets_through_what_is_safe(line: str) -> None:
    assert scanned(f"def f():\n    {line}\n") == []
