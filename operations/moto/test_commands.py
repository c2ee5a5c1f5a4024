"""The commands of bin/ on an environment at moto, as a person types them."""

import unittest

from environment import Environment

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
            (("user",), "add, list or remove?"),
            (("user", "add"), "Which environment?"),
            (("user", "add", "nowhere", "--email", "a@b.example"), "has no environment nowhere"),
            (("user", "add", "dev", "--email", "nobody", "--school", "99XX-00"), "name@domain"),
            (("user", "add", "dev", "--email", "a@b.example"), "--school 99XX-00"),
            (("user", "add", "dev", "--email", "a@b.example", "--school", "99xx"), "schools as 99XX-00"),
            (("user", "add", "dev", "--email", "a@b.example", "--school", "99XX-00", "--language", "fr"), "nl or en"),
            (("user", "remove", "dev", "--email", "nobody@b.example"), "Nobody has this address"),
        ):
            status, _, err = ENVIRONMENT.run(*arguments)
            self.assertEqual(status, 2, arguments)
            self.assertIn(word, err)

    def test_says_so_when_the_stack_is_not_there(self):
        status, _, err = ENVIRONMENT.run("user", "list", "prod")
        self.assertEqual(status, 2)
        self.assertIn("The stack laslink-prod cannot be read", err)


if __name__ == "__main__":
    try:
        unittest.main(verbosity=2)
    finally:
        ENVIRONMENT.close()
