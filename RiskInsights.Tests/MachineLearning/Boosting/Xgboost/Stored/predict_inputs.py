"""The probabilities of the clients of an exported table of inputs, by a downloaded model: columns are found by name, empty is missing.

usage: /usr/bin/python3 predict_inputs.py MODEL.json INPUTS.csv OUTPUT.csv

Writes a line CLIENT_ID,PROBABILITY for each row.
"""
import csv
import sys

import numpy as np
import xgboost

model = xgboost.Booster({"nthread": 1})
model.load_model(sys.argv[1])
with open(sys.argv[2], encoding="utf-8-sig", newline="") as file:
    clients = list(csv.DictReader(file))
values = np.array([[client[name] or "nan" for name in model.feature_names] for client in clients]).astype(np.float32)
probabilities = model.predict(xgboost.DMatrix(values, feature_names=model.feature_names, nthread=1))
with open(sys.argv[3], "w", encoding="utf-8") as file:
    for client, probability in zip(clients, probabilities):
        file.write(f"{client['client_id']},{float(probability)!r}\n")
