using System.Text;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>
/// XGBoost's JSON model format, both ways. A file written here loads in XGBoost 1.7 and later (<c>Booster.load_model</c>) and
/// gives the same log-odds; one that XGBoost wrote (<c>save_model("x.json")</c>, versions 1.3 to 3) gives them here. Read are
/// <c>gbtree</c> models of <c>binary:logistic</c> (or <c>reg:logistic</c>, the same function), with numeric and categorical splits, missing
/// values, pruned nodes and parallel trees. All trees of the file are used, as <c>Booster.predict</c> does.
/// </summary>
public static class XgboostFormat
{
    /// <summary>A longer file is refused before it is read: 256 MB, some 37,000 trees of depth 6.</summary>
    public const int MostBytes = 256 * 1024 * 1024;

    /// <summary>The model as a JSON file in UTF-8, in the layout of XGBoost 1.7.4.</summary>
    public static string Write(GradientBoostingModel model) => XgboostDocumentFormat.Write(Document(model));

    /// <inheritdoc cref="Read(ReadOnlySpan{byte}, IReadOnlyList{FeatureColumn}?)"/>
    public static GradientBoostingModel Read(string json, IReadOnlyList<FeatureColumn>? columns = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(Encoding.UTF8.GetBytes(json), columns);
    }

    /// <summary>
    /// Reads a file that XGBoost or <see cref="Write"/> wrote. Names and kinds of the columns are the file's; without names they are
    /// <c>f0</c>, <c>f1</c>, …. Categories have the names that <see cref="Write"/> stored, or their codes as names, up to the highest that a
    /// tree splits on.
    /// </summary>
    /// <param name="columns">The columns, where the caller knows them better than the file (names of categories); they must agree with it.</param>
    /// <exception cref="InvalidModelException">Cut, damaged, of another kind of model, or with trees that nothing may walk. The message
    /// names the place in the file and the rule, and holds no part of the file but names of columns and kinds.</exception>
    public static GradientBoostingModel Read(ReadOnlySpan<byte> utf8, IReadOnlyList<FeatureColumn>? columns = null)
    {
        if (utf8.Length > MostBytes) throw new InvalidModelException(Invariant($"The file has {utf8.Length} bytes; at most {MostBytes} are read."));
        return Parse(utf8, columns);
    }

    internal static GradientBoostingModel Parse(ReadOnlySpan<byte> utf8, IReadOnlyList<FeatureColumn>? columns = null) =>
        Model(XgboostDocumentFormat.Read(utf8).Learner, columns);

    internal static XgboostDocument Document(GradientBoostingModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        var trees = model.Trees.Select((tree, id) => XgboostTreeWriter.Write(tree, id, model.Columns.Count)).ToArray();
        return new XgboostDocument(
            new XgboostLearner(
                new XgboostBooster("gbtree", new XgboostForest(new XgboostForestParameters(trees.Length), new int[trees.Length], trees)),
                new XgboostLearnerParameters(model.BaseScore, model.Columns.Count),
                new XgboostObjective("binary:logistic", new XgboostObjectiveParameters()),
                XgboostColumns.Attributes(model.Columns),
                XgboostColumns.Names(model.Columns),
                XgboostColumns.Types(model.Columns)),
            Version: [1, 7, 4]);
    }

    private static GradientBoostingModel Model(XgboostLearner learner, IReadOnlyList<FeatureColumn>? columns)
    {
        var forest = learner.GradientBooster.Model;
        var baseScore = learner.LearnerModelParam.BaseScore;
        Require(baseScore is > 0 and < 1 && float.IsFinite(1 / baseScore), "learner_model_param.base_score", "is not a probability between 0 and 1");
        Require(forest.GbtreeModelParam.SizeLeafVector is 0 or 1, "gradient_booster.model.gbtree_model_param.size_leaf_vector", "says that a leaf has several outputs");
        Require(forest.GbtreeModelParam.NumTrees == forest.Trees.Length, "gradient_booster.model.trees", Invariant($"has {forest.Trees.Length} trees; num_trees says {forest.GbtreeModelParam.NumTrees}"));
        Require(forest.TreeInfo.Length == forest.Trees.Length && Array.TrueForAll(forest.TreeInfo, output => output == 0),
            "gradient_booster.model.tree_info", "has not the entry 0 for each tree");
        var count = XgboostColumns.Count(learner);
        var trees = new BoostedTree[forest.Trees.Length];
        for (var i = 0; i < trees.Length; i++)
        {
            var place = Invariant($"gradient_booster.model.trees[{i}]");
            Require(forest.Trees[i] is not null, place, "is null");
            trees[i] = new XgboostTreeReader(forest.Trees[i], count, $"learner.{place}").Read();
        }
        if (columns is not null) XgboostColumns.Require(learner, trees, columns);
        return new GradientBoostingModel(columns ?? XgboostColumns.Read(learner, trees), baseScore, trees);
    }

    private static void Require(bool holds, string field, string otherwise)
    {
        if (!holds) throw new InvalidModelException($"learner.{field} {otherwise}.");
    }
}
