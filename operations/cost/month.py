"""What an environment and a school cost in a month: docs/cost.md, from counts.json (what bin/bench cost counted), prices.json (what
AWS asks, and where that was found again), template.yaml and a year as assumed here.

    python3 operations/cost/month.py    writes the page; bin/bench cost does so after it has counted
"""

import json
import pathlib
import re
import textwrap

ROOT = pathlib.Path(__file__).resolve().parents[2]
HERE = ROOT / "operations/cost"
DOCS = ROOT / "docs/cost.md"
WIDTH = 120
COUNTED = ["reads", "writes", "calls", "events", "mails", "keys"]

# A school's year, assumed.
PUPILS, SCORES_EACH, NIGHTS, IMPORTS, PAGES, PEOPLE = 230, 20, 365, 12, 500, 2
SECONDS, GIGABYTES = 0.5, 1  # of a call of a function, on AWS not measured
STORED_MB, SENT_MB, LOGGED_MB = 2, 17, 1.5  # in a month
SCHOOLS = [1, 100, 7000]
FREE_PEOPLE = 10_000  # of an account

# Of an environment, assumed.
POLLERS, POLL_SECONDS, HOURS = 5, 20, 730  # Lambda asks each queue of its own accord, also when nothing comes
METRICS = 27  # of our own with each word of their dimension that occurs; those of failures only while something fails
REST = 1  # the sweep, builds in S3, Scheduler


def read(name):
    return json.loads((HERE / name).read_text())


def moments(counts):
    """Counts per moment, as the docs show them; `each` is per score, the night's without what a quiet night takes anyway."""
    one = lambda name: dict(zip(COUNTED, counts[name]))
    both = lambda a, b: {k: a[k] + b[k] for k in COUNTED}
    scores = counts["scores"]
    quiet = one("a quiet night")
    busy = one("a night with scores")
    return {
        "old numbers removed": one("numbers removed"),
        "requested, approved, first contact": both(one("requested"), one("approved, first contact staged")),
        "rows decided and imported": both(one("rows decided"), one("imported")),
        f"a score arrives ({scores} together, each)": {k: v / scores for k, v in one("a group's scores arrive").items()},
        "a quiet night": quiet,
        "a night, for each score more": {k: max(0, (busy[k] - quiet[k]) / scores) for k in COUNTED},
        "page *Koppelen met LAS*": one("page Koppeling, once"),
        "page *Leerlingen beheren*": one("page Leerlingen beheren, once"),
    }


def year(moments):
    removed, first, imported, arrives, quiet, more, page, _ = moments.values()
    scores = PUPILS * SCORES_EACH
    times = [(removed, 1), (first, 1), (imported, IMPORTS), (arrives, scores), (quiet, NIGHTS), (more, scores), (page, PAGES)]
    return {k: sum(moment[k] * n for moment, n in times) for k in COUNTED} | {"requests": page["calls"] * PAGES}


def school(year):
    """What one school takes of each price in a month."""
    month = {k: v / 12 for k, v in year.items()}
    return {
        "dynamodb-reads": month["reads"],
        "dynamodb-writes": month["writes"],
        "dynamodb-storage": STORED_MB / 1000,
        "dynamodb-backup": STORED_MB / 1000,
        "lambda-time": month["calls"] * SECONDS * GIGABYTES,
        "lambda-calls": month["calls"],
        "xray": month["calls"],
        "ses": month["mails"],
        "api": month["requests"],
        "cloudfront": SENT_MB / 1000,
        "logs": LOGGED_MB / 1000,
        "kms-uses": month["keys"],
        "events": month["events"],
        "sqs": 4 * month["events"],  # put, received, deleted, and one for a second queue
    }


def environment(template):
    """What an environment takes by itself."""
    of_type = lambda kind: len(re.findall(rf"^    Type: {re.escape(kind)}$", template, re.MULTILINE))
    wall = re.search(r"^  ApiWall:\n(.*?)(?=^  \w)", template, re.MULTILINE | re.DOTALL)[1]
    sources = len(re.findall(r"^          Type: SQS$", template, re.MULTILINE))
    return {
        "wall": of_type("AWS::WAFv2::WebACL"),
        "wall-rules": len(re.findall(r"^        - Name: ", wall, re.MULTILINE)),
        "alarms": of_type("AWS::CloudWatch::Alarm"),
        "metrics": METRICS,
        "keys": of_type("AWS::KMS::Key"),
        "sqs": sources * POLLERS * HOURS * 3600 / POLL_SECONDS,
        "secrets": of_type("AWS::SecretsManager::Secret"),
    }


def dollars(amounts, prices):
    return sum(amount * prices[name]["dollars"] / prices[name]["for"] for name, amount in amounts.items())


def short(number):
    """Two figures, no more: the year is assumed."""
    if number >= 100:
        return f"{round(number, 2 - len(str(int(number)))):,.0f}"
    if number >= 10:
        return f"{number:.0f}"
    return f"{number:.2g}" if number >= 0.001 else "under 0.001"


def for_schools(schools, one, prices):
    return schools * one + max(0, schools * PEOPLE - FREE_PEOPLE) * prices["cognito"]["dollars"]


def lines(amounts, prices):
    for name, amount in amounts.items():
        price = prices[name]
        each = f"{price['dollars']:.10f}".rstrip("0").rstrip(".") + (f" for {price['for']:,}" if price["for"] > 1 else "")
        yield f"| {price['unit']} | {short(amount)} | {each} | {short(dollars({name: amount}, prices))} | {price['found'] or '–'} |"


def paragraph(text):
    """Lines that fit, without a break inside code."""
    atoms = re.sub(r"`[^`]*`", lambda code: code[0].replace(" ", "\0"), text)
    return [line.replace("\0", " ") for line in textwrap.wrap(atoms, WIDTH, break_long_words=False, break_on_hyphens=False)]


def section(counts, prices, template):
    counted = moments(counts)
    whole = year(counted)
    one = dollars(school(whole), prices)
    base = dollars(environment(template), prices) + REST
    text = [
        "# What it costs",
        "",
        "For whoever pays for an environment: what does it cost per month, and why?",
        "",
        *paragraph(
            "All amounts are dollars per month without tax. `bin/bench cost` counts and writes this page. A test compares it with "
            "the counts, the prices and `template.yaml`."
        ),
        "",
        "| schools | the environment | for the schools | together | per school |",
        "| --- | --- | --- | --- | --- |",
    ]
    for n in SCHOOLS:
        them = for_schools(n, one, prices)
        text.append(f"| {n:,} | {short(base)} | {short(them)} | {short(base + them)} | {short((base + them) / n)} |")
    text += [
        "",
        *paragraph(
            "Prices are on-demand list prices for eu-west-1 as the authors know them in November 2026. The last column of the tables "
            "names a public text that has them too. **Check them all at aws.amazon.com/pricing before you rely on this.**"
        ),
        "",
        "## Counted",
        "",
        *paragraph(
            "One moment each, on the demo school (some 480 records, SchoolOAS). Reads and writes are DynamoDB's units. For updates "
            "and deletes they are the units that the request names. Scores include what the simulated test centre reads for them."
        ),
        "",
        "| moment | reads | writes | functions called, about | events | mails | uses of SecretsKey |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    figure = lambda number: f"{number:.0f}" if number >= 1 or number < 0.05 else f"{number:.1f}"
    for name, of in counted.items():
        text.append(f"| {name} | " + " | ".join(figure(of[k]) for k in COUNTED) + " |")
    text += [
        "",
        "## A school",
        "",
        *paragraph(
            f"A year is assumed: {PUPILS} pupils with {SCORES_EACH} scores each, {NIGHTS} nights, {IMPORTS} imports, {PAGES} pages. That is "
            f"{short(whole['reads'])} reads, {short(whole['writes'])} writes and {short(whole['calls'])} calls of functions of half a second "
            f"at 1 GB (their duration on AWS was not measured). Of the reads {shares(counted, whole)}; the rest is imports. Per month:"
        ),
        "",
        "| | of a school | price | dollars | price also in |",
        "| --- | --- | --- | --- | --- |",
        *lines(school(whole), prices),
        "",
        *paragraph(f"Add {prices['cognito']['dollars']} (in no other text) for each {prices['cognito']['unit']}, {PEOPLE} a school."),
        "",
        "## An environment",
        "",
        "| | of an environment | price | dollars | price also in |",
        "| --- | --- | --- | --- | --- |",
        *lines(environment(template), prices),
        f"| sweep, builds and rest | | | {REST} | – |",
        "",
        *paragraph(
            f"Most calls of queues are Lambda polling empty queues ({POLLERS} pollers a queue, each {POLL_SECONDS} s). A key that rotates costs "
            "1 more after each of its first two rotations, so three keys cost 9 from the third year on."
        ),
    ]
    return "\n".join(text) + "\n"


def shares(counted, whole):
    _, _, _, arrives, quiet, more, page, _ = counted.values()
    scores = PUPILS * SCORES_EACH
    parts = {
        "pages": page["reads"] * PAGES,
        "nights": quiet["reads"] * NIGHTS + more["reads"] * scores,
        "scores that arrive": arrives["reads"] * scores,
    }
    return ", ".join(f"{reads / whole['reads']:.0%} are {name}" for name, reads in parts.items())


def computed():
    return section(read("counts.json"), read("prices.json"), (ROOT / "template.yaml").read_text())


if __name__ == "__main__":
    DOCS.write_text(computed())
