#!/usr/bin/env python3
"""How files look: clang-format, blank ends, opening comments; and which ones have grown long."""
import os
import re
import shutil
import subprocess

from tap import ROOT, check, done, lines_of, skip, sources

LONG_FILE, LONG_FUNCTION = 500, 80

code = list(sources(".c", ".h"))
label = "clang-format has nothing to change"
if shutil.which("clang-format"):
    run = subprocess.run(["clang-format", "--dry-run", "-Werror", *code], cwd=ROOT, capture_output=True, text=True)
    check(label, sorted({":".join(l.split(":")[:2]) for l in run.stderr.splitlines() if "error:" in l}))
else:
    skip(label, "clang-format is not installed")

text = [
    path
    for path in sources(".c", ".h", ".py", ".sh", ".sql", ".build", ".conf", ".md", ".tsv", ".sample", ".service", ".xml", "run")
    if not path.startswith("tests/mail/")
] + ["meson.build", "README.md"]
text = [path for path in text if os.path.exists(os.path.join(ROOT, path))]
check(
    "no line ends with a blank",
    [f"{p}:{n}" for p in text for n, line in enumerate(lines_of(p), 1) if line != line.rstrip()],
)
check(
    "every text file ends with one line end",
    [p for p in text if not re.search(rb"[^\n]\n\Z", open(os.path.join(ROOT, p), "rb").read())],
)
check(
    "every header opens with a comment that says what it is",
    [p for p in sources(".h") if not (lines_of(p) or [""])[0].startswith("/*")],
)
check("every header is included once", [p for p in sources(".h") if "#pragma once" not in lines_of(p)])
check(
    "no file is a drawer for odds and ends",
    [p for p in code if re.search(r"(^|[/_])(utils?|common|misc|helpers?)([_.]|$)", p)],
)


def functions(path):
    """(first line, length) of each function body: the house style opens and shuts it in the first column."""
    start = None
    for number, line in enumerate(lines_of(path), 1):
        if line == "{":
            start = number
        elif line == "}" and start:
            yield start, number - start - 1
            start = None


# Rulers, not rules: worth a look, no failure.
for path in sources(".c", ".h", folders=("parser", "workflow", "templates", "daemon")):
    if len(lines_of(path)) > LONG_FILE:
        print(f"# long: {path} has {len(lines_of(path))} lines")
    for line, length in functions(path):
        if length > LONG_FUNCTION:
            print(f"# long: {path}:{line} a function of {length} lines")
done()
