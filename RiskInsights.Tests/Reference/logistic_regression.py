"""Makes logistic_regression.json: a small data set and what scikit-learn 1.2.1 learns from it.

    /usr/bin/python3 RiskInsights.Tests/Reference/logistic_regression.py > RiskInsights.Tests/Reference/logistic_regression.json
"""
import json
import numpy as np
from sklearn.compose import ColumnTransformer
from sklearn.impute import MissingIndicator, SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, StandardScaler

random = np.random.RandomState(7)
n = 240
# Rounded to 1/64, so that 32-bit numbers hold the inputs exactly.
x = np.round(random.normal(size=(n, 3)) * [1, 20, 0.3] * 64) / 64 + [0, 50, 0]
segment = random.randint(0, 3, size=n)
logit = -0.8 + 0.9 * x[:, 0] - 0.04 * (x[:, 1] - 50) + [0.0, 0.7, -0.6] @ np.eye(3)[segment].T
y = (random.uniform(size=n) < 1 / (1 + np.exp(-logit))).astype(int)
x[random.uniform(size=n) < 0.15, 1] = np.nan
data = np.column_stack([x, segment])


def prepared():
    prepare = ColumnTransformer([
        ("numbers", make_pipeline(SimpleImputer(strategy="mean"), StandardScaler()), [0, 1, 2]),
        ("missing", MissingIndicator(), [1]),
        ("segment", OneHotEncoder(), [3]),
    ])
    return prepare.fit_transform(data)


def fit(C, class_weight):
    z = prepared()
    model = LogisticRegression(C=C, class_weight=class_weight, solver="newton-cholesky", tol=1e-12, max_iter=500).fit(z, y)
    return {"C": C, "balanced": class_weight is not None, "coefficients": model.coef_[0].tolist(),
            "intercept": model.intercept_[0], "probabilities": model.predict_proba(z)[:, 1].tolist()}


def sparse(C, l1_ratio):
    """With an L1 penalty: saga, which does not penalise the intercept."""
    z = prepared()
    model = LogisticRegression(C=C, penalty="elasticnet", l1_ratio=l1_ratio, solver="saga", tol=1e-12, max_iter=1_000_000).fit(z, y)
    return {"C": C, "l1_ratio": l1_ratio, "coefficients": model.coef_[0].tolist(), "intercept": model.intercept_[0]}


rows = [[None if np.isnan(v) else v for v in row] for row in data.tolist()]
print(json.dumps({"rows": rows, "labels": y.tolist(),
                  "fits": [fit(1.0, None), fit(0.05, None), fit(10.0, "balanced")],
                  "sparse": [sparse(1.0, 1.0), sparse(0.1, 1.0), sparse(0.2, 0.5)]}))
