"""An environment at moto: template.yaml as SAM expands it, made by moto's CloudFormation.

Tables, keys, buckets, the user pool with its groups and client, and the secret are moto's own and answer calls. Everything else
(functions, front, wall, alarms, queues) is a name that CloudFormation gives, and nothing behind it.
"""

import json
import logging
import os
import pathlib
import subprocess
import sys
import threading
import warnings

import boto3
from moto.cloudformation import parsing
from moto.cloudformation.models import CloudFormationBackend, Event, Stack, cloudformation_backends
from moto.cognitoidp.models import cognitoidp_backends
from moto.core.common_models import CloudFormationModel
from moto.secretsmanager.models import secretsmanager_backends
from moto.server import ThreadedMotoServer

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
from samtranslator.parser.parser import Parser  # noqa: E402
from samtranslator.translator.translator import Translator  # noqa: E402
from samtranslator.yaml_helper import yaml_parse  # noqa: E402

logging.disable(logging.WARNING)
warnings.filterwarnings("ignore", category=UserWarning)

ROOT = pathlib.Path(__file__).resolve().parents[2]
STACK = "laslink-dev"
REGION = "eu-west-1"
ACCOUNT = "123456789012"
OF_MOTO = {"AWS::DynamoDB::Table", "AWS::KMS::Key", "AWS::S3::Bucket"}


class Named:
    """A resource of a type that moto's CloudFormation cannot make; physical id and attributes tell what it is."""

    def __init__(self, type_, name, properties, physical):
        self.type = type_
        self.name = name
        self.properties = properties
        self.physical = physical

    @property
    def physical_resource_id(self):
        return self.physical

    def get_cfn_attribute(self, attribute):
        if attribute == "DomainName":
            return f"{self.name.lower()}.cloudfront.example"
        if attribute == "Arn" and self.type == "AWS::Cognito::UserPool":
            return f"arn:aws:cognito-idp:{REGION}:{ACCOUNT}:userpool/{self.physical}"
        return f"arn:aws:{self.type.split('::')[1].lower()}:{REGION}:{ACCOUNT}:{self.physical}/{attribute}"

    @classmethod
    def has_cfn_attr(cls, attr):
        return True

    def is_created(self):
        return True


def pool(properties, name):
    backend = cognitoidp_backends[ACCOUNT][REGION]
    return backend.create_user_pool(properties["UserPoolName"], {k: v for k, v in properties.items() if k != "Schema"} | {"Schema": properties["Schema"]}).id


def group(properties, name):
    cognitoidp_backends[ACCOUNT][REGION].create_group(properties["UserPoolId"], properties["GroupName"], "", "", 0)
    return properties["GroupName"]


def client(properties, name):
    backend = cognitoidp_backends[ACCOUNT][REGION]
    return backend.create_user_pool_client(properties["UserPoolId"], False, {"ClientName": name}).id


def secret(properties, name):
    backend = secretsmanager_backends[ACCOUNT][REGION]
    backend.create_secret(name, "the-first-origin-secret", None, properties["Description"], None, None, None, [], False)
    return backend.secrets[name].arn


MAKERS = {
    "AWS::Cognito::UserPool": pool,
    "AWS::Cognito::UserPoolGroup": group,
    "AWS::Cognito::UserPoolClient": client,
    "AWS::SecretsManager::Secret": secret,
}


def model(type_):
    """moto finds what CloudFormation can make among the subclasses of its model."""

    def create(cls, resource_name, cloudformation_json, account_id, region_name, **_):
        properties = cloudformation_json.get("Properties", {})
        maker = MAKERS.get(type_, lambda _, name: f"{STACK}-{name}")
        return Named(type_, resource_name, properties, maker(properties, resource_name))

    def update(cls, original_resource, new_resource_name, cloudformation_json, account_id, region_name):
        original_resource.properties = cloudformation_json.get("Properties", {})
        return original_resource

    return type(
        type_.replace("::", ""),
        (CloudFormationModel,),
        {
            "__module__": "moto.cloudformation.models",  # moto reads the service in it
            "cloudformation_type": staticmethod(lambda: type_),
            "cloudformation_name_type": staticmethod(lambda: ""),
            "create_from_cloudformation_json": classmethod(create),
            "update_from_cloudformation_json": classmethod(update),
            "delete_from_cloudformation_json": classmethod(lambda *_, **__: None),
            "has_cfn_attr": classmethod(lambda *_: True),
            "is_created": lambda self: True,
        },
    )


def expanded(text=None):
    """What SAM makes of template.yaml, or of such a template whose zips are in a bucket."""
    template = yaml_parse(text or (ROOT / "template.yaml").read_text())
    for resource in template["Resources"].values():  # SAM takes code from a bucket only
        if resource["Type"] == "AWS::Serverless::Function" and text is None:
            resource["Properties"]["CodeUri"] = "s3://zips/function.zip"
    defaults = {name: p.get("Default") for name, p in template["Parameters"].items()}
    made = Translator({}, Parser()).translate(template, parameter_values=defaults)
    made.pop("Transform", None)
    for resource in made["Resources"].values():
        resource.pop("UpdatePolicy", None)
    return made


def parse_and_expand(text, parse=Stack.parse_template):
    """CloudFormation runs SAM's transform itself; moto does not."""
    return expanded(text) if "AWS::Serverless-2016-10-31" in text else parse(text)


Stack.parse_template = staticmethod(parse_and_expand)


def know(template):
    types = {r["Type"] for r in template["Resources"].values()} - OF_MOTO
    models = [model(type_) for type_ in sorted(types)]
    known = parsing.get_model_map() | {m.cloudformation_type(): m for m in models}
    parsing.get_model_map = lambda: known
    parsing.get_model_list = lambda: list(known.values())
    names = {type_: m.cloudformation_name_type() for type_, m in known.items()}
    parsing.get_name_type_map = lambda: names


UPDATES = []  # the parameters of every update of the stack, in order
update_of_moto = Stack.update


def updated(self, template, role_arn=None, parameters=None, tags=None):
    UPDATES.append(dict(parameters))
    return update_of_moto(self, template, role_arn, parameters=parameters, tags=tags)


Stack.update = updated


CHANGE_SETS = []  # the stack, kind and parameters of every change set that was executed, in order


FAILING = {}  # the resources that cannot be updated, and why


def executed(self, change_set_name, stack_name=None):
    """A first deployment by change set, for which moto would update what is not there, or a later one. moto cannot update a
    function's alias, nor roll back: what is in the stack stays as it was, and only its template, state and events are new."""
    change_set = self.change_sets[change_set_name]
    stack, kind = self.stacks[change_set.stack_id], change_set.change_set_type
    CHANGE_SETS.append((stack.name, kind, dict(change_set.parameters or {})))
    stack._add_stack_event(f"{kind}_IN_PROGRESS", "User Initiated")
    if kind == "UPDATE" and FAILING:
        for name, reason in FAILING.items():
            place = (stack.stack_id, stack.name, name, f"{STACK}-{name}", "AWS::Test")
            stack.events.append(Event(*place, "UPDATE_FAILED", reason, None))
        stack.status = "UPDATE_ROLLBACK_COMPLETE"
    else:
        stack.template = change_set.template
        stack.parameters = {**(stack.parameters or {}), **(change_set.parameters or {})}
        stack._parse_template()
        if kind == "CREATE":
            stack.resource_map = stack._create_resource_map()
            stack.create_resources()
            stack.output_map = stack._create_output_map()
        stack.status = f"{kind}_COMPLETE"
    stack._add_stack_event(stack.status)
    change_set.execution_status = "EXECUTE_COMPLETE"


CloudFormationBackend.execute_change_set = executed
# A parameter that was not given has its default, which moto forgets.
Stack.has_parameters = lambda self, others: all(self.parameters.get(name, value) == value for name, value in others.items())


class Environment:
    """moto on a port of its own, with the stack unless that is yet to be deployed; commands of bin/ run against it."""

    def __init__(self, port=0, is_deployed=True):
        self.server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
        self.server.start()
        self.endpoint = "http://localhost:%d" % self.server.get_host_and_port()[1]  # moto reads templates from there alone
        self.variables = {
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_REGION": REGION,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_EC2_METADATA_DISABLED": "true",
        }
        os.environ.update(self.variables)
        template = expanded()
        know(template)
        self.resources = {}
        if is_deployed:
            self.deploy(template)

    def deploy(self, template):
        self.client("s3").create_bucket(Bucket="templates", CreateBucketConfiguration={"LocationConstraint": REGION})
        self.client("s3").put_object(Bucket="templates", Key="expanded.json", Body=json.dumps(template))
        self.client("cloudformation").create_stack(
            StackName=STACK,
            TemplateURL="https://templates.s3.amazonaws.com/expanded.json",
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
            # All of them: moto knows no previous value of a default.
            Parameters=[
                {"ParameterKey": name, "ParameterValue": str(p["Default"])} for name, p in template["Parameters"].items()
            ],
        )
        pages = self.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=STACK)
        self.resources = {
            r["LogicalResourceId"]: r["PhysicalResourceId"] for page in pages for r in page["StackResourceSummaries"]
        }
        for name, resource in template["Resources"].items():  # moto's CloudFormation leaves it out
            if "PointInTimeRecoverySpecification" in resource.get("Properties", {}):
                self.client("dynamodb").update_continuous_backups(
                    TableName=self.resources[name],
                    PointInTimeRecoverySpecification=resource["Properties"]["PointInTimeRecoverySpecification"],
                )

    def parameters(self):
        """Those of the stack as CloudFormation tells them; a test may change what stands there."""
        [stack] = [s for s in cloudformation_backends[ACCOUNT][REGION].stacks.values() if s.name == STACK]
        return stack.stack_parameters

    def client(self, service):
        return boto3.client(service, region_name=REGION, endpoint_url=self.endpoint)

    def run(self, *command, typed="", root=ROOT, **more):
        """The status and both outputs of a command of bin/."""
        environment = {**os.environ, **self.variables, **more}
        done = subprocess.run(
            [str(root / "bin" / command[0]), *command[1:]], input=typed, capture_output=True, text=True, env=environment
        )
        return done.returncode, done.stdout, done.stderr

    def close(self):
        self.server.stop()


if __name__ == "__main__":  # stays until Ctrl-C: for trying commands by hand
    environment = Environment(int(sys.argv[1]) if len(sys.argv) > 1 else 0)
    print(environment.endpoint, flush=True)
    try:
        threading.Event().wait()
    except KeyboardInterrupt:
        environment.close()
