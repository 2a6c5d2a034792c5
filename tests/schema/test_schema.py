"""The JSON Schemas: valid themselves, accept what is good, and name the place of what is bad."""

import json
import os
from pathlib import Path

import pytest

pytest.importorskip("jsonschema")
from jsonschema import Draft202012Validator  # noqa: E402
from referencing import Registry, Resource  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
NAMES = ("document", "profile", "changes", "baseline")


def read(path):
    return json.loads(Path(path).read_text(encoding="utf-8"))


SCHEMAS = {name: read(ROOT / "schema" / f"{name}.schema.json") for name in NAMES}
REGISTRY = Registry().with_resources([(s["$id"], Resource.from_contents(s)) for s in SCHEMAS.values()])
# `format` is an annotation in 2020-12. With it asserted, impossible days are refused, too.
VALIDATORS = {n: Draft202012Validator(s, registry=REGISTRY) for n, s in SCHEMAS.items()}
STRICT = {
    n: Draft202012Validator(s, registry=REGISTRY, format_checker=Draft202012Validator.FORMAT_CHECKER)
    for n, s in SCHEMAS.items()
}


def pointer(parts):
    return "".join("/" + str(p).replace("~", "~0").replace("/", "~1") for p in parts)


def problems(name, instance, strict=False):
    """The JSON pointers of all problems, an unknown field by its own pointer."""
    found = set()
    for error in (STRICT if strict else VALIDATORS)[name].iter_errors(instance):
        path = list(error.absolute_path)
        if error.validator == "additionalProperties" and error.validator_value is False:
            known = error.schema.get("properties", {})
            found |= {pointer([*path, key]) for key in error.instance if key not in known}
        else:
            found.add(pointer(path))
    return found


def native():
    data = os.environ.get("ZEREN_DATA")
    folder = (Path(data) if data else ROOT.parent / "shared" / "data") / "native"
    files = sorted(folder.glob("*.json"))
    if files:
        return [pytest.param(f, id=f.stem) for f in files]
    reason = f"no real organisations at {folder} (set ZEREN_DATA)"
    return [pytest.param(None, id="none", marks=pytest.mark.skip(reason=reason))]


def subschemas(schema, where=""):
    """Every subschema with its pointer."""
    if not isinstance(schema, dict):
        return
    yield where, schema
    for key in ("properties", "$defs"):
        for name, sub in schema.get(key, {}).items():
            yield from subschemas(sub, f"{where}/{key}/{name}")
    for key in ("items", "additionalProperties", "if", "then", "else", "not", "propertyNames"):
        yield from subschemas(schema.get(key), f"{where}/{key}")
    for key in ("allOf", "anyOf", "oneOf", "prefixItems"):
        for i, sub in enumerate(schema.get(key, [])):
            yield from subschemas(sub, f"{where}/{key}/{i}")


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid(name):
    schema = SCHEMAS[name]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    Draft202012Validator.check_schema(schema)


@pytest.mark.parametrize("name", NAMES)
def test_every_reference_resolves(name):
    resolver = REGISTRY.resolver(SCHEMAS[name]["$id"])
    references = [s["$ref"] for _, s in subschemas(SCHEMAS[name]) if "$ref" in s]
    assert references
    for reference in references:
        resolver.lookup(reference)


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_described_and_closed(name):
    for where, schema in subschemas(SCHEMAS[name]):
        if any(part in where for part in ("/if", "/then", "/else", "/not")):
            continue
        for field, sub in schema.get("properties", {}).items():
            assert "description" in sub or "$ref" in sub, f"{where}/properties/{field}"
        if schema.get("type") == "object" and "properties" in schema:
            if where == "/$defs/change":  # closed by the operation that it names
                continue
            assert schema.get("additionalProperties") is False, where


@pytest.mark.parametrize("path", native())
def test_real_organisations(path):
    assert problems("document", read(path), strict=True) == set()


@pytest.mark.parametrize("path", sorted((ROOT / "profiles").glob("*.json")), ids=lambda p: p.stem)
def test_built_in_profiles(path):
    profile = read(path)
    assert problems("profile", profile, strict=True) == set()
    assert problems("document", {"zeren": 1, "profile": profile}, strict=True) == set()
    assert profile["id"] == path.stem
    assert path.stem in SCHEMAS["document"]["$defs"]["profile_name"]["enum"]


def test_all_built_in_profiles_are_there():
    names = {p.stem for p in (ROOT / "profiles").glob("*.json")}
    assert names == set(SCHEMAS["document"]["$defs"]["profile_name"]["enum"])


def test_example():
    assert problems("document", read(ROOT / "examples" / "party-school.json"), strict=True) == set()


@pytest.mark.parametrize("path", sorted((ROOT / "examples" / "checks").glob("*.json")), ids=lambda path: path.stem)
def test_examples_of_checks(path):
    """All but the one that shows what a bad record is."""
    found = problems("document", read(path), strict=True)
    assert (found == set()) == (path.stem != "bad_record.gap")


def test_null_is_not_written():
    """In each field of a record that need not be written, and before the arrays."""
    document = {"zeren": 1, "profile": None, "name": None, "as_of": None}
    for array, field in SCHEMAS["document"]["properties"].items():
        if field.get("type") == "array":
            record = SCHEMAS["document"]["$defs"][field["items"]["$ref"].split("/")[-1]]
            fields = SCHEMAS["document"]["$defs"][record["$ref"].split("/")[-1]]["properties"]
            optional = {name: None for name in fields if name not in record["required"]}
            assert optional, array
            for name in record["required"]:
                nullable = (array, name) in [("appointments", "person"), ("reporting_lines", "reports_to")]
                broken = {"zeren": 1, array: [{name: None}]}
                assert (f"/{array}/0/{name}" in problems("document", broken)) is not nullable, (array, name)
            document[array] = [optional]
    missing = problems("document", document)
    assert all(pointer.count("/") == 2 for pointer in missing), missing


BAD = read(ROOT / "tests" / "data" / "bad_documents.json")


@pytest.mark.parametrize("case", [c for c in BAD if c["schema"]], ids=lambda c: c["name"])
def test_bad_document(case):
    assert problems("document", case["document"]) == {case["pointer"]}


@pytest.mark.parametrize("case", [c for c in BAD if not c["schema"]], ids=lambda c: c["name"])
def test_only_a_loader_can_see(case):
    assert problems("document", case["document"]) == set()


# tests/model/profile_table_test.cc runs the same table through the loader. `pointer` is null for a good profile;
# `schema_pointer` is where the schema sees a problem, if it cannot point as near as the loader.
PROFILES = read(ROOT / "tests" / "data" / "bad_profiles.json")


@pytest.mark.parametrize("case", PROFILES, ids=lambda c: c["name"])
def test_profile(case):
    expected = {case.get("schema_pointer", case["pointer"])} if case["schema"] else set()
    assert problems("profile", case["profile"], strict=True) == expected


GOOD_CHANGES = [
    {"op": "add", "array": "posts", "record": {"id": "p1", "unit": "u1", "kind": "head", "reports_to": None}},
    {"op": "end", "array": "appointments", "match": {"person": None, "post": "p1"}, "on": "2026-12-01"},
    {"op": "set", "array": "tasks", "match": {"id": "t1"}, "fields": {"due": "2026-12-31", "weight": 2}},
    {"op": "set", "array": "units", "match": {"id": "u1"}, "fields": {"valid_to": None}},
    {"op": "remove", "array": "progress", "match": {"task": "t1", "day": "2026-01-31"}},
]
BAD_CHANGES = [
    ({"op": "move", "array": "posts", "match": {"id": "p1"}}, "/op"),
    ({"array": "posts", "match": {"id": "p1"}}, ""),
    ({"op": "add", "array": "post", "record": {"id": "p1"}}, "/array"),
    ({"op": "add", "array": "posts"}, ""),
    ({"op": "add", "array": "posts", "record": {"id": "p1", "unit": "u1"}}, "/record"),
    ({"op": "add", "array": "posts", "record": {"id": "p1", "unit": "u1", "kind": "head", "seats": 0}}, "/record/seats"),
    ({"op": "add", "array": "units", "record": {"id": "u", "kind": "team"}, "match": {"id": "u"}}, "/match"),
    ({"op": "end", "array": "tasks", "match": {"id": "t1"}, "on": "2026-12-01"}, "/array"),
    ({"op": "end", "array": "posts", "match": {"id": "p1"}, "on": "soon"}, "/on"),
    ({"op": "end", "array": "posts", "match": {}, "on": "2026-12-01"}, "/match"),
    ({"op": "set", "array": "tasks", "match": {"id": "t1"}, "fields": {"effort": -1}}, "/fields/effort"),
    ({"op": "set", "array": "tasks", "match": {"id": "t1"}, "fields": {}}, "/fields"),
    ({"op": "remove", "array": "tasks", "match": {"colour": "red"}}, "/match/colour"),
]


def changes(*ops):
    return {"zeren_changes": 1, "changes": list(ops)}


def test_good_changes():
    assert problems("changes", changes(*GOOD_CHANGES), strict=True) == set()
    assert problems("changes", changes(), strict=True) == set()


@pytest.mark.parametrize("change, where", BAD_CHANGES)
def test_bad_change(change, where):
    assert problems("changes", changes(GOOD_CHANGES[0], change)) == {"/changes/1" + where}


@pytest.mark.parametrize("instance, where", [({"changes": []}, ""), ({"zeren_changes": 2, "changes": []}, "/zeren_changes")])
def test_bad_changes_document(instance, where):
    assert problems("changes", instance) == {where}


GOOD_BASELINE = {
    "zeren_baseline": 1,
    "organization": {"en": "School", "zh": "党校"},
    "taken": "2026-11-22",
    "owner": None,
    "expires": "2027-01-01",
    "accepted": [
        {"fingerprint": "0123456789abcdef" * 2, "rule": "r", "focus": "document", "severity": "info"},
        {"fingerprint": "1123456789abcdef" * 2, "rule": "r", "focus": "unit:u", "key": "k", "severity": "violation", "count": 2},
    ],
}
BAD_BASELINES = [
    ({"zeren_baseline": 2}, "/zeren_baseline"),
    ({"organization": 5}, "/organization"),
    ({"expires": 2027}, "/expires"),
    ({"ownr": "x"}, "/ownr"),
    ({"accepted": [{**GOOD_BASELINE["accepted"][0], "fingerprint": "0123"}]}, "/accepted/0/fingerprint"),
    ({"accepted": [{**GOOD_BASELINE["accepted"][0], "focus": "school"}]}, "/accepted/0/focus"),
    ({"accepted": [{**GOOD_BASELINE["accepted"][0], "count": 0}]}, "/accepted/0/count"),
    ({"accepted": [{**GOOD_BASELINE["accepted"][0], "severity": "bad"}]}, "/accepted/0/severity"),
]


def test_good_baseline():
    assert problems("baseline", GOOD_BASELINE, strict=True) == set()
    assert problems("baseline", read(ROOT / "examples" / "party-school.known.json"), strict=True) == set()


@pytest.mark.parametrize("change, where", BAD_BASELINES)
def test_bad_baseline(change, where):
    assert problems("baseline", {**GOOD_BASELINE, **change}) == {where}


@pytest.mark.parametrize("field", ["zeren_baseline", "organization", "taken", "accepted"])
def test_baseline_needs(field):
    assert problems("baseline", {k: v for k, v in GOOD_BASELINE.items() if k != field}) == {""}
