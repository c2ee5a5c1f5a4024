"""The commands of bin/ on an environment at moto, as a person types them."""

import io
import json
import os
import subprocess
import time
import unittest
import zipfile

from documentation import Commands, Queries, Runbooks  # noqa: F401 - their tests run here
from environment import ROOT, STACK, UPDATES, Environment

ENVIRONMENT = Environment()
LANGUAGE = '"language":"%s"'


def items(table):
    found = ENVIRONMENT.client("dynamodb").scan(TableName=ENVIRONMENT.resources[table])["Items"]
    return {(i["pk"]["S"], i["sk"]["S"]): i for i in found if "sk" in i}


def pool_user(email):
    pool = ENVIRONMENT.resources["UserPool"]
    return ENVIRONMENT.client("cognito-idp").admin_get_user(UserPoolId=pool, Username=email)


class Users(unittest.TestCase):
    def test_makes_lists_and_removes_a_beheerder(self):
        run = ENVIRONMENT.run
        status, out, _ = run(
            "user", "add", "dev", "--email", "Anja@School.example", "--name", "Anja Voorbeeld",
            "--school", "97ZZ-00", "--language", "en",
        )  # fmt: skip
        self.assertEqual(status, 0)
        self.assertIn("user is made, the invitation is mailed\n", out)
        user = pool_user("anja@school.example")
        attributes = {a["Name"]: a["Value"] for a in user["UserAttributes"]}
        self.assertEqual(attributes["custom:schools"], "97ZZ-00")
        item = items("LinksTable")[("97ZZ-00", "BEHEERDER#" + attributes["sub"])]
        self.assertIn(LANGUAGE % "ENGLISH", item["body"]["S"])

        status, out, _ = run("user", "add", "dev", "--email", "anja@school.example", "--school", "97ZZ-00")
        self.assertEqual((status, out), (0, "everything was there already\n"))

        # half-done: the item got lost
        ENVIRONMENT.client("dynamodb").delete_item(
            TableName=ENVIRONMENT.resources["LinksTable"], Key={"pk": item["pk"], "sk": item["sk"]}
        )
        status, out, _ = run("user", "list", "dev", "--school", "97ZZ-00")
        self.assertIn("without mails of 97ZZ-00", out)
        status, out, _ = run("user", "add", "dev", "--email", "anja@school.example", "--school", "97ZZ-00")
        self.assertEqual((status, out), (0, "mails of 97ZZ-00 go to this address, in Dutch\n"))

        status, out, _ = run("user", "remove", "dev", "--email", "anja@school.example")
        self.assertEqual((status, out), (0, "mails of 97ZZ-00 go to this address no more\nuser is deleted\n"))
        self.assertNotIn(("97ZZ-00", "BEHEERDER#" + attributes["sub"]), items("LinksTable"))

    def test_makes_customer_service_and_refuses_a_second_role(self):
        run = ENVIRONMENT.run
        status, _, _ = run(
            "user", "add", "dev", "--email", "karima@laslink.example", "--name", "Karima", "--klantenservice"
        )
        self.assertEqual(status, 0)
        groups = ENVIRONMENT.client("cognito-idp").admin_list_groups_for_user(
            UserPoolId=ENVIRONMENT.resources["UserPool"], Username="karima@laslink.example"
        )["Groups"]
        self.assertEqual([g["GroupName"] for g in groups], ["klantenservice"])
        status, _, err = run("user", "add", "dev", "--email", "karima@laslink.example", "--school", "99XX-00")
        self.assertEqual(status, 2)
        self.assertIn("a person has one role", err)

    def test_says_what_is_wrong_before_it_calls_anything(self):
        for arguments, word in (
            (("user",), "Missing required subcommand"),
            (("user", "add"), "'ENV'"),
            (("user", "add", "nowhere", "--email", "a@b.example"), "has no environment nowhere"),
            (("user", "add", "dev", "--email", "nobody", "--school", "99XX-00"), "name@domain"),
            (("user", "add", "dev", "--email", "a@b.example"), "--school 99XX-00"),
            (("user", "add", "dev", "--email", "a@b.example", "--school", "99xx"), "a school is written as 99XX-00"),
            (("user", "add", "dev", "--email", "a@b.example", "--school", "99XX-00", "--language", "fr"), "nl or en"),
            (("user", "remove", "dev", "--email", "nobody@b.example"), "Nobody has this address"),
        ):
            status, _, err = ENVIRONMENT.run(*arguments)
            self.assertEqual(status, 2, arguments)
            self.assertIn(word, err)

    def test_mails_an_invitation_again(self):
        run = ENVIRONMENT.run
        run("user", "add", "dev", "--email", "cas@school.example", "--name", "Cas", "--school", "92FF-00")
        status, out, err = run("user", "add", "dev", "--email", "cas@school.example", "--invite-again")
        self.assertEqual((status, out, err), (0, "the invitation is mailed again\n", ""))

    def test_says_so_when_the_stack_is_not_there(self):
        status, _, err = ENVIRONMENT.run("user", "list", "prod")
        self.assertEqual(status, 2)
        self.assertIn("The stack laslink-prod cannot be read", err)

    def test_says_so_when_nobody_is_signed_in_to_aws(self):
        nobody = {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": "", "HOME": "/nowhere"}
        nobody |= {"AWS_SHARED_CREDENTIALS_FILE": "/nowhere", "AWS_CONFIG_FILE": "/nowhere"}
        status, out, err = ENVIRONMENT.run("user", "list", "dev", **nobody)
        self.assertEqual((status, out, len(err.splitlines())), (2, "", 1), err)
        self.assertIn("There are no credentials of an AWS account", err)


class Schools(unittest.TestCase):
    def test_names_a_school_once_and_renames_it(self):
        run = ENVIRONMENT.run
        for name, said in (
            ("De Voorbeeldschool", "93EE-00 is now named De Voorbeeldschool\n"),
            ("De Voorbeeldschool", "93EE-00 has this name already\n"),
            ("De Andere School", "93EE-00 was named De Voorbeeldschool and is now named De Andere School\n"),
        ):
            self.assertEqual(run("school", "add", "dev", "93EE-00", "--name", name), (0, said, ""))
        self.assertEqual(
            run("school", "add", "dev", "93EE-00", "--name", "De Andere School", "--type", "primary"),
            (0, "93EE-00 has this name already, a primary school\n", ""),
        )
        item = items("RosterTable")[("93EE-00", "SCHOOL")]
        self.assertEqual(item["type"], {"S": "PRIMARY"})
        self.assertEqual(item["name"], {"S": "De Andere School"})
        self.assertNotIn("revision", item)
        for arguments, word in (
            (("93EE-00",), "Missing required option: '--name="),
            (("93ee", "--name", "De School"), "a school is written as 99XX-00"),
            (("93EE-00", "--name", "x" * 101), "at most 100 characters"),
            (("93EE-00", "--name", "De School", "--type", "basis"), "--type is primary or secondary"),
        ):
            status, _, err = run("school", "add", "dev", *arguments)
            self.assertEqual(status, 2)
            self.assertIn(word, err)

    def test_erases_one_of_two_schools_when_its_code_is_typed(self):
        dynamodb = ENVIRONMENT.client("dynamodb")
        for school in ("96AA-00", "96AA-01"):
            for table in ("LinksTable", "ImportsTable", "RosterTable", "ScoresTable", "AuditTable"):
                dynamodb.put_item(
                    TableName=ENVIRONMENT.resources[table],
                    Item={"pk": {"S": school}, "sk": {"S": "ITEM#1"}, "body": {"S": school}},
                )
            dynamodb.put_item(
                TableName=ENVIRONMENT.resources["OutboxTable"],
                Item={"pk": {"S": school + "#1"}, "detail": {"S": '{"school":"%s"}' % school}},
            )
        run = ENVIRONMENT.run
        run("user", "add", "dev", "--email", "bo@school.example", "--name", "Bo", "--school", "96AA-00,96AA-01")

        status, out, _ = run("school", "erase", "dev", "96AA-00", "--dry-run")
        self.assertEqual(status, 0)
        self.assertIn("     2 items in " + ENVIRONMENT.resources["LinksTable"], out)
        self.assertIn("     1 users", out)
        status, _, err = run("school", "erase", "dev", "96AA-00", typed="96AA-01\n")
        self.assertEqual((status, err), (2, "That is not 96AA-00: nothing was erased.\n"))
        self.assertIn(("96AA-00", "ITEM#1"), items("RosterTable"))

        status, out, _ = run("school", "erase", "dev", "96AA-00", typed="96AA-00\n")
        self.assertEqual(status, 0)
        self.assertIn("erased: 96AA-00", out)
        for table in ("LinksTable", "ImportsTable", "RosterTable", "ScoresTable", "AuditTable"):
            schools = [pk for pk, _ in items(table)]
            self.assertNotIn("96AA-00", schools)
            self.assertIn("96AA-01", schools)
        attributes = {a["Name"]: a["Value"] for a in pool_user("bo@school.example")["UserAttributes"]}
        self.assertEqual(attributes["custom:schools"], "96AA-01")


class Pupils(unittest.TestCase):
    SCHOOL = "91GG-00"
    PUPIL = "01m8g3yzm17cswzr861753xz5z"

    def put(self, table, sk, **attributes):
        item = {"pk": {"S": self.SCHOOL}, "sk": {"S": sk}, **attributes}
        ENVIRONMENT.client("dynamodb").put_item(TableName=ENVIRONMENT.resources[table], Item=item)

    def record(self, is_active):
        return json.dumps({
            "kind": "pupil", "id": self.PUPIL, "name": {"first": "Ylva", "surname": "Weerd"}, "birthDate": "2021-06-01",
            "compositeGroups": [], "active": is_active, "results": 0,
        })  # fmt: skip

    def test_exports_and_erases_one_pupil_when_the_id_is_typed(self):
        result = json.dumps({
            "key": "afname-1", "pupil": self.PUPIL, "test": "REKENEN", "testVersion": "1", "takenOn": "2026-11-28",
            "value": {"kind": "plain", "score": 32}, "normedAt": "2026-11-28T03:42:47Z", "state": {"kind": "accepted"},
            "at": "2026-11-28T03:42:55Z", "version": 3,
        })  # fmt: skip
        self.put("RosterTable", "SCHOOL", revision={"N": "1"}, lockedBy={"S": "-"})
        self.put("ScoresTable", "RESULT#afname-1", version={"N": "3"}, body={"S": result})
        record = "RECORD#" + self.PUPIL
        run = ENVIRONMENT.run

        self.put("RosterTable", record, revision={"N": "1"}, current={"S": self.record(True)})
        status, _, err = run("pupil", "erase", "dev", self.SCHOOL, self.PUPIL)
        self.assertEqual(status, 2)
        self.assertIn("is active", err)

        self.put("RosterTable", record, revision={"N": "1"}, current={"S": self.record(False)})
        status, out, err = run("pupil", "export", "dev", self.SCHOOL, self.PUPIL)
        self.assertEqual((status, err), (0, ""))
        exported = json.loads(out)
        self.assertEqual(exported["record"]["name"], {"first": "Ylva", "surname": "Weerd"})
        self.assertEqual([r["value"]["score"] for r in exported["results"]], [32])

        for arguments, typed, expected in (
            (("--dry-run",), "", (0, "dry run: nothing was erased")),
            ((), "another\n", (2, "That is not the pupil's ID: nothing was erased.")),
        ):
            status, out, err = run("pupil", "erase", "dev", self.SCHOOL, self.PUPIL, *arguments, typed=typed)
            self.assertEqual((status, (out + err).splitlines()[-1]), expected)
            self.assertIn("Ylva", items("RosterTable")[(self.SCHOOL, record)]["current"]["S"])

        status, out, err = run("pupil", "erase", "dev", self.SCHOOL, self.PUPIL, typed=self.PUPIL + "\n")
        self.assertEqual((status, err), (0, ""))
        self.assertIn("receipt: pupil " + self.PUPIL, out)
        self.assertIn("1 results have no pupil", out)
        left = {**items("RosterTable"), **items("ScoresTable")}
        of_school = str([item for (pk, _), item in left.items() if pk == self.SCHOOL])
        for gone in ("Ylva", "Weerd", "2021-06-01", "afname-1", '"score":32'):
            self.assertNotIn(gone, of_school)
        self.assertIn('"test":"REKENEN"', of_school)

        status, _, err = run("pupil", "export", "dev", self.SCHOOL, self.PUPIL)
        self.assertEqual((status, err), (2, self.SCHOOL + " has no pupil with this ID.\n"))


class Restoring(unittest.TestCase):
    def test_restores_beside_the_tables_compares_and_deletes_the_copies(self):
        dynamodb = ENVIRONMENT.client("dynamodb")
        roster = ENVIRONMENT.resources["RosterTable"]
        imports = ENVIRONMENT.resources["ImportsTable"]
        before = set(dynamodb.list_tables()["TableNames"])
        for table, sk, rest in (
            (roster, "SCHOOL", {"revision": {"N": "2"}, "lockedBy": {"S": "-"}}),
            (roster, "RECORD#1", {"revision": {"N": "2"}, "commit": {"S": "c1"}}),
            (imports, "COMMIT#c1", {"stage": {"S": "done"}, "header": {"S": '{"baseRevision":1}'}}),
        ):
            dynamodb.put_item(TableName=table, Item={"pk": {"S": "95CC-00"}, "sk": {"S": sk}, **rest})

        status, out, err = ENVIRONMENT.run("restore", "dev", "--rehearse", "--school", "95CC-00")
        self.assertEqual((status, err), (0, ""))
        self.assertRegex(out, roster + r" +\d+ +\d+   2, 0, 0, 0, [0-9a-f]{16}\n")
        self.assertIn("the copies are of one moment", out)
        self.assertEqual(set(dynamodb.list_tables()["TableNames"]), before)

        # a table that is of another moment: the roster lacks the revision that the commit made
        dynamodb.put_item(
            TableName=imports,
            Item={
                "pk": {"S": "95CC-00"},
                "sk": {"S": "COMMIT#c9"},
                "stage": {"S": "done"},
                "header": {"S": '{"baseRevision":8}'},
            },
        )
        status, out, err = ENVIRONMENT.run("restore", "dev", "--rehearse", "--keep")
        self.assertEqual((status, err), (1, "95CC-00: a finished commit made revision 9, the school is at 2\n"))
        self.assertIn(roster + "-rehearsal", dynamodb.list_tables()["TableNames"])
        dynamodb.delete_item(TableName=imports, Key={"pk": {"S": "95CC-00"}, "sk": {"S": "COMMIT#c9"}})
        status, _, _ = ENVIRONMENT.run("restore", "dev", "--rehearse")
        self.assertEqual(status, 0)
        self.assertEqual(set(dynamodb.list_tables()["TableNames"]), before)

    def test_says_what_is_wrong_before_it_restores_anything(self):
        before = set(ENVIRONMENT.client("dynamodb").list_tables()["TableNames"])
        for arguments, word in (
            (("--rehearse", "--keep", "--school", "99XX"), "a school is written as 99XX-00"),
            (("--rehearse", "--keep", "--at", "yesterday"), "'--at': a moment is written as"),
            (("--at", "2026-11-28T02:00:00Z"), "only rehearses"),
        ):
            status, out, err = ENVIRONMENT.run("restore", "dev", *arguments)
            self.assertEqual((status, out), (2, ""))
            self.assertIn(word, err)
        self.assertEqual(set(ENVIRONMENT.client("dynamodb").list_tables()["TableNames"]), before)

    def test_restores_for_real_by_the_lines_of_the_documentation(self):
        """docs/operate.md's lines, on one table: it keeps its name, so the stack needs to know nothing."""
        roster = ENVIRONMENT.resources["RosterTable"]
        ENVIRONMENT.client("dynamodb").put_item(
            TableName=roster, Item={"pk": {"S": "94DD-00"}, "sk": {"S": "ITEM#1"}}
        )
        status, _, _ = ENVIRONMENT.run("restore", "dev", "--rehearse", "--keep")
        self.assertEqual(status, 0)
        ENVIRONMENT.client("dynamodb").delete_item(
            TableName=roster, Key={"pk": {"S": "94DD-00"}, "sk": {"S": "ITEM#1"}}
        )
        lines = (ROOT / "docs" / "operate.md").read_text().split("<!-- restore one table -->\n```\n")[1].split("```")[0]
        done = subprocess.run(
            ["bash", "-euc", lines], env={**os.environ, "table": roster}, capture_output=True, text=True
        )
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(("94DD-00", "ITEM#1"), items("RosterTable"))
        table = ENVIRONMENT.client("dynamodb").describe_table(TableName=roster)["Table"]
        self.assertTrue(table["DeletionProtectionEnabled"])
        backups = ENVIRONMENT.client("dynamodb").describe_continuous_backups(TableName=roster)
        recovery = backups["ContinuousBackupsDescription"]["PointInTimeRecoveryDescription"]
        self.assertEqual(recovery["PointInTimeRecoveryStatus"], "ENABLED")
        lives = ENVIRONMENT.client("dynamodb").describe_time_to_live(TableName=roster)["TimeToLiveDescription"]
        self.assertEqual((lives["TimeToLiveStatus"], lives["AttributeName"]), ("ENABLED", "expires"))
        ENVIRONMENT.client("dynamodb").delete_table(TableName=roster + "-rehearsal")


class Asking(unittest.TestCase):
    def test_asks_the_logs_of_all_functions_by_the_lines_of_the_runbooks(self):
        logs = ENVIRONMENT.client("logs")
        groups = [name for logical, name in ENVIRONMENT.resources.items() if logical.endswith("LogGroup")]
        for group in groups:
            logs.create_log_group(logGroupName=group)
        self.assertEqual(len(groups), 18)  # 16 functions, the API and the web ACL; one question takes 50 at most
        a_minute_ago = int(time.time() - 60) * 1000
        for name, word in (("NotifyLogGroup", "sent"), ("ApiLogGroup", "200")):
            group = ENVIRONMENT.resources[name]
            logs.create_log_stream(logGroupName=group, logStreamName="1")
            logs.put_log_events(logGroupName=group, logStreamName="1", logEvents=[{"timestamp": a_minute_ago, "message": word}])

        lines = (ROOT / "docs" / "runbooks" / "README.md").read_text().split("<!-- the shell -->\n```\n")[1].split("```")[0]
        question = "ask 'fields @message | sort @message' 1; id NotifyLogGroup"
        done = subprocess.run(
            ["bash", "-euc", lines.replace("laslink-prod", STACK) + question],
            env={**os.environ, **ENVIRONMENT.variables},
            capture_output=True,
            text=True,
        )
        self.assertEqual((done.returncode, done.stderr), (0, ""))
        *answer, group = done.stdout.splitlines()
        self.assertEqual(sorted(answer), ["@message=200", "@message=sent"])
        self.assertEqual(group, ENVIRONMENT.resources["NotifyLogGroup"])


class RollingBack(unittest.TestCase):
    def test_moves_the_functions_of_the_last_deployment_back_once(self):
        """moto's Lambda makes versions within a second of each other, so all of them are of the last deployment."""
        zipped = io.BytesIO()
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.writestr("code", "1")
        iam = ENVIRONMENT.client("iam")
        trust = json.dumps({"Version": "2012-10-17", "Statement": []})
        role = iam.create_role(RoleName="any", AssumeRolePolicyDocument=trust)["Role"]["Arn"]
        functions = ENVIRONMENT.client("lambda")
        names = {n: p for n, p in ENVIRONMENT.resources.items() if n.endswith("Function")}
        self.assertEqual(len(names), 16)
        for name in names.values():
            functions.create_function(
                FunctionName=name, Runtime="java25", Role=role, Handler="a", Code={"ZipFile": zipped.getvalue()}, Publish=True
            )
            functions.create_alias(FunctionName=name, Name="live", FunctionVersion="1")
        changed = names["NotifyFunction"]
        with zipfile.ZipFile(zipped, "w") as archive:
            archive.writestr("code", "2")
        functions.update_function_code(FunctionName=changed, ZipFile=zipped.getvalue(), Publish=True)
        functions.update_alias(FunctionName=changed, Name="live", FunctionVersion="2")

        for arguments, version in ((("--dry-run",), "2"), ((), "1")):
            status, out, err = ENVIRONMENT.run("rollback", "dev", *arguments)
            self.assertEqual((status, err), (0, ""))
            self.assertIn(f"{changed}: 2 → 1\n", out)
            self.assertEqual(len(out.splitlines()), 2)
            live = functions.get_alias(FunctionName=changed, Name="live")
            self.assertEqual(live["FunctionVersion"], version)
        status, _, err = ENVIRONMENT.run("rollback", "dev")
        self.assertEqual(status, 2)
        self.assertIn("Nothing to move", err)


class OriginSecret(unittest.TestCase):
    def test_is_replaced_without_a_moment_in_which_the_wall_refuses_the_front(self):
        secrets = ENVIRONMENT.client("secretsmanager")
        secret = ENVIRONMENT.resources["OriginSecret"]
        first = secrets.get_secret_value(SecretId=secret)
        UPDATES.clear()

        status, out, err = ENVIRONMENT.run("rotate-origin", "dev")
        self.assertEqual((status, err), (0, ""))
        second = secrets.get_secret_value(SecretId=secret)
        self.assertNotEqual(second["SecretString"], first["SecretString"])
        self.assertEqual(len(second["SecretString"]), 48)
        self.assertNotIn(second["SecretString"], out)

        states = [(first["VersionId"], {first["VersionId"]})] + [
            (u["OriginSecretSent"], {u["OriginSecretSent"], u["OriginSecretAccepted"]}) for u in UPDATES
        ]
        self.assertEqual(len(states), 5)  # the first names the version that is in use
        for (sent, accepted), (next_sent, next_accepted) in zip(states, states[1:]):
            # whichever of the two AWS changes first
            self.assertLessEqual({sent, next_sent}, accepted)
            self.assertLessEqual({sent, next_sent}, next_accepted)
        self.assertEqual(states[-1], (second["VersionId"], {second["VersionId"]}))

        # broken off after its first step: the same command goes on and makes no third secret
        third = secrets.put_secret_value(SecretId=secret, SecretString="third")["VersionId"]
        self.step(second["VersionId"], third)
        UPDATES.clear()
        status, out, _ = ENVIRONMENT.run("rotate-origin", "dev")
        self.assertEqual(status, 0)
        self.assertIn("going on with version " + third, out)
        self.assertEqual(
            [(u["OriginSecretSent"], u["OriginSecretAccepted"]) for u in UPDATES],
            [(third, second["VersionId"]), (third, third)],
        )
        self.assertEqual(secrets.get_secret_value(SecretId=secret)["VersionId"], third)

    def test_tells_wrong_use_from_what_aws_did_not_do(self):
        for arguments, expected, word in (
            ((), 2, "Missing required parameter: 'ENV'"),
            (("nowhere",), 2, "has no environment nowhere"),
            (("dev", "prod"), 2, "There is one argument too many."),
            (("dev", "--now"), 2, "Unknown option: --now"),
            (("staging",), 2, "The stack laslink-staging cannot be read"),
        ):
            status, out, err = ENVIRONMENT.run("rotate-origin", *arguments)
            self.assertEqual((status, out), (expected, ""), err)
            self.assertIn(word, err)

    def step(self, sent, accepted):
        cloudformation = ENVIRONMENT.client("cloudformation")
        keys = [p["ParameterKey"] for p in cloudformation.describe_stacks(StackName=STACK)["Stacks"][0]["Parameters"]]
        values = {"OriginSecretSent": sent, "OriginSecretAccepted": accepted}
        cloudformation.update_stack(
            StackName=STACK,
            UsePreviousTemplate=True,
            Parameters=[
                {"ParameterKey": k, "ParameterValue": values[k]} if k in values else {"ParameterKey": k, "UsePreviousValue": True}
                for k in keys
            ],
        )


if __name__ == "__main__":
    try:
        unittest.main(verbosity=2)
    finally:
        ENVIRONMENT.close()
