"""The house stands as it was drawn: one direction of imports, small files, names that say what."""

from __future__ import annotations

import ast
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1] / "pipeline" / "communique"
PACKAGE = "communique"
#: The stages from the bottom up; each may import those before it, and itself.
STAGES = (
    *("extract", "tag", "train", "compare", "export", "plot", "report"),
    *("evaluate", "review", "batch", "cli"),
)
#: What belongs to no stage and may be imported by all.
GROUND = {"records", "identity", "errors"}
#: What each stage may import of ours, beside the ground and itself.
ALLOWED: dict[str, set[str]] = {
    "extract": set(),
    "tag": set(),
    "train": {"tag"},
    "compare": set(),
    "export": set(),
    "plot": {"compare", "export"},
    "report": {"tag", "compare", "export", "plot"},
    "evaluate": {"export", "tag"},
    "review": {"tag", "compare", "export"},
    "batch": {"extract", "tag", "train", "compare", "export", "review"},
    "cli": {"extract", "tag", "train", "compare", "export", "plot", "report"}
    | {"evaluate", "review", "batch"},
}
MOST_LINES = 500
VAGUE = {"utils", "util", "helpers", "helper", "manager", "managers", "common", "misc", "core"}

FILES = sorted(ROOT.rglob("*.py"))


def module_name(path: Path) -> str:
    parts = [PACKAGE, *path.relative_to(ROOT).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in FILES}


def imports(path: Path, *, at_load: bool = False) -> set[str]:
    """The modules that a file imports; with ``at_load`` those alone that loading it needs."""
    found: set[str] = set()
    pending: list[ast.AST] = [ast.parse(path.read_text(encoding="utf-8"))]
    while pending:
        node = pending.pop()
        if at_load and (
            isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            or (isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test))
        ):
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            module = node.module or ""
            for alias in node.names:
                whole = f"{module}.{alias.name}"
                found.add(whole if whole in MODULES else module)
        pending.extend(ast.iter_child_nodes(node))
    return found


def ours(path: Path, *, at_load: bool = False) -> set[str]:
    return {name for name in imports(path, at_load=at_load) if name.split(".")[0] == PACKAGE}


def part(module: str) -> str:
    """The stage or module right under the package."""
    return module.split(".")[1] if "." in module else ""


def test_every_part_is_known() -> None:
    parts = {part(name) for name in MODULES} - {"", "__main__"}
    assert parts == GROUND | set(STAGES)
    assert ALLOWED.keys() == set(STAGES)


def test_records_import_nothing_of_ours() -> None:
    assert ours(ROOT / "records.py") == set()
    outside = {name.split(".")[0] for name in imports(ROOT / "records.py")}
    assert outside <= sys.stdlib_module_names


@pytest.mark.parametrize("stage", STAGES)
def test_a_stage_imports_only_what_stands_below_it(stage: str) -> None:
    allowed = GROUND | ALLOWED[stage] | {stage}
    strays = {
        f"{name} imports {imported}"
        for name, path in MODULES.items()
        if part(name) == stage
        for imported in ours(path)
        # the package's own name gives its version and nothing else
        if part(imported) not in allowed and imported != PACKAGE
    }
    assert strays == set()


def test_the_ground_imports_no_stage() -> None:
    for name in GROUND:
        assert {part(imported) for imported in ours(ROOT / f"{name}.py")} <= GROUND


def test_the_allowed_imports_go_one_way() -> None:
    order = list(TopologicalSorter(ALLOWED).static_order())
    assert sorted(order) == sorted(STAGES)


def test_no_module_imports_itself_over_others() -> None:
    # a package is loaded before its modules, so these depend on nothing of its own file
    graph = {name: ours(path, at_load=True) & MODULES.keys() for name, path in MODULES.items()}
    order = list(TopologicalSorter(graph).static_order())
    assert set(order) == set(MODULES)


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_a_module_is_one_idea_with_a_name(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MOST_LINES
    assert not VAGUE & set(path.with_suffix("").name.split("_"))
    if text.strip():
        assert ast.get_docstring(ast.parse(text)), "it does not say what it is for"


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_a_module_fetches_nothing_and_loads_no_code_from_data(path: Path) -> None:
    outside = {name.split(".")[0] for name in imports(path)}
    banned = {"pickle", "shelve", "marshal", "dill", "joblib", "requests", "urllib", "http"}
    assert outside & (banned | {"socket", "ftplib", "httpx", "aiohttp"}) == set()


def test_other_machines_are_reached_from_one_place_each() -> None:
    reaching = {
        name: {part.split(".")[0] for part in imports(path)} & {"dask", "distributed", "fsspec"}
        for name, path in MODULES.items()
    }
    assert {
        name.removeprefix("communique.batch.") for name, found in reaching.items() if found
    } == {
        "cluster",
        "cluster_task",
        "fetching",
        "store",
    }


@pytest.mark.parametrize("path", FILES, ids=module_name)
def test_no_error_is_passed_over_in_silence(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ExceptHandler):
            assert node.type is not None, f"line {node.lineno}: a bare except"
            assert not all(isinstance(step, ast.Pass) for step in node.body), node.lineno
