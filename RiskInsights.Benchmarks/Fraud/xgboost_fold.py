"""Trains XGBoost on the first rows of a file, prints average precision on the rest."""
import sys
import numpy as np, xgboost as xgb
from sklearn.metrics import average_precision_score

path, train, trees = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
depth, eta, subsample, columns, weight = int(sys.argv[4]), *map(float, sys.argv[5:9])
with open(path, "rb") as f:
    n, d = np.fromfile(f, np.int32, 2)
    X = np.fromfile(f, np.float32, n * d).reshape(n, d)
    y = np.fromfile(f, np.uint8, n)
booster = xgb.train(
    dict(objective="binary:logistic", tree_method="hist", max_depth=depth, eta=eta, subsample=subsample, colsample_bytree=columns,
         min_child_weight=weight, max_bin=256, nthread=1, seed=0, verbosity=0),
    xgb.DMatrix(X[:train], y[:train]), trees)
print(average_precision_score(y[train:], booster.predict(xgb.DMatrix(X[train:]))))
