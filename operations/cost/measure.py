"""Counts what one school asks of AWS at each moment of its year, on a product of bin/run with CostMeter on its class path.

    python3 operations/cost/measure.py URL RECORD LOG      bin/bench cost calls it

Prints the counts, and keeps them in counts.json.
"""

import json
import pathlib
import re
import sys
import urllib.parse
import urllib.request

COUNTS = {}
WEB, RECORD, LOG = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
SCHOOL = "99XX-00"
OF_SCHOOL = "/api/schools/" + SCHOOL


def call(method, path, body=None, token=None, form=False, **headers):
    data = None
    if body is not None:
        data = (urllib.parse.urlencode(body) if form else json.dumps(body)).encode()
    headers["Content-Type"] = "application/x-www-form-urlencoded" if form else "application/json"
    if token:
        headers["Authorization"] = "Bearer " + token
    url = path if path.startswith("http") else WEB + path
    with urllib.request.urlopen(urllib.request.Request(url, data=data, method=method, headers=headers)) as answer:
        text = answer.read()
        return (json.loads(text) if text[:1] in (b"{", b"[") else text), answer.headers.get("ETag")


def idle():
    call("POST", "/_local/idle", {})


def lines(path):
    return path.read_text().splitlines() if path.exists() else []


class Moment:
    """Prints what was asked between its begin and its end."""

    def __init__(self, name, times=1):
        self.name, self.times = name, times

    def __enter__(self):
        idle()
        self.record, self.log = len(lines(RECORD)), len(lines(LOG))

    def __exit__(self, *_):
        idle()
        calls = [line.rsplit(" ", 2) for line in lines(RECORD)[self.record :]]
        reads = sum(int(c[1]) for c in calls) / 1000 / self.times
        writes = sum(int(c[2]) for c in calls) / 1000 / self.times
        by = lambda service: sum(c[0].lower().startswith(service) for c in calls) / self.times
        jobs = (len(lines(LOG)) - self.log) / self.times
        COUNTS[self.name] = [reads, writes, jobs, by("eventbridge"), by("ses"), by("kms")]
        print(f"{self.name:34} " + " ".join(f"{count:9.1f}" for count in COUNTS[self.name]), flush=True)


print(f"{'':34} {'reads':>9} {'writes':>9} {'log lines':>9} {'events':>9} {'mails':>9} {'keys':>9}")
info, _ = call("GET", "/_local/info")
token = call(
    "POST", info["token"]["url"], {**info["token"]["form"], "username": "s.verhulst@voorbeeldschool.example"}, form=True
)[0]["id_token"]
year = call("GET", OF_SCHOOL, token=token)[0]["currentSchoolYear"]
with Moment("numbers removed"):
    call("POST", OF_SCHOOL + "/external-numbers/removal", {"mode": "execute"}, token)
with Moment("requested"):
    call(
        "POST",
        OF_SCHOOL + "/link",
        {
            "type": "SchoolOAS",
            "brin": SCHOOL[:4],
            "dependance": "00",
            "schoolYear": year,
            "authorisationKey": "demo-sleutel-" + SCHOOL,
            "schoolKey": "",
        },
        token,
    )
with Moment("approved, first contact staged"):
    for mail in call("GET", "/_local/mails")[0]:
        link = re.search(r"/goedkeuren#school=([^&]+)&request=([^&]+)&token=([\w-]+)", mail.get("text", ""))
        if link:
            break
    call("POST", "/api/approvals/decision", {"school": link[1], "request": link[2], "token": link[3], "decision": "approve"})
with Moment("rows decided"):
    waiting, _ = call("GET", OF_SCHOOL + "/import", token=token)
    rows = call("GET", OF_SCHOOL + "/import/rows", token=token)[0]["items"]
    decided = [
        {"rowId": r["rowId"], "version": r["version"], "category": "new"} for r in rows if r["category"] == "undecided"
    ]
    if decided:
        call("POST", OF_SCHOOL + "/import/decisions", {"importId": waiting["importId"], "rows": decided}, token)
with Moment("imported"):
    _, version = call("GET", OF_SCHOOL + "/import", token=token)
    call("POST", OF_SCHOOL + "/import/confirmation", {"keepActive": []}, token, **{"If-Match": version})
groups = [s["groups"] for s in call("GET", "/_local/schools")[0] if s["school"] == SCHOOL][0]
pupils = 0
with Moment("a group's scores arrive"):
    pupils = call("POST", "/_local/sittings", {"school": SCHOOL, "group": groups[-1]["id"]})[0]["pupils"]
with Moment("a night with scores"):
    call("POST", "/_local/night", {})
with Moment("a quiet night"):
    call("POST", "/_local/night", {})
with Moment("page Koppeling, once"):
    for path in ("", "/link", "/import"):
        call("GET", OF_SCHOOL + path, token=token)
with Moment("page Leerlingen beheren, once"):
    call("GET", OF_SCHOOL + "/roster", token=token)
print(f"scores: {pupils}")
rows = ",\n".join(f"  {json.dumps(name)}: {json.dumps(counts)}" for name, counts in {**COUNTS, "scores": pupils}.items())
pathlib.Path(__file__).with_name("counts.json").write_text("{\n" + rows + "\n}\n")
