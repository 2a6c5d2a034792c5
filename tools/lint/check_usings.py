"""Checks that using-declarations are used.

    check_usings.py ROOT

Reads every source below ROOT/src, tools, examples and benchmarks, prints one
line for each `using a::Name;` whose Name is nowhere else in its file
("path:line: what is wrong"), and ends with status 1 if there is any.
clang-tidy has such a check, but not for files that a unity build includes.
"""

import collections
import pathlib
import re
import sys

FOLDERS = ("src", "tools", "examples", "benchmarks")
USING = re.compile(r"^\s*using\s+(?:\w+::)+(\w+);", re.MULTILINE)
NO_CODE = re.compile(r'//[^\n]*|"(?:\\.|[^"\\\n])*"')


def unused(text):
    """Yields (line, name) of each using-declaration of no use in `text`."""
    words = collections.Counter(
        re.findall(r"\w+", NO_CODE.sub("", text)))
    for match in USING.finditer(text):
        name = match.group(1)
        if words[name] == 1:
            yield text.count("\n", 0, match.start(1)) + 1, name


def main():
    root = pathlib.Path(sys.argv[1])
    bad = False
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.cc")):
            for line, name in unused(path.read_text(encoding="utf-8")):
                bad = True
                print(f"{path.relative_to(root)}:{line}: using {name}, "
                      "which is not used")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
