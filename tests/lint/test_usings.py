"""The check of using-declarations finds those of no use, and nothing else."""

import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
CHECK = ROOT / "tools" / "lint" / "check_usings.py"


def check(tmp_path, source):
    """Returns the status and the output for a house of one source."""
    (tmp_path / "src").mkdir()
    (tmp_path / "src" / "a.cc").write_text(source, encoding="utf-8")
    done = subprocess.run([sys.executable, CHECK, tmp_path],
                          capture_output=True, text=True, check=False)
    return done.returncode, done.stdout


def test_used_names_pass(tmp_path):
    assert check(tmp_path, "using a::b::Name;\nName x;\n") == (0, "")


def test_unused_names_are_told(tmp_path):
    source = "int x;\nusing a::Name;\nNamed y;\n"
    assert check(tmp_path, source) == (
        1, "src/a.cc:2: using Name, which is not used\n")


def test_comments_and_texts_are_no_use(tmp_path):
    source = 'using a::Name;  // Name\nauto x = "a \\" Name";\n'
    assert check(tmp_path, source)[0] == 1


def test_aliases_are_no_declarations(tmp_path):
    assert check(tmp_path, "using Name = int;\n") == (0, "")
