"""docs/format.md says the same as the schemas: every field, which must be written, every default."""

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")


def schema(name):
    return json.loads((ROOT / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))


DOCUMENT, PROFILE = schema("document"), schema("profile")


def tables():
    """Heading to rows of its table of fields: name, whether it must be written, default."""
    found = {}
    for section in re.split(r"^##+ ", PAGE, flags=re.M)[1:]:
        heading = section.splitlines()[0].strip("`")
        if "| field | type | default |" in section:
            rows = re.findall(r"^\| `(\w+)`(\*?) \|[^|]*\|([^|]*)\|", section, flags=re.M)
            found[heading] = {name: (star == "*", default.strip()) for name, star, default in rows}
    return found


TABLES = tables()


def record(array):
    own = DOCUMENT["$defs"][DOCUMENT["properties"][array]["items"]["$ref"].split("/")[-1]]
    return DOCUMENT["$defs"][own["$ref"].split("/")[-1]]["properties"], own["required"]


ARRAYS = [name for name, field in DOCUMENT["properties"].items() if field.get("type") == "array"]
DEFS = PROFILE["$defs"]
NOT_INHERITED = PROFILE["then"]["properties"]
OBJECTS = {
    "profile": (PROFILE["properties"], PROFILE["required"]),
    "unit_kinds": (DEFS["unit_kind"]["properties"], DEFS["unit_kind"]["required"]),
    "post_kinds": (DEFS["post_kind"]["properties"], DEFS["post_kind"]["required"]),
    "standings": (DEFS["standing"]["properties"], DEFS["standing"]["required"]),
    "obligations": (DEFS["obligation"]["properties"], ["id", *NOT_INHERITED["obligations"]["items"]["required"]]),
    "pipeline.stages": (DEFS["stage"]["properties"], DEFS["stage"]["required"]),
    "profile.training": (DEFS["training"]["properties"], DEFS["training"]["required"]),
    "appraisal": (DEFS["appraisal"]["properties"], []),
    "indicators": (DEFS["indicator"]["properties"], DEFS["indicator"]["required"]),
    "rules": (DEFS["rule"]["properties"], ["id", *NOT_INHERITED["rules"]["items"]["required"]]),
    "findings.steps": (DOCUMENT["$defs"]["finding_step"]["properties"], DOCUMENT["$defs"]["finding_step"]["required"]),
    **{array: record(array) for array in ARRAYS},
}


def test_every_object_has_its_table():
    assert set(TABLES) == set(OBJECTS) | {"Top level"}
    head = {name for name in DOCUMENT["properties"] if name not in ARRAYS}
    assert set(TABLES["Top level"]) == head


@pytest.mark.parametrize("name", OBJECTS)
def test_fields(name):
    fields, required = OBJECTS[name]
    assert set(TABLES[name]) == set(fields)
    assert {field for field, (must, _) in TABLES[name].items() if must} == set(required)


@pytest.mark.parametrize("name", OBJECTS)
def test_defaults(name):
    fields, _ = OBJECTS[name]
    for field, (_, default) in TABLES[name].items():
        told = default.strip('`"')
        if told == "{}":  # A condition that asks nothing.
            assert fields[field]["$ref"] == "#/$defs/condition"
            continue
        wanted = fields[field].get("default")
        assert told == ("" if wanted is None else str(wanted).lower() if isinstance(wanted, bool) else str(wanted)), field


def test_the_example_and_the_words():
    example = json.loads(re.search(r"```json\n(.*?)```", PAGE, flags=re.S).group(1))
    assert example["zeren"] == 1
    for fields, _ in OBJECTS.values():
        for field in fields.values():
            for word in field.get("enum", []):
                assert word is None or f"`{word}`" in PAGE, word


def test_conditions():
    section = PAGE.split("## Conditions")[1].split("\n## ")[0]
    keys = re.findall(r"^\| `(\w+)` \|", section, flags=re.M)
    assert set(keys) == set(DEFS["condition"]["properties"])


def test_links():
    for page in ROOT.joinpath("docs").glob("*.md"):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)]+)\)", text):
            if "://" in target:
                continue
            path, _, anchor = target.partition("#")
            file = (page.parent / path).resolve() if path else page
            assert file.exists(), f"{page.name}: {target}"
            if anchor and file.suffix == ".md":
                headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), flags=re.M)
                anchors = {re.sub(r"[^\w\- ]", "", h).strip().lower().replace(" ", "-") for h in headings}
                assert anchor in anchors, f"{page.name}: {target}"
