"""What XGBoost makes of model files and rows: the log-odds, the probability and the contributions of each row, as 32-bit numbers.

usage: /usr/bin/python3 predict.py FOLDER COUNT

Reads 0.json, 0.rows (32-bit numbers, row after row; NaN is missing), 1.json, ... and writes 0.output and, as XGBoost itself saves the
model that it has read, 0.saved.json, ...
"""
import os
import sys

import numpy as np
import xgboost

for number in range(int(sys.argv[2])):
    path = os.path.join(sys.argv[1], str(number))
    model = xgboost.Booster({"nthread": 1})
    model.load_model(path + ".json")
    values = np.fromfile(path + ".rows", dtype="<f4").reshape(-1, model.num_features())
    rows = xgboost.DMatrix(
        values, feature_names=model.feature_names, feature_types=model.feature_types, enable_categorical=True, nthread=1)
    parts = [model.predict(rows, output_margin=True)[:, None], model.predict(rows)[:, None], model.predict(rows, pred_contribs=True)]
    np.hstack(parts).astype("<f4").tofile(path + ".output")
    model.save_model(path + ".saved.json")
