"""The check of rooms finds each kind of wrong include, and nothing else."""

import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECK = ROOT / "tools" / "lint" / "check_rooms.py"

# A small house in order.
HOUSE = {
    "include/zeren/zeren.h": '#include "zeren/graph/chain.h"\n',
    "include/zeren/core/node.h": (
        '#include <string_view>\n#include "absl/time/civil_time.h"\n'),
    "include/zeren/graph/chain.h": '#include "zeren/core/node.h"\n',
    "include/zeren/graph/boost_graph.h": (
        "#include <boost/graph/graph_traits.hpp>\n"
        '#include "zeren/graph/chain.h"\n'),
    "include/zeren/measure/measure.h": '#include "zeren/core/node.h"\n',
    "include/zeren/gaps/gaps.h": '#include "zeren/measure/measure.h"\n',
    "src/core/internal/arena.h": "#include <vector>\n",
    "src/graph/internal/walk.h": '#include "src/core/internal/arena.h"\n',
    "src/graph/chain.cc": (
        '#include "zeren/graph/chain.h"\n'
        "#include <boost/graph/strong_components.hpp>\n"
        "#include <nlohmann/json.hpp>\n"
        '#include "internal/walk.h"\n'),
    "src/gaps/gaps.cc": '#include "src/graph/internal/walk.h"\n',
    "src/catalogue/chain_checks.cc": '#include "zeren/gaps/gaps.h"\n',
    "src/command/run_command.h": "#include <string>\n",
    "src/command/run_command.cc": (
        '#include "src/command/run_command.h"\n#include <CLI/CLI.hpp>\n'),
}


@pytest.fixture
def check(tmp_path):
    """Runs the check on HOUSE with some files put in or written anew."""

    def run(files=()):
        for path, text in {**HOUSE, **dict(files)}.items():
            file = tmp_path / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, CHECK, tmp_path],
            capture_output=True, text=True, check=False)
        assert done.stderr == ""
        return done.returncode, done.stdout.splitlines()

    return run


def test_accepts_a_house_in_order(check):
    assert check() == (0, [])


def test_accepts_the_library_itself():
    done = subprocess.run([sys.executable, CHECK, ROOT],
                          capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("path", "include", "problem"),
    [
        ("include/zeren/core/node.h", '"zeren/graph/chain.h"',
         "core comes before graph and must not include "
         "include/zeren/graph/chain.h"),
        ("include/zeren/core/node.h", "<zeren/graph/chain.h>",
         "core comes before graph and must not include "
         "include/zeren/graph/chain.h"),
        ("src/core/node.cc", '"src/graph/internal/walk.h"',
         "core comes before graph and must not include "
         "src/graph/internal/walk.h"),
        ("src/core/node.cc", '"../graph/internal/walk.h"',
         "core comes before graph and must not include "
         "src/graph/internal/walk.h"),
        ("src/gaps/gaps.cc", '"src/catalogue/table.h"',
         "gaps comes before catalogue and must not include "
         "src/catalogue/table.h"),
        ("src/measure/roll_up.cc", '"src/catalogue/table.h"',
         "measure comes before catalogue and must not include "
         "src/catalogue/table.h"),
        ("src/report/text.cc", '"src/command/run_command.h"',
         "report comes before command and must not include "
         "src/command/run_command.h"),
        ("include/zeren/graph/chain.h", '"src/graph/internal/walk.h"',
         "a public header includes the private src/graph/internal/walk.h"),
        ("include/zeren/graph/chain.h", '"../../../src/graph/internal/walk.h"',
         "a public header includes the private src/graph/internal/walk.h"),
        ("include/zeren/zeren.h", '"src/graph/internal/walk.h"',
         "a public header includes the private src/graph/internal/walk.h"),
        ("include/zeren/graph/chain.h", "<nlohmann/json.hpp>",
         "a public header includes <nlohmann/json.hpp>"),
        ("include/zeren/graph/chain.h", "<CLI/CLI.hpp>",
         "a public header includes <CLI/CLI.hpp>"),
        ("include/zeren/graph/chain.h", "<sqlite3.h>",
         "a public header includes <sqlite3.h>"),
        ("include/zeren/graph/chain.h", "<boost/graph/graph_traits.hpp>",
         "a public header includes <boost/graph/graph_traits.hpp>"),
        ("include/zeren/zeren.h", '"zeren/graph/boost_graph.h"',
         "a public header includes the opt-in boost_graph.h"),
        ("src/graph/chain.cc", '"zeren/zeren.h"',
         "zeren.h is for users; include what is used"),
        ("src/graph/chain.cc", '"tests/support/org_text.h"',
         "the library includes tests/support/org_text.h"),
        ("src/graph/chain.cc", '"zeren/cellar/wine.h"',
         "include/zeren/cellar/wine.h is in no room"),
    ],
)
def test_finds_a_wrong_include(check, path, include, problem):
    text = f"// A comment.\n#include <string>\n#include {include}\n"
    assert check({path: text}) == (1, [f"{path}:3: {problem}"])


def test_finds_a_file_outside_all_rooms(check):
    status, found = check({"src/cellar/wine.cc": "", "src/main.cc": ""})
    assert status == 1
    assert [line.split(";")[0] for line in found] == [
        "src/cellar/wine.cc:1: is in no room",
        "src/main.cc:1: is in no room",
    ]


def test_finds_a_public_header_of_a_private_room(check):
    path = "include/zeren/catalogue/table.h"
    assert check({path: ""}) == (
        1, [f"{path}:1: catalogue is private and has no public headers"])
