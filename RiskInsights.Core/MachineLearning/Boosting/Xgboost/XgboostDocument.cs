using System.Text.Json.Serialization;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>
/// XGBoost's JSON model, field by field (its <c>doc/model.schema</c>); names in the file are these in snake case. What XGBoost has
/// written only since, or only until, some version is optional.
/// </summary>
internal sealed record XgboostDocument(XgboostLearner Learner, int[]? Version = null);

internal sealed record XgboostLearner(
    XgboostBooster GradientBooster,
    XgboostLearnerParameters LearnerModelParam,
    XgboostObjective Objective,
    Dictionary<string, string>? Attributes = null,
    string[]? FeatureNames = null,
    string[]? FeatureTypes = null);

internal sealed record XgboostLearnerParameters(
    [property: JsonConverter(typeof(BaseScoreConverter))] float BaseScore,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumFeature,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumClass = 0,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumTarget = 1,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int BoostFromAverage = 1);

internal sealed record XgboostObjective(string Name, XgboostObjectiveParameters? RegLossParam = null);

internal sealed record XgboostObjectiveParameters(string ScalePosWeight = "1");

internal sealed record XgboostBooster(string Name, XgboostForest Model);

internal sealed record XgboostForest(XgboostForestParameters GbtreeModelParam, int[] TreeInfo, XgboostTree[] Trees);

internal sealed record XgboostForestParameters(
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumTrees,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumParallelTree = 1,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int SizeLeafVector = 0);

/// <summary>A tree as arrays over its nodes, and the categories that go right at its categorical nodes, one segment after the other.</summary>
internal sealed record XgboostTree(
    XgboostTreeParameters TreeParam,
    int Id,
    int[] LeftChildren,
    int[] RightChildren,
    int[] SplitIndices,
    [property: JsonConverter(typeof(FloatArrayConverter))] float[] SplitConditions,
    [property: JsonConverter(typeof(FlagArrayConverter))] int[] DefaultLeft,
    [property: JsonConverter(typeof(FloatArrayConverter))] float[] BaseWeights,
    [property: JsonConverter(typeof(FloatArrayConverter))] float[] LossChanges,
    [property: JsonConverter(typeof(FloatArrayConverter))] float[] SumHessian,
    int[] Parents,
    [property: JsonConverter(typeof(FlagArrayConverter))] int[]? SplitType = null,
    int[]? Categories = null,
    int[]? CategoriesNodes = null,
    int[]? CategoriesSegments = null,
    int[]? CategoriesSizes = null);

internal sealed record XgboostTreeParameters(
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumNodes,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumDeleted = 0,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int NumFeature = 0,
    [property: JsonNumberHandling(XgboostDocumentFormat.NumberInString)] int SizeLeafVector = 0);
