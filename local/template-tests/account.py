"""Looks at account.yaml: what IAM, and who reads the roles, would find wrong.

    python local/template-tests/account.py      with the aws-sam-translator that comes with aws-sam-cli; needs no account
"""

import json
import pathlib
import re
import sys

from samtranslator.yaml_helper import yaml_parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
LONGEST_POLICY = 6144  # of IAM, without white space
# Every resource, with the reason on its line.
ON_EVERYTHING = {"CheckTemplates", "WithoutANameOfTheirOwn", "Look"}
# The service of a type where CloudFormation calls it by another name.
SERVICES = {"serverless": "lambda", "cognito": "cognito-idp"}

account = yaml_parse((ROOT / "account.yaml").read_text())["Resources"]
stack = yaml_parse((ROOT / "template.yaml").read_text())["Resources"]
findings = []


def check(holds, what):
    if not holds:
        findings.append(what)


def statements(resource):
    properties = resource["Properties"]
    documents = [properties["PolicyDocument"]] if resource["Type"] == "AWS::IAM::ManagedPolicy" else []
    documents += [p["PolicyDocument"] for p in properties.get("Policies", [])]
    return [s for d in documents for s in d["Statement"]]


named = set()
for name, resource in account.items():
    if resource["Type"] not in ("AWS::IAM::ManagedPolicy", "AWS::IAM::Role"):
        continue
    size = len(json.dumps(resource["Properties"].get("PolicyDocument", {}), separators=(",", ":")))
    check(size <= LONGEST_POLICY, f"{name} has {size} characters")
    for statement in statements(resource):
        actions = statement["Action"]
        check(all(re.fullmatch(r"[a-z0-9-]+:[A-Za-z]+", a) for a in actions), f"{name} {statement['Sid']} does not name its actions")
        check(actions == sorted(actions) or len(actions) < 6, f"{name} {statement['Sid']} is not in order")
        check((statement["Resource"] == "*") == (statement["Sid"] in ON_EVERYTHING), f"{name} {statement['Sid']} is for everything")
        if name.startswith("Deploying"):
            named |= {a.split(":")[0] for a in actions}

needed = {r["Type"].split("::")[1].lower() for r in stack.values()}
needed = {SERVICES.get(service, service) for service in needed} | {"apigateway", "codedeploy"}  # what SAM makes
check(needed <= named, f"no deployer may make resources of {sorted(needed - named)}")

trust = json.dumps(account["CiRole"]["Properties"]["AssumeRolePolicyDocument"])
subjects = re.findall(r"repo:[^\"]*", trust)
check(len(subjects) == 3 and all(re.fullmatch(r"repo:\$\{Repository\}:environment:(dev|staging|prod)", s) for s in subjects), "CI signs in from elsewhere")
check(not any("iam:" in a for s in statements(account["OperatorRole"]) for a in s["Action"]), "an operator may change roles")
check(not any(a.startswith("dynamodb:") for s in statements(account["OperatorRole"]) for a in s["Action"]), "an operator may read tables")

for finding in findings:
    print("account.yaml:", finding, file=sys.stderr)
if findings:
    sys.exit(1)
print(f"template: account.yaml names its permissions; a deployer may make what {len(needed)} services have in template.yaml")
