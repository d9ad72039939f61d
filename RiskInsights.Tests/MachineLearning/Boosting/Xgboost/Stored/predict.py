"""What XGBoost makes of a model file and of rows: the log-odds, the probability and the contributions of each, as 32-bit numbers.

usage: /usr/bin/python3 predict.py MODEL.json ROWS OUTPUT   (ROWS: 32-bit numbers, row after row; NaN is missing)
"""
import sys

import numpy as np
import xgboost

model = xgboost.Booster({"nthread": 1})
model.load_model(sys.argv[1])
values = np.fromfile(sys.argv[2], dtype="<f4").reshape(-1, model.num_features())
rows = xgboost.DMatrix(values, feature_names=model.feature_names, feature_types=model.feature_types, enable_categorical=True, nthread=1)
parts = [model.predict(rows, output_margin=True)[:, None], model.predict(rows)[:, None], model.predict(rows, pred_contribs=True)]
np.hstack(parts).astype("<f4").tofile(sys.argv[3])
# The way back: what XGBoost itself saves of it.
model.save_model(sys.argv[3] + ".json")
