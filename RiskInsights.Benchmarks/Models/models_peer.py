"""Trains XGBoost or scikit-learn's logistic regression on the first rows of a file, and prints what it took and how good it is on the rest.

usage: /usr/bin/python3 models_peer.py xgboost|logistic FILE TRAIN_ROWS PREDICTED THREADS OPTIONS

FILE as PeerData writes it; PREDICTED 32-bit numbers, row after row: how long their prediction takes. Reading is not timed, nor are
XGBoost's DMatrix and the scaling of the regression's inputs.
"""
import json
import sys
import time

import numpy as np
from sklearn.metrics import log_loss, roc_auc_score

learner, path, train, predicted, threads = sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4], int(sys.argv[5])
options = json.loads(sys.argv[6])
with open(path, "rb") as file:
    rows, width = np.fromfile(file, np.int32, 2)
    values = np.fromfile(file, np.float32, rows * width).reshape(rows, width)
    labels = np.fromfile(file, np.uint8, rows)
today = np.fromfile(predicted, np.float32).reshape(-1, width)
clock = time.perf_counter

if learner == "xgboost":
    import xgboost

    trees = int(options.pop("trees"))
    options["max_depth"] = int(options["max_depth"])
    matrix = xgboost.DMatrix(values[:train], labels[:train], nthread=threads)
    settings = dict(options, objective="binary:logistic", tree_method="hist", max_bin=256, nthread=threads, seed=0, verbosity=0)
    began = clock()
    model = xgboost.train(settings, matrix, trees)
    trained = clock() - began
    predict = model.inplace_predict
    test = values[train:]
else:
    from sklearn.linear_model import LogisticRegression

    mean, deviation = values[:train].mean(0, dtype=np.float64), values[:train].std(0, dtype=np.float64)
    scaled = (values - mean) / deviation
    today = (today - mean) / deviation
    regression = LogisticRegression(C=1 / options["reg_lambda"], tol=1e-4, max_iter=200)
    began = clock()
    regression.fit(scaled[:train], labels[:train])
    trained = clock() - began
    predict = lambda rows: regression.predict_proba(rows)[:, 1]
    test = scaled[train:]

began = clock()
predict(today)
took = clock() - began
probabilities = predict(test)
print(json.dumps({
    "train_s": trained, "predict_s": took, "auc": roc_auc_score(labels[train:], probabilities), "logloss": log_loss(labels[train:], probabilities, eps=1e-15)}))
