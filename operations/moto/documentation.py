"""What README, docs/deploy.md, docs/operate.md, docs/security.md and the runbooks tell somebody to type, held against what is there: the AWS CLI's
own commands and options, the template as SAM expands it, and the fields that the code logs. Run by test_commands.py.
"""

import functools
import pathlib
import re
import subprocess
import unittest

from awscli.clidriver import create_clidriver
from environment import ROOT, expanded

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), *sorted((ROOT / "docs/runbooks").glob("*.md"))]
SCRIPTS = [ROOT / "bin" / name for name in ("deploy", ".lib.sh")]
ONLY_IN_CLI_2 = {"--cli-binary-format", "--format", "sso login", "configure export-credentials"}  # the tests have version 1
# Words of Logs Insights' own language.
INSIGHTS = set("fields filter stats sort limit by as and or in like ispresent count sum avg pct desc asc".split())


def text(path):
    return path.read_text().replace("\\\n", " ")


def code(path):
    """The blocks and the single words of code of a page."""
    page = text(path)
    blocks = re.findall(r"^ *```\n(.*?)^ *```", page, re.DOTALL | re.MULTILINE)
    return blocks + re.findall(r"`([^`\n]+)`", re.sub(r"^ *```\n.*?^ *```", "", page, flags=re.DOTALL | re.MULTILINE))


@functools.cache
def help_of(script, *words):
    """What a script prints of itself, and of the subcommand that the words name, if they do."""
    shown = subprocess.run([str(script), "--help"], capture_output=True, text=True, check=True).stdout
    if any(f"\n  {word} " in shown for word in words):
        shown += subprocess.run([str(script), *words, "--help"], capture_output=True, text=True, check=True).stdout
    return shown


class Commands(unittest.TestCase):
    def test_every_aws_command_exists_and_has_its_options(self):
        driver = create_clidriver()
        services = driver._get_command_table()
        everywhere = {"--" + name for name in driver._get_argument_table()} | ONLY_IN_CLI_2
        seen = 0
        for path in PAGES + SCRIPTS:
            for line in "\n".join(code(path)).splitlines() if path.suffix == ".md" else text(path).splitlines():
                known = set(everywhere)
                calls = re.findall(r"\baws ([a-z0-9-]{2,}) ([a-z0-9-]+)(?: ([a-z-]+))?", line)
                for service, operation, third in calls:
                    if f"{service} {operation}" in ONLY_IN_CLI_2:
                        continue
                    self.assertIn(service, services, f"{path.name}: {line}")
                    commands = services[service].create_help_command().command_table
                    self.assertIn(operation, commands, f"{path.name}: {line}")
                    command = commands[operation]
                    if operation == "wait":
                        command = command.create_help_command().command_table[third]
                    known |= {"--" + name for name in getattr(command, "arg_table", {})}
                    seen += 1
                if calls:
                    line = line.split("     # ")[0]
                    self.assertLessEqual(set(re.findall(r"(?<=\s)--[a-z][a-z0-9-]+", line)), known, f"{path.name}: {line}")
        self.assertGreater(seen, 50)

    def test_every_script_exists_and_knows_its_options(self):
        seen = 0
        for path in PAGES:
            for line in "\n".join(code(path)).splitlines():
                for name, rest in re.findall(r"\bbin/([a-z-]+)([^|;`]*)", line):
                    script = ROOT / "bin" / name
                    self.assertTrue(script.is_file(), f"{path.name}: {line}")
                    known = script.read_text()
                    if "run_operations_command" in known:
                        known = help_of(script, *re.findall(r"^ ([a-z]+)\b", rest))
                    for option in re.findall(r"--[a-z-]+", rest.split("     # ")[0]):
                        self.assertIn(option, known, f"{path.name}: {line}")
                        seen += 1
        self.assertGreater(seen, 20)

    def test_every_name_of_the_stack_is_in_the_template(self):
        resources = set(expanded()["Resources"])
        for path in PAGES:
            page = text(path)
            names = set(re.findall(r"\$\(id (\w+)\)", page)) - {"ID"}
            for loop in re.findall(r"for (?:mapping|queue|table) in ([\w\s]+?);", page):
                names |= set(loop.split())
            names |= set(re.findall(r"`(\w+Function[A-Z]\w+)`", page))
            self.assertLessEqual(names, resources, path.name)


class Queries(unittest.TestCase):
    def test_ask_only_for_what_is_logged(self):
        sources = [p.read_text() for top in ("functions", "shared/platform") for p in (ROOT / top).rglob("src/main/**/*.java")]
        logged = {"@timestamp", "@log", "@message", "@type", "@initDuration", "terminatingRuleId"}  # the last one of WAF
        for source in sources:
            logged |= set(re.findall(r'\b(?:with|count|put)\("(\w+)"', source))
        metrics = (ROOT / "shared/platform/src/main/java/nl/laslink/platform/log/Metric.java").read_text()
        logged |= set(re.findall(r'^    [A-Z_]+\("(\w+)"', metrics, re.MULTILINE))
        access = (ROOT / "template.yaml").read_text().split("AccessLogSetting:")[1].split("Format: '")[1].split("'")[0]
        logged |= set(re.findall(r'"(\w+)":', access))
        seen = 0
        for path in PAGES:
            page = text(path)
            queries = re.findall(r"ask '([^']+)'", page)
            queries += re.findall(r"^ *((?:fields|filter) .*?)(?: {4}.*)?$", page, re.MULTILINE)
            for query in queries:
                words = re.sub(r'"[^"]*"|/[^/]*/|[.\d]+', " ", query)
                aliases = set(re.findall(r"\bas (\w+)", words))
                unknown = set(re.findall(r"@?[A-Za-z]\w*", words)) - INSIGHTS - aliases - logged
                self.assertEqual(unknown, set(), f"{path.name}: {query}")
                seen += 1
        self.assertGreater(seen, 15)


class Runbooks(unittest.TestCase):
    def test_every_page_says_when_it_is_over_and_what_it_means(self):
        for path in (ROOT / "docs/runbooks").glob("*.md"):
            if path.name != "README.md":
                self.assertIn("\n## When it is over\n", path.read_text(), path.name)
                self.assertRegex(path.read_text(), r"\n## What it means for a school\n|stands below, by queue")

    def test_every_link_leads_somewhere(self):
        for path in PAGES:
            for target in re.findall(r"\]\(([^)]+)\)", path.read_text()):
                if target.startswith("https://"):
                    continue
                file, _, anchor = target.partition("#")
                page = (path.parent / file).resolve() if file else path
                self.assertTrue(page.exists(), f"{path.name}: {target}")
                if anchor:
                    self.assertIn(anchor, anchors(page), f"{path.name}: {target}")


def anchors(page: pathlib.Path):
    """As repositories make them of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", h.lower()).replace(" ", "-") for h in headings}
