"""bin/deploy to its last line: the script, the AWS CLI and SAM are the real ones, AWS is moto.

It runs in a tree of its own whose zips and pages are a few bytes, so that nothing is built. Before the real tools stand
mvn and cfn-lint that do nothing, git that knows one commit, aws that answers itself what moto cannot, and curl that answers for the
front; each writes down its call. SAM in the environment names another sam than the pinned one.
"""

import json
import os
import pathlib
import re
import shutil
import tempfile
import unittest

from environment import CHANGE_SETS, FAILING, ROOT, STACK, Environment

ENVIRONMENT = Environment(is_deployed=False)
AWS = shutil.which("aws")
SAM = os.environ.get("SAM") or ROOT / "target" / "python" / "bin" / "sam"
COMMIT = "0123456789abcdef0123456789abcdef01234567"
INDEX = "<p>{customer-service-phone} {customer-service-email}</p>"
TOOLS = {  # of target/python
    "cfn-lint": "",
    "sam": f"""[ "$1" = deploy ] || exec "{SAM}" "$@"
[ -z "${{NOTHING_CHANGED:-}}" ] || exit 0
exec "{SAM}" "$@\"""",
}
FAKES = {
    "mvn": "",
    "git": f"""case $1 in
  rev-parse) echo {COMMIT} ;;
  status) echo -n "${{CHANGED:-}}" ;;
esac""",
    "aws": f"""case "$1 $2" in
  "sts get-caller-identity") [ -z "${{NO_CREDENTIALS:-}}" ] || exit 253; echo "${{SIGNED_IN:-123456789012}}"; exit ;;
  "apigateway get-account") echo "${{LOG_ROLE:-arn:aws:iam::123456789012:role/api-gateway-logs}}"; exit ;;
  "cloudfront create-invalidation") exit ;;
  "cloudformation update-termination-protection") exit ;;
esac
exec "{AWS}" "$@\"""",
    # The front keeps strangers from the API, and the wall whoever comes past the front.
    "curl": """for url; do :; done
case $url in
  *.execute-api.*) echo -n "${PAST_THE_FRONT:-403}" ;;
  */api/*) echo -n 401 ;;
  *) echo -n 200 ;;
esac""",
}
DECIDED = (
    (".laslink.example", ".laslink-test.nl"),
    ("laslink.example", "laslink-test.nl"),
    ("laslink-example", "laslink-test"),
    ("085 000 00 00", "085 123 45 67"),
    ('id = "000000000000"', 'id = "123456789012"'),
)


class Tree:
    """The project as bin/deploy sees it, and the calls that it made."""

    def __init__(self, is_decided=True):
        self.root = pathlib.Path(tempfile.mkdtemp())
        for name in ("bin", "template.yaml", "openapi.yaml", "pom.xml", "local", "operations", "shared"):
            (self.root / name).symlink_to(ROOT / name)
        config = (ROOT / "samconfig.toml").read_text()
        for example, decided in DECIDED if is_decided else ():
            config = config.replace(example, decided)
        self.write("samconfig.toml", config)
        for zip_ in re.findall(r"CodeUri: (\S+)", (ROOT / "template.yaml").read_text()):
            self.write(zip_, "zip")
        self.write("web/dist/index.html", INDEX)
        self.write("web/dist/favicon.svg", "<svg/>")
        self.write("web/dist/assets/index-1.js", "1")
        self.write("web/dist/.built", "")
        self.log = self.root / "calls"
        for folder, fakes in (("fakes", FAKES), ("target/python/bin", TOOLS)):
            for name, does in fakes.items():
                path = self.write(f"{folder}/{name}", f'#!/bin/bash\necho "{name} $*" >>"{self.log}"\n{does}\n')
                path.chmod(0o755)
        self.write("target/python/.installed", "")
        self.write("target/python/.installed.root", str(self.root.resolve()))

    def write(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def describe(self, text):
        """Another description of one function; gives what takes it back."""
        path = self.root / "template.yaml"
        before = path.read_text()
        path.unlink()  # at first it leads to the project's own
        path.write_text(re.sub("(RequestLinkHandler\n +Description: ).*", rf"\g<1>{text}", before, count=1))
        return lambda: path.write_text(before)

    def deploy(self, *arguments, typed="y\n", **more):
        path = f"{self.root / 'fakes'}:{os.environ['PATH']}"
        self.log.write_text("")
        variables = {"PATH": path, "SAM_CLI_TELEMETRY": "0", **more}
        return ENVIRONMENT.run("deploy", *arguments, typed=typed, root=self.root, **variables)

    def calls(self):
        return self.log.read_text().splitlines()

    def close(self):
        shutil.rmtree(self.root)


class Deploying(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.tree = Tree()
        cls.addClassCleanup(cls.tree.close)
        # What --resolve-s3 makes once in an account.
        ENVIRONMENT.client("cloudformation").create_stack(
            StackName="aws-sam-cli-managed-default",
            Tags=[{"Key": "ManagedStackSource", "Value": "AwsSamCli"}],
            TemplateBody=json.dumps(
                {
                    "Resources": {"SamCliSourceBucket": {"Type": "AWS::S3::Bucket"}},
                    "Outputs": {"SourceBucket": {"Value": {"Ref": "SamCliSourceBucket"}}},
                }
            ),
        )
        types = (ROOT / "local" / "las-types.json").read_text().replace("{lasSimulator}", "https://las.example")
        cls.done = cls.tree.deploy("dev", "--las-types", str(cls.tree.write("types.json", types)))
        if cls.done[0] != 0:
            raise AssertionError("".join(cls.done[1:]))
        cls.calls = cls.tree.calls()
        stack = ENVIRONMENT.client("cloudformation").describe_stacks(StackName=STACK)["Stacks"][0]
        cls.outputs = {o["OutputKey"]: o["OutputValue"] for o in stack["Outputs"]}

    def object(self, key):
        return ENVIRONMENT.client("s3").get_object(Bucket=self.outputs["WebBucketName"], Key=key)

    def test_ends_well_and_says_where(self):
        status, out, _ = self.done
        self.assertEqual(status, 0)
        front = "https://" + self.outputs["FrontDomain"]
        self.assertEqual(out.splitlines()[-1], f"deployed: https://dev.laslink-test.nl ({front})")

    def test_makes_one_change_set_with_what_samconfig_says(self):
        [(name, parameters)] = [(name, parameters) for name, kind, parameters in CHANGE_SETS if kind == "CREATE"]
        self.assertEqual(name, STACK)
        said = {
            "WebAddress": "https://dev.laslink-test.nl",
            "MailDomain": "dev.laslink-test.nl",
            "MailFrom": "noreply@dev.laslink-test.nl",
            "SignInDomain": "laslink-test-dev",
            "CustomerServiceEmail": "klantenservice@dev.laslink-test.nl",
            "CustomerServicePhone": "085 123 45 67",
            "AlarmEmail": "beheer@dev.laslink-test.nl",
            "WeekEmail": "beheer@dev.laslink-test.nl",
            "RunbookAddress": "https://git.laslink-test.nl/laslink/docs/runbooks",
            "CertificateArn": "arn:aws:acm:us-east-1:000000000000:certificate/laslink-test.nl",
            "NightSpreadSeconds": "0",
        }
        self.assertEqual(parameters, said)

    def test_keeps_the_order(self):
        bucket = "s3://" + self.outputs["WebBucketName"]
        steps = [
            "sam deploy --config-env dev",
            "aws cloudformation update-termination-protection",
            "aws configure export-credentials",
            f"aws s3 sync web/dist/assets {bucket}/assets",
            f"aws s3 sync web/dist {bucket} ",
            f"aws s3 cp - {bucket}/index.html",
            f"aws s3 cp - {bucket}/config.json",
            f"aws cloudfront create-invalidation --distribution-id {self.outputs['FrontId']} --paths /*",
            "curl ",
        ]
        made = [next((step for step in steps if call.startswith(step)), None) for call in self.calls]
        self.assertEqual(list(dict.fromkeys(step for step in made if step)), steps)
        out = self.done[1]
        self.assertLess(out.index("LAS types are loaded"), out.index("6. pages"))

    def test_names_the_commit_and_protects_the_stack(self):
        protected = "aws cloudformation update-termination-protection --enable-termination-protection --stack-name laslink-dev"
        self.assertTrue([call for call in self.calls if call.startswith(protected)])
        [deployed] = [call for call in self.calls if call.startswith("sam deploy")]
        self.assertIn(f"--tags commit={COMMIT}", deployed)
        self.assertNotIn("--no-confirm-changeset", deployed)

    def test_names_a_changed_tree_and_asks_nothing_with_yes(self):
        before = len(CHANGE_SETS)
        self.addCleanup(self.tree.deploy, "dev", "--yes")  # another tag would be a change for the next test
        self.addCleanup(self.tree.describe("The form of a link, without a question"))
        status, _, err = self.tree.deploy("dev", "--yes", typed="", CHANGED=" M template.yaml")
        self.assertEqual((status, len(CHANGE_SETS) - before), (0, 1), err)
        [deployed] = [call for call in self.tree.calls() if call.startswith("sam deploy")]
        self.assertIn(f"--tags commit={COMMIT}-changed --no-confirm-changeset", deployed)

    def test_names_its_tools_before_the_zips(self):
        out = self.done[1]
        self.assertRegex(out, r"^tools: SAM CLI, version [0-9.]+, .*JDK [0-9.]+, Node v[0-9.]+\n1\. zips\n")

    def test_loads_the_kinds_of_las(self):
        items = ENVIRONMENT.client("dynamodb").scan(TableName=self.outputs["LinksTableName"])["Items"]
        bodies = {i["sk"]["S"]: i["body"]["S"] for i in items if i["pk"]["S"] == "LAS#type"}
        self.assertEqual(set(bodies), {"SchoolOAS", "ParnasSys", "ESIS", "SOMtoday", "Magister", "UWLR"})
        self.assertIn("https://las.example/uwlr/leerlinggegevens", bodies["SchoolOAS"])
        self.assertNotIn("demo-klantcode", bodies["SchoolOAS"])

    def test_publishes_the_pages(self):
        index = self.object("index.html")
        self.assertEqual(index["Body"].read().decode(), "<p>085 123 45 67 klantenservice@dev.laslink-test.nl</p>")
        self.assertEqual(index["CacheControl"], "no-cache")
        self.assertEqual(self.object("assets/index-1.js")["CacheControl"], "public, max-age=31536000, immutable")
        self.assertEqual(
            json.loads(self.object("config.json")["Body"].read()),
            {
                "authority": self.outputs["SignInAuthority"],
                "clientId": self.outputs["WebClientId"],
                "customerService": {"phone": "085 123 45 67", "email": "klantenservice@dev.laslink-test.nl"},
            },
        )
        keys = [o["Key"] for o in ENVIRONMENT.client("s3").list_objects_v2(Bucket=self.outputs["WebBucketName"])["Contents"]]
        self.assertEqual(sorted(keys), ["assets/index-1.js", "config.json", "favicon.svg", "index.html"])

    def test_looks_whether_it_answers(self):
        front = "https://" + self.outputs["FrontDomain"]
        self.assertEqual(
            [call.split()[-1] for call in self.calls if call.startswith("curl ")],
            [
                front + "/",
                front + "/s/99XX-00/koppeling",
                front + "/config.json",
                front + "/api/las-types",
                self.outputs["ApiAddress"] + "/api/las-types",
            ],
        )

    def test_shows_what_a_later_deployment_changes_and_publishes_again(self):
        before = len(CHANGE_SETS)
        self.tree.describe("The form of a link, once more")
        self.tree.write("web/dist/favicon.svg", "<svg>2</svg>")
        status, out, err = self.tree.deploy("dev")
        self.assertEqual((status, out.splitlines()[-1][:10]), (0, "deployed: "), err)
        self.assertEqual([kind for _, kind, _ in CHANGE_SETS[before:]], ["UPDATE"])
        self.assertRegex(out, r"\* Modify +RequestLinkFunction ")
        self.assertEqual(self.object("favicon.svg")["Body"].read(), b"<svg>2</svg>")

    def test_publishes_again_when_nothing_of_the_stack_changed(self):
        before = len(CHANGE_SETS)
        status, out, err = self.tree.deploy("dev")
        self.assertEqual((status, out.splitlines()[-1][:10]), (0, "deployed: "), err)
        self.assertIn("No changes to deploy", out + err)
        self.assertEqual(CHANGE_SETS[before:], [])
        self.assertTrue([call for call in self.tree.calls() if call.startswith("aws s3 cp - ")])

    def standing(self, **values):
        """The stack has these values; all else stays."""
        parameters = ENVIRONMENT.parameters()
        self.addCleanup(parameters.update, {name: parameters[name] for name in values})
        parameters.update(values)

    def test_refuses_a_value_that_sam_would_keep(self):
        self.standing(LasNetwork="any")
        before = len(CHANGE_SETS)
        status, out, err = self.tree.deploy("dev")
        self.assertEqual((status, out, CHANGE_SETS[before:]), (1, "", []))
        self.assertEqual(
            err,
            f'LasNetwork of {STACK} is "any" and would stay so, for samconfig.toml leaves it out: '
            'write there whether it is that or the template\'s "public".\n',
        )

    def test_keeps_what_the_rotation_of_the_secret_has_set(self):
        self.standing(OriginSecretSent="a-version", OriginSecretAccepted="a-version")
        status, _, err = self.tree.deploy("dev", NOTHING_CHANGED="yes")
        self.assertEqual(status, 0, err)

    def test_ends_with_1_and_publishes_nothing_when_the_stack_rolls_back(self):
        self.addCleanup(self.tree.describe("The form of a link, in vain"))
        FAILING["NotifyFunction"] = "The execution role may not read the key"
        self.addCleanup(FAILING.clear)
        status, out, err = self.tree.deploy("dev")
        self.assertEqual(status, 1)
        self.assertIn("NotifyFunction", out)
        self.assertIn("The execution role may not read", re.sub(r"\s+", " ", out))
        self.assertIn("UPDATE_ROLLBACK_COMPLETE", err)
        self.assertNotIn("6. pages", out)
        self.assertEqual([call for call in self.tree.calls() if call.startswith("aws s3")], [])

    def test_ends_with_1_and_publishes_nothing_when_the_answer_is_no(self):
        self.addCleanup(self.tree.describe("The form of a link, not wanted"))
        before = len(CHANGE_SETS)
        status, out, err = self.tree.deploy("dev", typed="n\n")
        self.assertEqual((status, CHANGE_SETS[before:]), (1, []))
        self.assertEqual(err.splitlines()[-1], f"The change set was not carried out: {STACK} and its pages are as they were.")
        self.assertNotIn("6. pages", out)
        self.assertEqual([call for call in self.tree.calls() if call.startswith("aws s3")], [])

    def test_ends_with_1_when_the_api_answers_past_the_front(self):
        status, _, err = self.tree.deploy("dev", NOTHING_CHANGED="yes", PAST_THE_FRONT="200")
        self.assertEqual(status, 1)
        self.assertEqual(
            err.splitlines()[-1], self.outputs["ApiAddress"] + "/api/las-types answers 200 and should answer 403."
        )


class Refusing(unittest.TestCase):
    """1, and nothing called but the build of the command itself."""

    def refuses(self, tree, word, *arguments, called=(), lines=1, **more):
        self.addCleanup(tree.close)
        status, out, err = tree.deploy(*arguments, **more)
        self.assertEqual((status, out), (1, ""), err)
        self.assertEqual(len(err.splitlines()), lines, err)
        self.assertIn(word, err)
        calls = [call for call in tree.calls() if not call.startswith(("mvn ", "git "))]
        self.assertEqual([call[: len(start)] for call, start in zip(calls, called)], list(called))
        self.assertEqual(len(calls), len(called))

    def test_what_nobody_decided(self):
        examples = (
            ("laslink-test.nl", "laslink.example", "WebAddress"),
            ("085 123 45 67", "085 000 00 00", "CustomerServicePhone"),
            ("certificate/laslink-test.nl", "certificate/laslink.example", "CertificateArn"),
            ("beheer@dev.laslink-test.nl", "beheer@dev.laslink.example", "AlarmEmail"),
            ('id = "123456789012"', 'id = "000000000000"', "account"),
        )
        for decided, example, name in examples:
            tree = Tree()
            tree.write("samconfig.toml", (tree.root / "samconfig.toml").read_text().replace(decided, example))
            self.refuses(tree, f"{name} of dev is still an example", "dev")

    def test_samconfig_as_it_is_in_the_repository(self):
        for environment in ("dev", "staging", "prod"):
            self.refuses(Tree(is_decided=False), f"of {environment} is still an example", environment)

    def changed(self, before, after):
        tree = Tree()
        tree.write("samconfig.toml", (tree.root / "samconfig.toml").read_text().replace(before, after))
        return tree

    def test_a_las_network_that_is_not_public(self):
        tree = self.changed('"NightSpreadSeconds=0"', '"LasNetwork=any"')
        self.refuses(tree, "LasNetwork must be public", "dev")

    def test_a_value_that_sam_would_cut(self):
        tree = self.changed("'085 123 45 67'", "085 123 45 67")
        self.refuses(tree, "CustomerServicePhone of dev has a space", "dev")

    def test_no_aws(self):
        tree = Tree()
        (tree.root / "fakes" / "aws").unlink()
        for tool in ("bash", "cat", "dirname", "env", "find", "sed", "touch"):
            (tree.root / "fakes" / tool).symlink_to(shutil.which(tool))
        self.refuses(tree, "(aws)", "dev", PATH=str(tree.root / "fakes"))

    def test_a_changed_tree(self):
        for environment in ("staging", "prod"):
            self.refuses(Tree(), f"{environment} is deployed from a commit", environment, CHANGED=" M template.yaml")

    def test_another_account(self):
        called = ["aws sts get-caller-identity"]
        self.refuses(Tree(), "samconfig.toml says that dev is in 123456789012", "dev", SIGNED_IN="210987654321", called=called)

    def test_no_credentials(self):
        self.refuses(Tree(), "no credentials", "dev", NO_CREDENTIALS="yes", called=["aws sts get-caller-identity"])

    def test_an_account_whose_api_gateway_may_not_log(self):
        called = ["aws sts get-caller-identity", "aws apigateway get-account"]
        self.refuses(Tree(), "API Gateway may not write logs", "dev", LOG_ROLE="None", called=called)

    def test_arguments_it_cannot_use(self):
        self.refuses(Tree(), "there is no such file", "dev", "--las-types", "/nowhere.json", lines=2)
        self.refuses(Tree(), "Missing required parameter: 'ENV'", lines=2)
        self.refuses(Tree(), "has no environment nowhere", "nowhere", lines=2)
        self.refuses(Tree(), "There is one argument too many.", "dev", "prod", lines=2)


class Trying(unittest.TestCase):
    def test_names_what_is_still_an_example(self):
        tree = Tree(is_decided=False)
        self.addCleanup(tree.close)
        status, out, err = tree.deploy("prod", "--dry-run", CHANGED=" M template.yaml")
        self.assertEqual((status, out.splitlines()[-1]), (0, "dry run: nothing was deployed"), err)
        self.assertRegex(out, r"still an example, .*: WebAddress MailFrom .*CustomerServicePhone .*CertificateArn .*account\n")
        self.assertEqual([call for call in tree.calls() if call.startswith("aws ")], [])

    def test_installs_its_own_tools_first(self):
        tree = Tree()
        self.addCleanup(tree.close)
        shutil.move(tree.root / "target/python/bin", tree.root / "tools")
        tree.write("target/python/.installed.root", "elsewhere")
        python = f"""#!/bin/bash
echo "python3 $*" >>"{tree.log}"
mkdir -p "$3/bin" && cp "{tree.root}"/tools/* "$3/bin"
printf '#!/bin/bash\necho "pip $*" >>"{tree.log}"\n' >"$3/bin/pip"
chmod +x "$3/bin/pip"
"""
        tree.write("fakes/python3", python).chmod(0o755)
        status, _, err = tree.deploy("dev", "--dry-run")
        self.assertEqual(status, 0, err)
        calls = [call.split()[0] for call in tree.calls()]
        self.assertIn(f"-r {tree.root}/operations/tools/requirements.txt", tree.calls()[calls.index("pip")])
        self.assertLess(calls.index("python3"), calls.index("pip"))
        self.assertLess(calls.index("pip"), calls.index("cfn-lint"))


if __name__ == "__main__":
    try:
        unittest.main(verbosity=2)
    finally:
        ENVIRONMENT.close()
