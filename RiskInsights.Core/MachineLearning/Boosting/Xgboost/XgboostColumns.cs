using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>
/// The columns of a file. XGBoost keeps names and types but no names of categories, only their codes; ours stand among the
/// learner's attributes, where XGBoost carries them along: <c>riskinsights.categories.3</c> is the list of column 3, parted by
/// commas, each percent-encoded.
/// </summary>
internal static class XgboostColumns
{
    private const string Attribute = "riskinsights.categories.";
    private const string Categorical = "c";
    private const int MostColumns = 100_000;
    private const int MostCodes = 1_000_000;

    /// <summary>Room that the sets of categories of all splits may need together, each up to its highest code.</summary>
    private const long MostInSets = 100_000_000;

    public static string[] Names(IReadOnlyList<FeatureColumn> columns) => [.. columns.Select(column => column.Name)];

    public static string[] Types(IReadOnlyList<FeatureColumn> columns) => [.. columns.Select(column => column.IsCategorical ? Categorical : "float")];

    public static Dictionary<string, string> Attributes(IReadOnlyList<FeatureColumn> columns) =>
        Enumerable.Range(0, columns.Count).Where(j => columns[j].IsCategorical).ToDictionary(
            j => Invariant($"{Attribute}{j}"), j => string.Join(',', columns[j].Categories.Select(Uri.EscapeDataString)), StringComparer.Ordinal);

    /// <summary>The number of columns, if names and types agree with it.</summary>
    public static int Count(XgboostLearner learner)
    {
        var count = learner.LearnerModelParam.NumFeature;
        Require(count is >= 1 and <= MostColumns, "learner_model_param.num_feature", Invariant($"{count} columns; from 1 to {MostColumns} are read"));
        Require(learner.FeatureNames is not { Length: > 0 } names || names.Length == count, "feature_names", Invariant($"not one for each of {count} columns"));
        Require(learner.FeatureTypes is not { Length: > 0 } types || types.Length == count, "feature_types", Invariant($"not one for each of {count} columns"));
        return count;
    }

    /// <summary>The columns as the file and its trees describe them.</summary>
    public static FeatureColumn[] Read(XgboostLearner learner, BoostedTree[] trees)
    {
        var codes = Codes(learner, trees);
        var columns = new FeatureColumn[codes.Length];
        long all = 0;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var j = 0; j < columns.Length; j++)
        {
            var name = learner.FeatureNames is { Length: > 0 } names ? names[j] : Invariant($"f{j}");
            Require(!string.IsNullOrWhiteSpace(name) && seen.Add(name), Invariant($"feature_names[{j}]"), "empty or given twice");
            var categories = Stored(learner, j);
            all += codes[j];
            Require(codes[j] == 0 || categories is not null || all <= MostCodes, Invariant($"feature_types[{j}]"), Invariant($"category codes above {MostCodes}"));
            columns[j] = codes[j] == 0 ? FeatureColumn.Numeric(name)
                : FeatureColumn.Categorical(name, categories ?? [.. Enumerable.Range(0, codes[j]).Select(code => Invariant($"{code}"))]);
            Require(columns[j].Categories.Count >= codes[j], Invariant($"attributes['{Attribute}{j}']"), "fewer categories than the trees split on");
        }
        return columns;
    }

    /// <summary>Checks that columns that the caller knows are those of the file.</summary>
    public static void Require(XgboostLearner learner, BoostedTree[] trees, IReadOnlyList<FeatureColumn> columns)
    {
        var codes = Codes(learner, trees);
        Require(columns.Count == codes.Length, "learner_model_param.num_feature", Invariant($"{codes.Length} columns; {columns.Count} are expected"));
        for (var j = 0; j < codes.Length; j++)
        {
            Require(learner.FeatureNames is not { Length: > 0 } names || string.Equals(names[j], columns[j].Name, StringComparison.Ordinal),
                Invariant($"feature_names[{j}]"), $"'{columns[j].Name}' is expected");
            Require(columns[j].IsCategorical == codes[j] > 0 && columns[j].Categories.Count >= codes[j],
                Invariant($"feature_types[{j}]"), $"'{columns[j].Name}' is of another kind or has fewer categories than the trees split on");
        }
    }

    /// <summary>For each column, how many codes its categories need at least; 0 for a numeric one.</summary>
    private static int[] Codes(XgboostLearner learner, BoostedTree[] trees)
    {
        var codes = new int[Count(learner)];
        var numeric = new bool[codes.Length];
        for (var j = 0; j < codes.Length && learner.FeatureTypes is { Length: > 0 } types; j++)
        {
            if (string.Equals(types[j], Categorical, StringComparison.Ordinal)) codes[j] = 1;
            else numeric[j] = true;
        }
        long inSets = 0;
        for (var tree = 0; tree < trees.Length; tree++)
        {
            foreach (var node in trees[tree].Nodes)
            {
                if (node.IsLeaf) continue;
                if (node.RightCategories is null)
                {
                    numeric[node.Feature] = true;
                }
                else
                {
                    var needed = Math.Min(node.RightCategories[^1], int.MaxValue - 1) + 1;
                    codes[node.Feature] = Math.Max(codes[node.Feature], needed);
                    inSets += needed;
                }
                Require(inSets <= MostInSets, Invariant($"gradient_booster.model.trees[{tree}]"), Invariant($"category codes that add up to over {MostInSets}"));
                Require(codes[node.Feature] == 0 || !numeric[node.Feature], Invariant($"gradient_booster.model.trees[{tree}]"),
                    Invariant($"column {node.Feature} is split as categories and as numbers"));
            }
        }
        return codes;
    }

    private static string[]? Stored(XgboostLearner learner, int column)
    {
        if (learner.Attributes?.TryGetValue(Invariant($"{Attribute}{column}"), out var list) is not true) return null;
        var categories = Array.ConvertAll(list!.Split(','), Uri.UnescapeDataString);
        Require(categories.Distinct(StringComparer.Ordinal).Count() == categories.Length, Invariant($"attributes['{Attribute}{column}']"), "a category is given twice");
        return categories;
    }

    private static void Require(bool holds, string field, string otherwise)
    {
        if (!holds) throw new InvalidModelException($"learner.{field}: {otherwise}.");
    }
}
