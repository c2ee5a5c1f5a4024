"""python3 local/docs-tests/test_check.py"""

import os
import pathlib
import subprocess
import tempfile
import unittest

import check

LONG = "word " * 30


def numbers(text, **more):
    return [number for number, _ in check.faults_of_lines(text, **more)]


class Lines(unittest.TestCase):
    def test_refuses_prose_over_120(self):
        self.assertEqual(numbers(f"short\n{LONG}\n"), [2])

    def test_accepts_a_long_word_that_cannot_be_wrapped(self):
        self.assertEqual(numbers("- `" + "a" * 150 + "`\n"), [])

    def test_accepts_a_row_of_short_cells_but_no_long_cell(self):
        self.assertEqual(numbers("| " + "a" * 90 + " | " + "b" * 90 + " |\n| " + "a" * 121 + " |\n"), [2])

    def test_counts_an_escaped_bar_as_text_of_its_cell(self):
        self.assertEqual(numbers("| " + "a" * 70 + r"\|" + "b" * 70 + " |\n"), [1])

    def test_accepts_code_up_to_200(self):
        self.assertEqual(numbers(f"```\n{LONG}\n{LONG * 2}\n```\n{LONG}\n"), [3, 5])

    def test_counts_characters_and_not_bytes(self):
        self.assertEqual(numbers("é " * 60), [])

    def test_refuses_a_readme_of_121_lines(self):
        self.assertEqual(numbers("a\n" * 120, is_readme=True), [])
        self.assertEqual(numbers("a\n" * 121, is_readme=True), [121])


class Subject(unittest.TestCase):
    def test_accepts_part_verb_and_object(self):
        for subject in (
            "uwlr: test over-long names for an imported school",
            "record-mail, template: alarm on bounced mail to customer service",
            "review-import: add the leaver hold",
            "matching: raise the threshold",
            'Revert "uwlr: read dates"',
        ):
            self.assertEqual(list(check.faults_of_subject(subject)), [], subject)

    def test_refuses_another_form(self):
        for subject in ("Fix a bug", "uwlr: Fix dates", "uwlr:fix dates", "uwlr: fix", ": fix dates", "uwlr: fix dates."):
            self.assertNotEqual(list(check.faults_of_subject(subject)), [], subject)

    def test_refuses_more_than_72_characters(self):
        self.assertEqual(list(check.faults_of_subject("uwlr: fix " + "d" * 62)), [])
        self.assertNotEqual(list(check.faults_of_subject("uwlr: fix " + "d" * 63)), [])

    def test_refuses_vague_verbs(self):
        for subject in ("uwlr: let the client retry", "pom: fail on a warning, and let the build print none"):
            self.assertNotEqual(list(check.faults_of_subject(subject)), [], subject)


class LastSubject(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        root = check.ROOT
        self.addCleanup(lambda: setattr(check, "ROOT", root))
        self.run_git("init", "-q", "-b", "main", "origin")
        self.commit("one: add a file")
        self.commit("two: add a line")
        self.git("checkout", "-qb", "other", "HEAD^")
        self.commit("three: add another line")
        self.git("checkout", "-q", "main")

    def run_git(self, *arguments):
        names = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example"}
        outside = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        subprocess.run(["git", *arguments], cwd=self.folder, check=True, capture_output=True, env=outside | names)

    def git(self, *arguments):
        self.run_git("-C", "origin", *arguments)

    def commit(self, subject):
        self.git("commit", "-q", "--allow-empty", "-m", subject)

    def test_is_of_the_last_commit(self):
        check.ROOT = self.folder / "origin"

        self.assertEqual(check.last_subject(), "two: add a line")

    def test_passes_over_a_merge(self):
        self.git("merge", "-q", "--no-ff", "other")
        check.ROOT = self.folder / "origin"

        self.assertIn(check.last_subject(), ("two: add a line", "three: add another line"))

    def test_is_none_in_a_shallow_clone_of_a_merge(self):
        self.git("merge", "-q", "--no-ff", "other")
        self.run_git("clone", "-q", "--depth", "1", f"file://{self.folder}/origin", "clone")
        check.ROOT = self.folder / "clone"

        self.assertIsNone(check.last_subject())

    def test_is_none_outside_a_clone(self):
        check.ROOT = self.folder
        (self.folder / "target").mkdir()
        for name in ("read.md", "target/built.md"):
            (self.folder / name).write_text("text\n")

        self.assertIsNone(check.last_subject())
        self.assertEqual(check.documents(), [self.folder / "read.md"])

    def test_is_of_the_only_commit_in_a_shallow_clone(self):
        self.run_git("clone", "-q", "--depth", "1", f"file://{self.folder}/origin", "clone")
        check.ROOT = self.folder / "clone"

        self.assertEqual(check.last_subject(), "two: add a line")


if __name__ == "__main__":
    unittest.main()
