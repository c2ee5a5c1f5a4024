"""Looks at what SAM makes of template.yaml: what is wrong here is not to be seen in the template itself.

    python local/template-tests/expansion.py      with the aws-sam-translator that comes with aws-sam-cli; needs no account
"""

import copy
import json
import logging
import os
import pathlib
import sys

logging.disable(logging.WARNING)  # of features that the translator has not
os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")

import yaml  # noqa: E402
from samtranslator.parser.parser import Parser  # noqa: E402
from samtranslator.translator.translator import Translator  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
# Both carry an approval token in their body.
ANONYMOUS = {("/api/approvals/view", "post"), ("/api/approvals/decision", "post")}

written = yaml_parse((ROOT / "template.yaml").read_text())
for resource in written["Resources"].values():  # SAM takes code from a bucket only
    if resource["Type"] == "AWS::Serverless::Function":
        resource["Properties"]["CodeUri"] = "s3://zips/function.zip"
shared = written["Globals"]["Function"]
as_written = copy.deepcopy(written["Resources"])  # the translator works in place
before = {name: r["Type"] for name, r in written["Resources"].items()}
defaults = {name: p.get("Default") for name, p in written["Parameters"].items()}
with_other_traces = copy.deepcopy(written)
with_other_traces["Globals"]["Function"]["Tracing"] = "PassThrough"  # a property of every function, neither code nor variable
expanded = Translator({}, Parser()).translate(written, parameter_values=defaults)["Resources"]

findings = []


def check(holds, what):
    if not holds:
        findings.append(what)


def of(type_):
    return {name: r for name, r in expanded.items() if r["Type"] == type_}


def is_alias(value):
    return isinstance(value, dict) and value.get("Ref", "").endswith("FunctionAliaslive")


def merges(node, seen):
    """Every list of parts that a mapping merges, once."""
    if isinstance(node, yaml.MappingNode) and id(node) not in seen:
        seen.add(id(node))
        for key, value in node.value:
            if key.tag == "tag:yaml.org,2002:merge" and isinstance(value, yaml.SequenceNode):
                yield value.value
            yield from merges(value, seen)


# Of a key in two merged parts SnakeYAML takes the first and PyYAML the last (ADR 20).
seen_merges = 0
for parts in merges(yaml.compose((ROOT / "template.yaml").read_text()), set()):
    seen_merges += 1
    keys = [key.value for part in parts for key, _ in part.value]
    check(len(keys) == len(set(keys)), f"merged parts share a key: {sorted(keys)}")
    check("<<" not in keys, "a merged part merges another")
check(seen_merges > 50, "nothing is merged")

functions = of("AWS::Lambda::Function")
check(len(functions) == sum(t == "AWS::Serverless::Function" for t in before.values()), "a function is lost")

# What the tests in Java say of the written template is true of the expanded one: SAM leaves all of this as it is.
for name, resource in as_written.items():
    if not resource["Type"].startswith("AWS::Serverless::"):
        # but its own two words, for what it makes itself
        known = json.dumps(resource).replace("${Api.Stage}", "${ApiliveStage}").replace('Function.Alias"', 'FunctionAliaslive"')
        check(json.dumps(expanded.get(name)) == known, f"SAM changes {name}")
for name, function in functions.items():
    meant, made = {**shared, **as_written[name]["Properties"]}, function["Properties"]
    own = as_written[name]["Properties"].get("Environment", {}).get("Variables", {})
    meant["Environment"] = {"Variables": {**shared.get("Environment", {}).get("Variables", {}), **own}}
    for same in ("Architectures", "Environment", "Handler", "LoggingConfig", "MemorySize", "Role", "Runtime", "Timeout"):
        check(made[same] == meant[same], f"SAM changes {same} of {name}")
    check("ReservedConcurrentExecutions" not in made, f"{name} reserves concurrency")
sources = {name: events for name, events in ((n, r["Properties"].get("Events", {})) for n, r in as_written.items()) if events}
for function, events in sources.items():
    for event, source in events.items():
        if source["Type"] in ("SQS", "DynamoDB"):
            made = expanded[function + event]["Properties"]
            for same in ("BatchSize", "DestinationConfig", "FunctionResponseTypes", "MaximumRecordAgeInSeconds", "MaximumRetryAttempts", "ScalingConfig"):
                check(made.get(same) == source["Properties"].get(same), f"SAM changes {same} of {function}.{event}")

for name in of("AWS::IAM::Role"):
    check(name in before, f"SAM adds the role {name}, which nobody wrote out")
for name, function in functions.items():
    role = function["Properties"]["Role"]
    check(role.get("Fn::GetAtt", [""])[0] in before, f"{name} has a role of SAM's")

aliases = of("AWS::Lambda::Alias")
groups = of("AWS::CodeDeploy::DeploymentGroup")
check(len(aliases) == len(groups) == len(functions), "a function has no alias, or its alias no way back")
for name, alias in aliases.items():
    check("CodeDeployLambdaAliasUpdate" in alias.get("UpdatePolicy", {}), f"{name} moves at once and for good")
for name, group in groups.items():
    properties = group["Properties"]
    check(properties["AutoRollbackConfiguration"]["Enabled"] is True, f"{name} does not roll back")
    check("DEPLOYMENT_STOP_ON_ALARM" in properties["AutoRollbackConfiguration"]["Events"], f"{name} ignores alarms")
    check(len(properties["AlarmConfiguration"]["Alarms"]) == 2, f"{name} looks at other alarms than errors and failures")

# Versions stay as they were made, so what is not a new version never comes into use behind the alias.
versions = of("AWS::Lambda::Version")
others = Translator({}, Parser()).translate(with_other_traces, parameter_values=defaults)["Resources"]
check(shared["Tracing"] == "Active" and as_written["Api"]["Properties"]["TracingEnabled"] is True, "calls are not traced")
check(len(versions) == len(functions), "a function has no version")
for name, version in versions.items():
    function = version["Properties"]["FunctionName"]["Ref"]
    check(name not in others, f"a property of {function} changes and its version stays")
    described = as_written[function]["Properties"]["VersionDescription"]
    check(version["Properties"].get("Description") == described, f"the version of {function} does not name its parameters")

asynchronous = of("AWS::Lambda::EventInvokeConfig")
check(len(asynchronous) == len(of("AWS::Scheduler::Schedule")), "a function that a schedule starts does not keep what failed")
for name, kept in asynchronous.items():
    properties = kept["Properties"]
    check("OnFailure" in properties["DestinationConfig"], f"{name} keeps nothing")
    check(properties["Qualifier"] == "live", f"{name} is for the newest code and not the alias")

for name, source in of("AWS::Lambda::EventSourceMapping").items():
    check(is_alias(source["Properties"]["FunctionName"]), f"{name} feeds the newest code and not the alias")
for name, permission in of("AWS::Lambda::Permission").items():
    properties = permission["Properties"]
    check(properties["Principal"] == "apigateway.amazonaws.com", f"{name} lets {properties['Principal']} in")
    check(is_alias(properties["FunctionName"]), f"{name} is for the newest code and not the alias")
    check("SourceArn" in properties, f"{name} lets in any API")

routes = 0
for api in of("AWS::ApiGateway::RestApi").values():
    for path, methods in api["Properties"]["Body"]["paths"].items():
        for method, operation in methods.items():
            routes += 1
            asked = operation.get("security") == [{"SignedIn": []}]
            check(asked != ((path, method) in ANONYMOUS), f"{method} {path} asks sign-in: {asked}")
            check("Aliaslive" in str(operation["x-amazon-apigateway-integration"]["uri"]), f"{method} {path} passes the alias by")
check(routes > len(ANONYMOUS), "there are no routes")
check(len(of("AWS::ApiGateway::Stage")) == 1, "there is a second stage, without the wall")

for finding in findings:
    print("template.yaml, expanded by SAM:", finding, file=sys.stderr)
if findings:
    sys.exit(1)
print(f"template: SAM makes {len(expanded)} resources of it, {len(functions)} functions behind aliases and {routes} routes, as meant")
