using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>
/// What says which kind of model a file holds. Read before the rest, whose layout depends on it, so that a refusal can name the kind.
/// </summary>
internal sealed record XgboostKind(XgboostKind.LearnerKind Learner)
{
    internal sealed record LearnerKind(Booster GradientBooster, Named Objective, Counts LearnerModelParam);

    internal sealed record Named(string Name);

    /// <summary>XGBoost 3 calls dart <c>gbtree</c> too, and writes the trees' weights here, from 3.4 in the model.</summary>
    internal sealed record Booster(string Name, JsonElement? WeightDrop = null, Weighted? Model = null);

    internal sealed record Weighted(JsonElement? WeightDrop = null);

    internal sealed record Counts(
        [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumClass = 0,
        [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumTarget = 1);

    /// <exception cref="InvalidModelException">Not a sum of single-output trees for a 0/1 label.</exception>
    public void RequireBinaryTrees()
    {
        var objective = Learner.Objective.Name;
        Require(Learner.LearnerModelParam.NumClass <= 1 && !objective.StartsWith("multi:", StringComparison.Ordinal),
            "objective", $"'{objective}' is a multi-class model");
        Require(Learner.LearnerModelParam.NumTarget == 1, "learner_model_param.num_target", "the model has several outputs");
        Require(objective is "binary:logistic" or "reg:logistic", "objective.name", $"the objective is '{objective}'");
        var booster = Learner.GradientBooster;
        Require(booster.Name is "gbtree", "gradient_booster.name", $"the booster is '{booster.Name}'");
        Require(booster.WeightDrop is null, "gradient_booster.weight_drop", "the booster is 'dart', whose trees have weights");
        Require(booster.Model?.WeightDrop is null, "gradient_booster.model.weight_drop", "the booster is 'dart', whose trees have weights");

        static void Require(bool holds, string field, string otherwise)
        {
            if (!holds)
                throw new InvalidModelException($"learner.{field}: {otherwise}; only trees (gbtree) for a 0/1 label (binary:logistic) are read.");
        }
    }
}
