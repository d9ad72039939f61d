"""Makes calibration.json: scores with ties and labels, and what scikit-learn 1.2.1 makes of them.

    /usr/bin/python3 RiskInsights.Tests/Reference/calibration.py > RiskInsights.Tests/Reference/calibration.json
"""
import json
import numpy as np
from sklearn.calibration import _SigmoidCalibration
from sklearn.isotonic import IsotonicRegression

random = np.random.RandomState(11)
n = 120
scores = np.round(random.normal(size=n) * 2, 1)  # rounded, so that there are ties
labels = (random.uniform(size=n) < 1 / (1 + np.exp(-1.3 * scores + 0.7))).astype(int)
weights = np.round(random.uniform(0.5, 3, size=n), 3)
at = np.linspace(-7, 7, 61)

platt = _SigmoidCalibration().fit(scores, labels)


def isotonic(sample_weight):
    model = IsotonicRegression(out_of_bounds="clip").fit(scores, labels, sample_weight=sample_weight)
    return {"scores": model.X_thresholds_.tolist(), "probabilities": model.y_thresholds_.tolist(), "predicted": model.predict(at).tolist()}


print(json.dumps({"scores": scores.tolist(), "labels": labels.tolist(), "weights": weights.tolist(), "at": at.tolist(),
                  "platt": {"a": platt.a_, "b": platt.b_, "predicted": platt.predict(at).tolist()},
                  "isotonic": isotonic(None), "weighted": isotonic(weights)}))
