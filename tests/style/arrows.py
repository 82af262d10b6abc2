#!/usr/bin/env python3
"""Who may include whom: daemon → workflow → parser, daemon → templates; the floors of daemon/; one door for each library."""
import fnmatch
import re

from tap import check, done, lines_of, sources

INCLUDE = re.compile(r'^\s*#\s*include\s+(?:"([^"]+)"|<([^>]+)>)')

# room → headers of ours that it may include
ROOMS = {
    "parser": ["parser/*"],
    "workflow": ["workflow/*", "parser/command/answer.h", "parser/command/data_request.h", "parser/command/command.h", "parser/mail.h", "parser/kind/authres.h",
                 "parser/text/normal.h", "parser/text/simplified.h"],
    "templates": ["templates/*"],
    "daemon": ["daemon/*", "workflow/*", "parser/*", "templates/*"],
    "tests": ["*"],
}

# The floors of a room from the ground up, "" being the room itself: each includes from those before it. What stands in
# parser/ itself is the whole mail; its value (mail.h) goes everywhere.
FLOORS = {
    "parser": ["text", "charset", "mime", "html", "quote", "body", "kind", "field", "command", ""],
    "workflow": ["calendar", "case", "classify", "said", "step", "interpret", "figures"],
    "daemon": ["", "settings", "store", "worker", "transport", "chart", "report", "letters", "desk", "service", "ctl"],
}
FROM_EVERY_FLOOR = ["parser/mail.h"]
TO_EVERY_FLOOR = ["daemon/main.c"]

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
    room, _, rest = path.partition("/")
    return FLOORS[room].index(rest.rpartition("/")[0])


for room, floors in FLOORS.items():
    check(
        f"the floors of {room}/ from the ground up: " + " ".join(floor for floor in floors if floor),
        [
            f"{p}:{n}: {h}"
            for p, n, h, ours in includes
            if ours and p.startswith(room + "/") and h.startswith(room + "/")
            and p not in TO_EVERY_FLOOR and h not in FROM_EVERY_FLOOR and floor_of(h) > floor_of(p)
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
