#!/usr/bin/env python3
"""Who may include whom: daemon → workflow → parser, daemon → templates; the floors of daemon/; one door for each library."""
import fnmatch
import re

from tap import check, done, lines_of, sources

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')

# room → headers of ours that it may include
ROOMS = {
    "parser": ["parser/*"],
    "workflow": ["workflow/*", "parser/answer.h", "parser/data_request.h", "parser/command.h", "parser/mail.h", "parser/authres.h",
                 "parser/normal.h", "parser/simplified.h"],
    "templates": ["templates/*"],
    "daemon": ["daemon/*", "workflow/*", "parser/*", "templates/*"],
    "tests": ["*"],
}

# The floors of daemon/ from the ground up, "" being daemon/ itself: each includes from those before it.
FLOORS = ["", "settings", "store", "worker", "transport", "chart", "report", "letters", "desk", "service", "ctl"]

# header of a library → files that may include it, tests aside
DOORS = {
    "curl/*": ["daemon/transport/*.c", "daemon/main.c"],  # main: the global initialisation,
    "sqlite3.h": ["daemon/store/db*.[ch]"],
    "libconfig.h": ["daemon/settings/*.[ch]"],
    "seccomp.h": ["daemon/worker/sandbox.c"],
    "pango/*": ["daemon/chart/draw.c"],
    "cairo*": ["daemon/chart/draw.c"],
    "gio/*": ["daemon/*"],
    "sys/socket.h": ["daemon/*"],
    "stdio.h": ["daemon/*", "parser/*.c", "workflow/*.c"],  # snprintf and sscanf; purity.py sees the rest
}


def matches(name, patterns):
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


includes = []  # (file, line number, header, is ours)
for path in sources(".c", ".h"):
    for number, line in enumerate(lines_of(path), 1):
        found = INCLUDE.match(line)
        if found:
            includes.append((path, number, found[1] or found[2], bool(found[1])))

for room, allowed in ROOMS.items():
    check(
        f"{room}/ includes only what it may: {' '.join(allowed)}",
        [f"{p}:{n}: {h}" for p, n, h, ours in includes if ours and p.startswith(room + "/") and not matches(h, allowed)],
    )


def floor_of(path):
    return FLOORS.index(path[len("daemon/") :].rpartition("/")[0])


check(
    "the floors of daemon/ from the ground up: " + " ".join(FLOORS[1:]),
    [
        f"{p}:{n}: {h}"
        for p, n, h, ours in includes
        if ours and p.startswith("daemon/") and h.startswith("daemon/") and p != "daemon/main.c" and floor_of(h) > floor_of(p)
    ],
)
for header, files in DOORS.items():
    check(
        f"<{header}> is included by its door alone: {' '.join(files)}",
        [
            f"{p}:{n}: {h}"
            for p, n, h, _ in includes
            if fnmatch.fnmatch(h, header) and not p.startswith("tests/") and not matches(p, files)
        ],
    )

first = []
for path in sources(".c", folders=("parser", "workflow", "templates", "daemon")):
    own = path[:-2] + ".h"
    mine = [h for p, _, h, ours in includes if p == path and ours]
    if own in mine and mine[0] != own:
        first.append(f"{path}: {mine[0]} comes before {own}")
check("a file includes its own header first", first)
done()
