"""The last line of script/test counts what really passed and failed."""

import pathlib
import subprocess
import sys

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
COUNT = ROOT / "tools" / "shell" / "count_results.py"

CTEST = """<testsuite name="ctest">
  <testcase name="a" status="run"/>
  <testcase name="b" status="fail"><failure message=""/></testcase>
  <testcase name="c" status="notrun">
    <skipped message="SKIP_REGULAR_EXPRESSION_MATCHED"/></testcase>
  <testcase name="d" status="notrun">
    <skipped message="Unable to find executable"/></testcase>
</testsuite>"""

PYTEST = """<testsuites><testsuite name="pytest">
  <testcase name="a"/>
  <testcase name="b"/>
  <testcase name="c"><error message="no such fixture"/></testcase>
  <testcase name="d"><skipped type="pytest.skip" message="later"/></testcase>
</testsuite></testsuites>"""

FINE = '<testsuite><testcase name="a" status="run"/></testsuite>'


@pytest.fixture
def count(tmp_path):
    """Counts the given reports, after the given options."""

    def run(*reports, options=()):
        paths = []
        for i, report in enumerate(reports):
            paths.append(tmp_path / f"{i}.xml")
            if report is not None:
                paths[-1].write_text(report, encoding="utf-8")
        return subprocess.run(
            [sys.executable, COUNT, *options, *paths],
            capture_output=True, text=True, check=True).stdout

    return run


def test_counts_what_ctest_could_not_start_as_failed(count):
    assert count(CTEST) == "1 passed, 2 failed\n"


def test_adds_reports_up_and_leaves_skipped_tests_out(count):
    assert count(CTEST, PYTEST) == "3 passed, 3 failed\n"


@pytest.mark.parametrize("report", [None, "", "<testsuite>"])
def test_counts_an_absent_or_broken_report_as_one_failure(count, report):
    assert count(FINE, report) == "1 passed, 1 failed\n"


def test_a_failed_step_is_a_failure_though_no_test_failed(count):
    assert count(FINE, options=["--not-ok"]) == "1 passed, 1 failed\n"
    assert count(CTEST, options=["--not-ok"]) == "1 passed, 2 failed\n"
