"""Adds up JUnit reports: prints "N passed, N failed".

    count_results.py [--not-ok] FILE.xml...

A report that is absent or unreadable counts as one failure, because its tests
did not run. With --not-ok, a step has failed; so at least one failure is
counted, even if no test of the reports has failed. Skipped tests do not count.
"""

import sys
import xml.etree.ElementTree as ElementTree


def outcome(case):
    """Returns "passed", "failed" or "skipped" for one <testcase>."""
    if case.find("failure") is not None or case.find("error") is not None:
        return "failed"
    if case.get("status") == "fail":
        return "failed"
    skipped = case.find("skipped")
    if skipped is None:
        return "passed"
    # CTest also calls a test skipped that it could not start.
    not_run = case.get("status") == "notrun"
    if not_run and not skipped.get("message", "").startswith("SKIP_"):
        return "failed"
    return "skipped"


def count(path):
    """Returns (passed, failed) of the report at `path`."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError):
        return 0, 1
    outcomes = [outcome(case) for case in root.iter("testcase")]
    return outcomes.count("passed"), outcomes.count("failed")


def main(arguments):
    at_least = 1 if arguments[:1] == ["--not-ok"] else 0
    results = [count(path) for path in arguments[at_least:]]
    passed = sum(result[0] for result in results)
    failed = max(at_least, sum(result[1] for result in results))
    print(f"{passed} passed, {failed} failed")


if __name__ == "__main__":
    main(sys.argv[1:])
