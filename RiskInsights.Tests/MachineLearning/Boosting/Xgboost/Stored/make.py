"""Trains the models that the tests read, with XGBoost 1.7 (Debian: python3-xgboost), on synthetic rows.

usage: /usr/bin/python3 make.py FOLDER [SEED]

For each case: NAME.json as save_model writes it; NAME.csv with the inputs (empty is missing), the probability, the log-odds and the
contributions of each row; NAME.importance.csv with get_score. Seed 1 made the files beside this script.
"""
import csv
import os
import sys

import numpy as np
import xgboost

folder = sys.argv[1]
seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
random = np.random.default_rng(seed)


def rows(count, kinds):
    """One column for each kind: 0 is numeric, k > 0 has k categories; a tenth is missing."""
    columns = [random.normal(size=count) if kind == 0 else random.integers(0, kind, count).astype(float) for kind in kinds]
    values = np.column_stack(columns).astype(np.float32)
    hidden = np.where(np.asarray(kinds) == 0, np.nan_to_num(values), np.sin(values * 2.4))
    logit = hidden @ random.normal(size=len(kinds)) + hidden[:, 0] * hidden[:, -1] - 0.5
    labels = (random.random(count) < 1 / (1 + np.exp(-logit))).astype(int)
    values[random.random(values.shape) < 0.1] = np.nan
    return values, labels


def make(name, kinds, settings, trees, names=None, shown=50):
    values, labels = rows(1500, kinds)
    types = ["c" if kind else "q" for kind in kinds]
    arguments = dict(feature_names=names, feature_types=types, enable_categorical=True) if names else {}
    settings = dict(settings, objective="binary:logistic", nthread=1, seed=seed)
    model = xgboost.train(settings, xgboost.DMatrix(values, label=labels, **arguments), trees)
    model.save_model(os.path.join(folder, name + ".json"))

    chosen = xgboost.DMatrix(values[:shown], **arguments)
    names = names or [f"f{j}" for j in range(len(kinds))]
    with open(os.path.join(folder, name + ".csv"), "w", newline="\n", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(names + ["probability", "logit"] + [f"of {n}" for n in names] + ["base"])
        for row, probability, logit, contributions in zip(
                values[:shown], model.predict(chosen), model.predict(chosen, output_margin=True), model.predict(chosen, pred_contribs=True)):
            writer.writerow(["" if np.isnan(v) else v for v in row] + [probability, logit] + list(contributions))
    measures = ["weight", "gain", "cover", "total_gain", "total_cover"]
    scores = [model.get_score(importance_type=measure) for measure in measures]
    with open(os.path.join(folder, name + ".importance.csv"), "w", newline="\n", encoding="utf-8") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["column"] + measures)
        for n in names:
            writer.writerow([n] + [score.get(n, 0) for score in scores])


# Numbers and categories, one against the rest (of 3) and in sets (of 12 and 70: more than two words of bits).
make("mixed", [0, 3, 12, 0, 70, 0], dict(tree_method="hist", max_depth=4, max_cat_to_onehot=4, base_score=0.3), 20,
     ["age", "région", "sector", "balance", "branch", "months since"])
# The exact method cuts grown nodes off again, whose places stay in the arrays; no names.
make("pruned", [0, 0, 0, 0], dict(tree_method="exact", max_depth=6, gamma=2.0, eta=0.2), 9)
# Paths of more than 8 different columns, which one vector of quadrature points is exact for.
make("deep", [0] * 24, dict(tree_method="hist", grow_policy="lossguide", max_depth=0, max_leaves=60, eta=0.5, min_child_weight=0.1,
                            colsample_bynode=0.3), 3, [f"x{j}" for j in range(24)], shown=25)
# Several trees in a round, and rows whose labels weigh differently.
make("parallel", [0, 5, 0], dict(tree_method="approx", max_depth=3, num_parallel_tree=3, subsample=0.6, scale_pos_weight=2.5,
                                 reg_alpha=0.5, min_child_weight=0), 6, ["a", "b", "c"])
