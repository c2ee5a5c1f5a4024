#!/usr/bin/env python3
"""Matches the schools of `MatchingBench export` with Splink (PyPI), as bin/bench matching does with the domain.

usage: compare.py FOLDER        FOLDER has existing.tsv and delivered.tsv

Splink needs no training data: it estimates its weights from the pairs themselves. It gets the names, the birth date and
the group, in lower case without accents. A pair over 0.99 is preselected when it is the best of both; the five best
pairs over 0.05 of a pupil are the proposals.
"""
import sys
import unicodedata

import pandas as pd
import splink.comparison_library as cl
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

PRESELECTED = 0.99
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


def compare(folder):
    existing, delivered = read(folder + "/existing.tsv"), read(folder + "/delivered.tsv")
    has_dates = delivered["born"].notna().any()
    comparisons = [
        cl.JaroWinklerAtThresholds("first", [0.9, 0.8]),
        cl.JaroWinklerAtThresholds("surname", [0.9, 0.8]),
        cl.ExactMatch("pupil_group"),
    ]
    blocks = [block_on("school", "first"), block_on("school", "surname"), block_on("school", "pupil_group")]
    if has_dates:
        comparisons.append(cl.LevenshteinAtThresholds("born", [1, 2]))
        blocks.append(block_on("school", "born"))
    settings = SettingsCreator(
        link_type="link_only", comparisons=comparisons, blocking_rules_to_generate_predictions=blocks)
    columns = ["unique_id", "school", "first", "surname", "born", "pupil_group"]
    api = DuckDBAPI()
    tables = [api.register(existing[columns], "existing"), api.register(delivered[columns], "delivered")]
    linker = Linker(tables, settings)
    linker.training.estimate_probability_two_random_records_match(
        [block_on("school", "first", "surname")], recall=0.8)
    linker.training.estimate_u_using_random_sampling(max_pairs=2e6, seed=12)
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("school", "first"))
    linker.training.estimate_parameters_using_expectation_maximisation(block_on("school", "surname"))
    pairs = linker.inference.predict(threshold_match_probability=PROPOSED).as_pandas_dataframe()
    return existing, delivered, pairs


def measure(delivered, pairs):
    left = pairs["unique_id_l"].where(pairs["source_dataset_l"] == "existing", pairs["unique_id_r"])
    right = pairs["unique_id_r"].where(pairs["source_dataset_l"] == "existing", pairs["unique_id_l"])
    found = pd.DataFrame({"existing": left, "delivered": right, "p": pairs["match_probability"]})
    truth = {d: s + "-" + t for d, s, t in zip(delivered.unique_id, delivered.school, delivered.truth) if t}
    best = found.sort_values("p", ascending=False)
    proposals = best.groupby("delivered").head(MOST_PROPOSALS)
    proposed = sum(truth.get(d) == e for d, e in zip(proposals.delivered, proposals.existing))
    first_of_delivered = best.drop_duplicates("delivered").set_index("delivered")["existing"]
    first_of_existing = best.drop_duplicates("existing").set_index("existing")["delivered"]
    sure = best[best.p >= PRESELECTED]
    chosen = [(d, e) for d, e in zip(sure.delivered, sure.existing)
              if first_of_delivered[d] == e and first_of_existing[e] == d]
    wrong = sum(truth.get(d) != e for d, e in chosen)
    return len(chosen), wrong, proposed / len(truth)


if __name__ == "__main__":
    _, delivered, pairs = compare(sys.argv[1])
    preselected, wrong, recall = measure(delivered, pairs)
    print(f"| {preselected} | {wrong} | {1 - wrong / preselected:.4f} | {recall:.3f} |")
