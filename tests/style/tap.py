"""TAP for the style tests: one row a rule, with the places that break it."""
import os
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
rows = 0
failures = 0


def check(label, findings):
    """A row that passes when `findings` is empty."""
    global rows, failures
    rows += 1
    failures += bool(findings)
    print(f"{'not ok' if findings else 'ok'} {rows} - {label}")
    for finding in list(findings)[:50]:
        print(f"# {finding}")


def skip(label, why):
    global rows
    rows += 1
    print(f"ok {rows} - {label} # SKIP {why}")


def done():
    print(f"1..{rows}")
    sys.exit(1 if failures or not rows else 0)


def sources(*endings, folders=("parser", "workflow", "templates", "daemon", "tests", "etc")):
    """Paths below the root, in order; nothing that a build or an editor leaves."""
    for folder in folders:
        for place, names, files in os.walk(os.path.join(ROOT, folder)):
            names[:] = sorted(n for n in names if n != "__pycache__" and not n.startswith("."))
            for file in sorted(files):
                if file.endswith(endings):
                    yield os.path.relpath(os.path.join(place, file), ROOT)


def lines_of(path):
    with open(os.path.join(ROOT, path), encoding="utf-8", errors="replace") as text:
        return text.read().splitlines()
