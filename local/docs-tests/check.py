"""Checks the lengths and the spelling of Markdown, and the subject of the last commit.

    python3 local/docs-tests/check.py CODESPELL    bin/test format calls it
"""

import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINE, PROSE, CELL = 200, 120, 120
README_LINES = 120
SUBJECT = 72
BUILT = {"target", "node_modules", "dist"}
FORM = re.compile(r"[^\s:][^:]*: [a-z]\S*( \S+)+")
VAGUE_VERB = re.compile(r"(?:^|\band )(say|tell|let|hold|ask)\b")
# Dutch words and names that resemble English typing errors.
NOT_MISSPELT = "brin,dependance,dependances,mis"


def documents():
    names = git("ls-files", "--cached", "--others", "--exclude-standard", "*.md").splitlines()
    files = [ROOT / name for name in names] or ROOT.rglob("*.md")
    return sorted(path for path in files if path.exists() and not BUILT & set(path.relative_to(ROOT).parts))


def git(*arguments):
    """Nothing where this is no clone, as after unpacking an archive."""
    return subprocess.run(["git", "-C", ROOT, *arguments], capture_output=True, text=True).stdout


def faults_of_lines(text, is_readme=False):
    """Line numbers with what is wrong there."""
    is_code = False
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if line.lstrip().startswith("```"):
            is_code = not is_code
        elif is_readme and len(line) > PROSE:
            yield number, f"has {len(line)} characters, the README at most {PROSE}"
        elif len(line) > LINE:
            yield number, f"has {len(line)} characters, at most {LINE} are allowed"
        elif is_code:
            continue
        elif line.startswith("|"):
            longest = max(len(cell.strip()) for cell in re.split(r"(?<!\\)\|", line))
            if longest > CELL:
                yield number, f"has a cell of {longest} characters: write a paragraph instead, a cell has at most {CELL}"
        elif len(line) > PROSE and " " in line.lstrip("-* 0123456789.").strip():
            yield number, f"has {len(line)} characters, wrap text at {PROSE}"
    if is_readme and len(lines) > README_LINES:
        yield len(lines), f"is the last line, the README has at most {README_LINES}"


def faults_of_subject(subject):
    if subject.startswith('Revert "'):
        return
    if not FORM.fullmatch(subject):
        yield 'has not the form "part: imperative verb + object"'
    if len(subject) > SUBJECT:
        yield f"has {len(subject)} characters, at most {SUBJECT} are allowed"
    if subject.endswith("."):
        yield "ends with a full stop"
    description = subject.partition(": ")[2]
    if verb := VAGUE_VERB.search(description):
        yield f'uses "{verb[1]}": name what changed'


def last_subject():
    """Of the last commit that is no merge. A shallow clone hides parents from git log, the commit itself still names them."""
    for commit in git("log", "-50", "--format=%H").split():
        header, _, message = git("cat-file", "-p", commit).partition("\n\n")
        if len(re.findall("^parent ", header, re.MULTILINE)) < 2:
            return message.partition("\n")[0]
    return None


def misspelt(codespell, files, subject):
    options = [codespell, "--ignore-words-list", NOT_MISSPELT]
    found = subprocess.run([*options, *(p.relative_to(ROOT) for p in files)], cwd=ROOT, capture_output=True, text=True)
    yield from (found.stdout + found.stderr).splitlines()
    if subject:
        found = subprocess.run([*options, "-"], input=subject, capture_output=True, text=True)
        yield from (f"last commit: {line}" for line in (found.stdout + found.stderr).splitlines())


def main(codespell):
    files = documents()
    faults = [
        f"{path.relative_to(ROOT)}:{number}: {fault}"
        for path in files
        for number, fault in faults_of_lines(path.read_text(), path == ROOT / "README.md")
    ]
    subject = last_subject()
    if subject is not None:
        faults += [f'last commit: "{subject}" {fault}' for fault in faults_of_subject(subject)]
    faults += misspelt(codespell, files, subject)
    if faults:
        sys.exit("\n".join(faults))
    print(f"format: {len(files)} Markdown files and the last commit subject are as they should be")


if __name__ == "__main__":
    main(sys.argv[1])
