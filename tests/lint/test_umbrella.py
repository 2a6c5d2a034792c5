"""zeren/zeren.h includes every public header but the Boost.Graph view."""

import pathlib
import re

INCLUDE = pathlib.Path(__file__).parents[2] / "include"


def test_the_umbrella_includes_every_public_header():
    text = (INCLUDE / "zeren/zeren.h").read_text(encoding="utf-8")
    included = re.findall(r'^#include "([^"]+)"', text, re.MULTILINE)
    headers = {
        path.relative_to(INCLUDE).as_posix()
        for path in INCLUDE.glob("zeren/*/*.h")
    }
    assert set(included) == headers - {"zeren/graph/boost_graph.h"}
    assert included == sorted(included)
