"""docs/clusters.md: its script for SLURM runs, its YAML holds what the programs understand."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import typer
import yaml

import communique
from communique.cli import app

pytest.importorskip("distributed", reason="the extra [dask] is not installed")

from distributed.cli import dask_scheduler, dask_worker

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "clusters.md").read_text(encoding="utf-8")
SPECIMENS = ("2004-paris-summary-record.pdf", "2017-lisbon-statement.pdf")
SRUN = '#!/bin/bash\nwhile [[ $1 == --* ]]; do shift; done\nexec "$@"\n'


def block(language: str) -> str:
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return str(found)


def test_the_script_for_slurm_makes_a_dataset(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    module = '#!/bin/sh\nexec "{}" -m {} "$@"\n'
    scripts = {name: module.format(sys.executable, name) for name in ("dask", "communique")}
    for name, text in {**scripts, "srun": SRUN}.items():
        (programs / name).write_text(text)
        (programs / name).chmod(0o755)
    (tmp_path / "documents").mkdir()
    for name in SPECIMENS:
        shutil.copy(ROOT / "corpus" / "specimens" / name, tmp_path / "documents")
    script = block("bash").replace("--log-json", "--log-json --tagger rules")
    done = subprocess.run(
        ["bash", "-c", script],
        cwd=tmp_path,
        env={
            **os.environ,
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
            "SLURM_JOB_ID": "1",
            "SLURM_CPUS_PER_TASK": "1",
            "TMPDIR": str(tmp_path),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    documents = communique.load(tmp_path / "dataset").documents
    assert tuple(documents["file"]) == SPECIMENS
    assert set(documents["status"]) == {"ok"}
    assert not (tmp_path / "scheduler-1.json").exists()


def test_the_yaml_names_options_that_there_are() -> None:
    commands = typer.main.get_command(app)
    run = commands.commands["run"]  # type: ignore[attr-defined]
    known = {
        ("dask", "scheduler"): dask_scheduler.main,
        ("dask", "worker"): dask_worker.main,
        ("communique", "run"): run,
    }
    started = []
    for part in yaml.safe_load_all(block("yaml")):
        if part["kind"] == "Service":
            continue
        (container,) = part["spec"]["template"]["spec"]["containers"]
        program, verb, *arguments = container["args"]
        assert all(isinstance(argument, str) for argument in arguments)
        # raises what the program would complain of
        known[program, verb].make_context(verb, list(arguments), resilient_parsing=False)
        started.append(verb)
    assert started == ["scheduler", "worker", "run"]
