"""Checks that includes go one way through the rooms of the house.

    check_rooms.py ROOT

Reads every header and source below ROOT/include/zeren and ROOT/src, prints one
line for each wrong include ("path:line: what is wrong"), and ends with status 1
if there is any. The rules:

* A room includes only itself and rooms that come before it in `ROOMS`; so the
  engines never see the catalogue, and nothing sees the command.
* Public headers include no private header, and no third-party header but
  Abseil's. Boost appears in graph/boost_graph.h alone.
* Nothing that is installed includes tests, benchmarks or tools.
* Every file is in a room; private rooms have no public header.
"""

import pathlib
import re
import sys

# From the ground up. `store` will be a library of its own.
ROOMS = [
    "core",
    "model",
    "graph",
    "work",
    "assign",
    "measure",
    "gaps",
    "appraisal",
    "catalogue",
    "advise",
    "exchange",
    "report",
    "store",
    "command",
]
PRIVATE_ROOMS = {"catalogue", "command"}
BOOST_HEADER = "include/zeren/graph/boost_graph.h"
UMBRELLA = "include/zeren/zeren.h"
PUBLIC_THIRD_PARTY = ("absl/",)

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def room_of(path):
    """Returns the room of a file path relative to the root, or None."""
    parts = path.split("/")
    if parts[:2] == ["include", "zeren"] and len(parts) > 3:
        return parts[2]
    if parts[0] == "src" and len(parts) > 2:
        return parts[1]
    return None


def resolve(root, path, quote, target):
    """Returns the file of ours that `path` means by `target`, or None."""
    if target.startswith("zeren/"):
        return "include/" + target
    if quote == '"':
        beside = root / pathlib.Path(path).parent / target
        if beside.is_file():
            return beside.resolve().relative_to(root).as_posix()
        if target.split("/")[0] in ("src", "include", "tests", "benchmarks",
                                    "tools", "bindings"):
            return target
    return None


def is_third_party(target):
    """Whether an include that is not ours is of a library. The standard's
    headers have no directory and no extension."""
    return "/" in target or "." in target


def problems_of_include(path, resolved, target):
    """Yields what is wrong with one include of the file `path`."""
    public = path.startswith("include/")
    if resolved is None:
        if public and is_third_party(target):
            allowed = target.startswith(PUBLIC_THIRD_PARTY) or (
                path == BOOST_HEADER and target.startswith("boost/"))
            if not allowed:
                yield f"a public header includes <{target}>"
        return
    if not resolved.startswith(("include/", "src/")):
        yield f"the library includes {resolved}"
        return
    if public and resolved.startswith("src/"):
        yield f"a public header includes the private {resolved}"
    if resolved == UMBRELLA:
        yield "zeren.h is for users; include what is used"
        return
    if resolved == BOOST_HEADER and public:
        yield "a public header includes the opt-in boost_graph.h"
    here, there = room_of(path), room_of(resolved)
    if path == UMBRELLA or here not in ROOMS:
        return
    if there not in ROOMS:
        yield f"{resolved} is in no room"
    elif ROOMS.index(there) > ROOMS.index(here):
        yield f"{here} comes before {there} and must not include {resolved}"


def problems_of_file(root, path):
    """Yields (line, problem) of the file `path`."""
    room = room_of(path)
    if path != UMBRELLA and room not in ROOMS:
        yield 1, f"is in no room; the rooms are {', '.join(ROOMS)}"
    elif path.startswith("include/") and room in PRIVATE_ROOMS:
        yield 1, f"{room} is private and has no public headers"
    text = (root / path).read_text(encoding="utf-8")
    for number, line in enumerate(text.splitlines(), start=1):
        match = INCLUDE.match(line)
        if match:
            resolved = resolve(root, path, *match.groups())
            for problem in problems_of_include(path, resolved, match[2]):
                yield number, problem


def check(root):
    """Returns the list of problems of the tree at `root`, as text."""
    root = pathlib.Path(root).resolve()
    found = []
    for top in ("include/zeren", "src"):
        for file in sorted((root / top).rglob("*")):
            if file.suffix in (".h", ".cc"):
                path = file.relative_to(root).as_posix()
                for line, problem in problems_of_file(root, path):
                    found.append(f"{path}:{line}: {problem}")
    return found


def main(arguments):
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    found = check(arguments[0])
    for problem in found:
        print(problem)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
