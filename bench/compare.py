#!/usr/bin/env python3
"""Matches the schools of `MatchingBench export` with Splink (PyPI), as bin/bench matching does with the domain.

usage: compare.py FOLDER TITLE  FOLDER has existing.tsv and delivered.tsv; TITLE stands in the first column

Splink needs no training data: it estimates its weights from the pairs themselves. It gets the names, the birth date and
the group of all schools, in lower case without accents, and the true share of pairs that match; it compares within a
school. The five best pairs over 0.05 of a pupil are the proposals; a pair over a threshold is preselected when it is
the best of both.
"""
import logging
import sys
import unicodedata

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

THRESHOLDS = [0.9, 0.99, 0.999]
PROPOSED = 0.05
MOST_PROPOSALS = 5


def plain(text):
    letters = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in letters if unicodedata.category(c) != "Mn").strip()


def read(path):
    table = pd.read_csv(path, sep="\t", dtype=str, keep_default_na=False)
    table["unique_id"] = table["school"] + "-" + table["id"]
    for field in ("first", "surname"):
        table[field] = table[field].map(plain)
    table["pupil_group"] = table["group"]
    columns = ["unique_id", "school", "first", "surname", "born", "pupil_group", "truth"]
    return table[columns].replace("", None)


def compare(existing, delivered):
    has_dates = delivered["born"].notna().any()
    comparisons = [
        cl.JaroWinklerAtThresholds("first", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.JaroWinklerAtThresholds("surname", [0.92, 0.8]).configure(term_frequency_adjustments=True),
        cl.ExactMatch("pupil_group"),
    ]
    blocks = [block_on("school", "first"), block_on("school", "surname"), block_on("school", "pupil_group")]
    if has_dates:
        comparisons.append(cl.LevenshteinAtThresholds("born", [1, 2]))
        blocks.append(block_on("school", "born"))
    schools = existing["school"].nunique()
    settings = SettingsCreator(
        link_type="link_only",
        comparisons=comparisons,
        blocking_rules_to_generate_predictions=blocks,
        probability_two_random_records_match=(delivered["truth"].notna().sum() * schools)
        / (len(existing) * len(delivered)),
    )
    columns = ["unique_id", "school", "first", "surname", "born", "pupil_group"]
    api = DuckDBAPI()
    tables = [
        api.register(existing[columns], dataset_display_name="existing"),
        api.register(delivered[columns], dataset_display_name="delivered"),
    ]
    linker = Linker(tables, settings, log_level=logging.ERROR)
    linker.training.estimate_u_using_random_sampling(max_pairs=5e6, seed=12)
    for rule in (block_on("school", "first", "pupil_group"), block_on("school", "surname", "pupil_group"),
                 block_on("school", "first", "surname")):
        linker.training.estimate_parameters_using_expectation_maximisation(
            rule, fix_probability_two_random_records_match=False, record_sample_proportion=1.0)
    return linker.inference.predict(threshold_match_probability=PROPOSED).as_pandas_dataframe()


def measure(title, delivered, pairs):
    is_left = pairs["source_dataset_l"] == "existing"
    found = pd.DataFrame({
        "existing": pairs["unique_id_l"].where(is_left, pairs["unique_id_r"]),
        "delivered": pairs["unique_id_r"].where(is_left, pairs["unique_id_l"]),
        "p": pairs["match_probability"],
        "weight": pairs["match_weight"],
    })
    truth = {d: s + "-" + t for d, s, t in zip(delivered.unique_id, delivered.school, delivered.truth)
             if isinstance(t, str)}
    best = found.sort_values(["weight", "delivered", "existing"], ascending=[False, True, True])
    proposals = best.groupby("delivered").head(MOST_PROPOSALS)
    proposed = sum(truth.get(d) == e for d, e in zip(proposals.delivered, proposals.existing))
    first_of_delivered = best.drop_duplicates("delivered").set_index("delivered")["existing"].to_dict()
    first_of_existing = best.drop_duplicates("existing").set_index("existing")["delivered"].to_dict()
    for threshold in THRESHOLDS:
        sure = best[best.p >= threshold]
        chosen = [(d, e) for d, e in zip(sure.delivered, sure.existing)
                  if first_of_delivered[d] == e and first_of_existing[e] == d]
        wrong = sum(truth.get(d) != e for d, e in chosen)
        print(f"| {title} | Splink, {threshold} | {len(chosen)} | {wrong} | {1000 * wrong / len(chosen):.2f} "
              f"| {(len(chosen) - wrong) / len(truth):.3f} | {proposed / len(truth):.3f} |")


if __name__ == "__main__":
    folder, title = sys.argv[1:]
    logging.getLogger("splink").setLevel(logging.ERROR)
    existing, delivered = read(folder + "/existing.tsv"), read(folder + "/delivered.tsv")
    measure(title, delivered, compare(existing, delivered))
