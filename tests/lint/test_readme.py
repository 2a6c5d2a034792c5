"""The README shows files of examples/ and links to files that exist."""

import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown(kind):
    """Yields (file, code) for each block that a marker says shows a file."""
    pattern = rf"<!-- {kind}: (\S+) -->\n```\w*\n(.*?)```"
    return re.findall(pattern, README, flags=re.DOTALL)


def test_the_code_and_its_output_are_those_of_the_example():
    blocks = shown("example") + shown("output")
    assert len(blocks) == 2
    for name, code in blocks:
        text = (ROOT / name).read_text(encoding="utf-8")
        # What a file says about itself at its top is not shown.
        text = re.sub(r"\A(//.*\n)+\n", "", text)
        assert code == text, f"{name} has changed: show it anew"


def test_links_lead_somewhere():
    documents = [ROOT / "README.md", *ROOT.glob("*.md"), *ROOT.glob("docs/*.md"),
                 *ROOT.glob("examples/*.md")]
    for document in documents:
        text = document.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", text):
            if "://" not in target:
                path = document.parent / target
                assert path.exists(), f"{document.name} links to {target}"
