"""A static check of the interface: only `Content` and our own literals go where Textual parses markup."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

import tpm_tui.ui

FOLDER = Path(tpm_tui.ui.__file__).parent

STATICS = {"Static", "Label", "Header", "Timer", "KeyBar"}
"""Widgets whose first argument is their text."""

MARKUP_ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "placeholder"}
"""Attributes and keywords that Textual parses as markup."""

FORBIDDEN_WIDGETS = {
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
"""Unused widgets that parse markup. To use one, add its markup attributes above."""


@cache
def parse_sources() -> dict[str, ast.Module]:
    return {
        path.relative_to(FOLDER).as_posix(): ast.parse(path.read_text("utf-8"))
        for path in FOLDER.rglob("*.py")
    }


def content_functions(trees: dict[str, ast.Module]) -> set[str]:
    """Return the names of our functions that return `Content`, and of the class itself."""
    functions = (
        node for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)
    )
    return {"Content"} | {
        each.name for each in functions if each.returns and ast.unparse(each.returns) == "Content"
    }


class MarkupChecker(ast.NodeVisitor):
    """Collects the places of a module where a text could be parsed as markup."""

    def __init__(self, safe_calls: set[str]) -> None:
        self.safe_calls = safe_calls
        self.findings: list[str] = []
        self.scope: ast.AST | None = None
        self.unrelated: set[str] = set()
        """Names imported from elsewhere than Textual and `tpm_tui.ui`, such as threading's Timer."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        if not f"{node.module}".startswith(("textual", "tpm_tui.ui")):
            self.unrelated |= {alias.asname or alias.name for alias in node.names}

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        outer, self.scope = self.scope, node
        self.generic_visit(node)
        self.scope = outer

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        markup_off = any(
            keyword.arg == "markup"
            and isinstance(keyword.value, ast.Constant)
            and keyword.value.value is False
            for keyword in node.keywords
        )
        if isinstance(node.func, ast.Name) and name in FORBIDDEN_WIDGETS:
            self.report(node, f"{name} parses markup")
        if name in STATICS - self.unrelated or name in ("update", "notify"):
            for argument in node.args[:1]:
                if not markup_off and not self.is_safe(argument):
                    self.report(node, f"{name}({ast.unparse(argument)})")
        for keyword in node.keywords:
            if keyword.arg in MARKUP_ATTRIBUTES and name[:1].isupper() and not self.is_safe(keyword.value):
                self.report(node, f"{name}({keyword.arg}={ast.unparse(keyword.value)})")
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            if (
                isinstance(target, ast.Attribute)
                and target.attr in MARKUP_ATTRIBUTES
                and not self.is_safe(node.value)
            ):
                self.report(node, f"{target.attr} = {ast.unparse(node.value)}")
        self.generic_visit(node)

    def is_safe(self, value: ast.expr) -> bool:
        match value:
            case ast.Constant(value=str(text)):
                return "[" not in text
            case ast.Call(func=ast.Name(id=name)):
                return name in self.safe_calls
            case ast.Call(func=ast.Attribute(value=owner)):
                return self.is_safe(owner) and not isinstance(owner, ast.Constant)
            case ast.BinOp(left=left, right=right):
                return self.is_safe(left) and self.is_safe(right)
            case ast.IfExp(body=body, orelse=orelse):
                return self.is_safe(body) and self.is_safe(orelse)
            case ast.Name(id=name):
                values = self.assigned_values(name)
                return bool(values) and all(self.is_safe(each) for each in values)
        return False

    def assigned_values(self, name: str) -> list[ast.expr]:
        """Return all values assigned to a name in the current function; a `Content` parameter is safe."""
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

    def report(self, node: ast.AST, message: str) -> None:
        self.findings.append(f"{getattr(node, 'lineno', 0)}: {message}")


def check_source(source: str) -> list[str]:
    tree = ast.parse(source)
    checker = MarkupChecker(content_functions({**parse_sources(), "here": tree}))
    checker.visit(tree)
    return checker.findings


def test_no_untrusted_text_is_parsed_as_markup() -> None:
    trees = parse_sources()
    assert len(trees) > 10
    functions = content_functions(trees)
    findings = {}
    for name, tree in trees.items():
        checker = MarkupChecker(functions)
        checker.visit(tree)
        if checker.findings:
            findings[name] = checker.findings
    assert findings == {}


@pytest.mark.parametrize(
    "line",
    [
        "Static(question.prompt)",
        "Static(f'{title}')",
        "Label(text, markup=True)",
        "self.query_one(Static).update(question.prompt)",
        "widget.update('a' + text)",
        "widget.update('[b]ours[/b]')",
        "self.notify(str(error))",
        "self.border_title = topic.title",
        "TextArea(placeholder=text)",
        "Button('x')",
        "label = question.label\n    widget.update(label)",
        "widget.update(line('x') if y else question.prompt)",
    ],
)
def test_checker_finds_unsafe_text(line: str) -> None:
    assert len(check_source(f"def f():\n    {line}\n")) == 1


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
def test_checker_accepts_safe_text(line: str) -> None:
    assert check_source(f"def f():\n    {line}\n") == []
