"""docs/cost.md is what month.py computes, and that is right.

    python3 operations/cost/test_month.py
"""

import unittest

import month

COUNTS = {
    "numbers removed": [10, 20, 1, 1, 0, 0],
    "requested": [1, 1, 1, 1, 1, 1],
    "approved, first contact staged": [4, 4, 4, 4, 4, 4],
    "rows decided": [2, 2, 2, 0, 0, 0],
    "imported": [3, 3, 3, 1, 1, 0],
    "a group's scores arrive": [40, 8, 2, 0, 0, 0],
    "a night with scores": [120, 50, 12, 3, 1, 6],
    "a quiet night": [100, 30, 10, 2, 1, 2],
    "page Koppeling, once": [200, 0, 3, 0, 0, 0],
    "page Leerlingen beheren, once": [60, 0, 1, 0, 0, 0],
    "scores": 2,
}
TEMPLATE = """
  ApiWall:
    Type: AWS::WAFv2::WebACL
    Properties:
      Rules:
        - Name: One
        - Name: Two

  One:
    Type: AWS::CloudWatch::Alarm
  Two:
    Type: AWS::CloudWatch::Alarm
  Key:
    Type: AWS::KMS::Key
  KeyAlias:
    Type: AWS::KMS::KeyAlias
  Job:
    Properties:
      Events:
        Queue:
          Type: SQS
"""


class MonthTest(unittest.TestCase):
    def test_the_docs_say_what_is_computed(self):
        self.assertEqual(month.DOCS.read_text(), month.computed(), "python3 operations/cost/month.py writes it anew")

    def test_a_year_is_its_moments_as_often_as_they_come(self):
        year = month.year(month.moments(COUNTS))

        scores = 230 * 20
        self.assertEqual(year["reads"], 10 + 5 + 12 * 5 + scores * 20 + 365 * 100 + scores * 10 + 500 * 200)
        self.assertEqual(year["writes"], 20 + 5 + 12 * 5 + scores * 4 + 365 * 30 + scores * 10)
        self.assertEqual(year["requests"], 1500)

    def test_a_night_with_scores_never_counts_below_a_quiet_one(self):
        fewer = {**COUNTS, "a night with scores": [90, 50, 12, 3, 1, 6]}

        self.assertEqual(month.moments(fewer)["a night, for each score more"]["reads"], 0)

    def test_an_environment_is_counted_in_the_template(self):
        self.assertEqual(
            month.environment(TEMPLATE),
            {"wall": 1, "wall-rules": 2, "alarms": 2, "metrics": 27, "keys": 1, "sqs": 5 * 730 * 180, "secrets": 0},
        )

    def test_a_price_is_for_so_many(self):
        prices = {"a": {"dollars": 5, "for": 1000}, "b": {"dollars": 2, "for": 1}}

        self.assertEqual(month.dollars({"a": 2000, "b": 3}, prices), 16)

    def test_who_signs_in_costs_above_what_is_free(self):
        prices = {"cognito": {"dollars": 0.5, "for": 1}}

        self.assertEqual(month.for_schools(5000, 0.1, prices), 500)
        self.assertEqual(month.for_schools(5001, 0, prices), 1)

    def test_two_figures_are_shown(self):
        shown = [month.short(n) for n in (5_294_000, 540, 62, 9.99, 0.0338, 0.0001)]

        self.assertEqual(shown, ["5,300,000", "540", "62", "10", "0.034", "under 0.001"])


if __name__ == "__main__":
    unittest.main()
