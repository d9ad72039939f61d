using System.Text.Json;
using System.Text.Json.Nodes;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

public sealed class XgboostFormatTests
{
    public static readonly TheoryData<string> Names = [.. StoredModel.Names];

    /// <summary>1e-6 is the promise; the log-odds are summed in XGBoost's order and width, and differ by its rounding of the start only.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Read_FileOfXgboost_PredictsAndExplainsTheSame(string name)
    {
        var stored = new StoredModel(name);
        stored.RequireSame(stored.Model());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Importance_FileOfXgboost_IsItsScore(string name)
    {
        var stored = new StoredModel(name);
        foreach (var (expected, column) in stored.Importance().Zip(SplitImportance.Of(stored.Model())))
        {
            double[] ours = [column.Splits, column.Gain, column.Cover, column.TotalGain, column.TotalCover];
            // XGBoost adds up in 32 bits.
            for (var k = 0; k < ours.Length; k++) Assert.Equal(expected[k], ours[k], 1e-4 * Math.Max(1, expected[k]));
        }
    }

    [Fact]
    public void Read_FileWithTypes_HasItsColumns()
    {
        var columns = new StoredModel("mixed").Model().Columns;
        Assert.Equal(["age", "région", "sector", "balance", "branch", "months since"], columns.Select(column => column.Name));
        Assert.Equal([false, true, true, false, true, false], columns.Select(column => column.IsCategorical));
        Assert.Equal(["0", "1", "2"], columns[1].Categories);
        Assert.Equal(["f0", "f1", "f2", "f3"], new StoredModel("pruned").Model().Columns.Select(column => column.Name));
    }

    [Fact]
    public void Read_ColumnsGiven_AreKeptOrRefused()
    {
        var stored = new StoredModel("mixed");
        FeatureColumn[] known = [.. stored.Model().Columns];
        known[1] = FeatureColumn.Categorical("région", "north", "south", "west", "far");
        Assert.Equal(known, XgboostFormat.Read(stored.Json, known).Columns);

        Assert.Contains("6 columns; 5 are expected", Refusal(known[..5]), StringComparison.Ordinal);
        Assert.Contains("'region' is expected", Refusal([known[0], FeatureColumn.Categorical("region", "a", "b", "c"), .. known[2..]]), StringComparison.Ordinal);
        Assert.Contains("'région' is of another kind", Refusal([known[0], FeatureColumn.Numeric("région"), .. known[2..]]), StringComparison.Ordinal);
        Assert.Contains("'région' is of another kind or has fewer", Refusal([known[0], FeatureColumn.Categorical("région", "a"), .. known[2..]]), StringComparison.Ordinal);

        string Refusal(FeatureColumn[] columns) => Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(stored.Json, columns)).Message;
    }

    [Fact]
    public void Write_SmallModel_IsReadBackTheSameWithItsCategories() =>
        SameModel.Require(SmallModel.Create(), XgboostFormat.Read(XgboostFormat.Write(SmallModel.Create())));

    [Theory]
    [MemberData(nameof(Names))]
    public void Write_FileOfXgboost_IsReadBackTheSame(string name)
    {
        var model = new StoredModel(name).Model();
        var json = XgboostFormat.Write(model);
        SameModel.Require(model, XgboostFormat.Read(json));
        Assert.Equal(json, XgboostFormat.Write(XgboostFormat.Read(json)));
    }

    /// <summary>What a reader with XGBoost's rules needs: all fields, fractions with a point, names as UTF-8, plain JSON.</summary>
    [Fact]
    public void Write_SmallModel_HasXgboostsLayout()
    {
        var json = XgboostFormat.Write(SmallModel.Create());
        Assert.Contains("région", json, StringComparison.Ordinal);
        Assert.Contains("\"split_conditions\":[10.0,0.5,0.0,2.0,-1.0]", json, StringComparison.Ordinal);
        var root = JsonNode.Parse(json)!;
        Assert.Equal("[1,7,4]", root["version"]!.ToJsonString());
        var learner = root["learner"]!;
        Assert.Equal(["attributes", "feature_names", "feature_types", "gradient_booster", "learner_model_param", "objective"], Keys(learner));
        Assert.Equal("""{"base_score":"0.2","num_feature":"3","num_class":"0","num_target":"1","boost_from_average":"1"}""", learner["learner_model_param"]!.ToJsonString());
        Assert.Equal("""["float","c","float"]""", learner["feature_types"]!.ToJsonString());
        Assert.Equal("""{"num_trees":"2","num_parallel_tree":"1","size_leaf_vector":"0"}""", learner["gradient_booster"]!["model"]!["gbtree_model_param"]!.ToJsonString());
        var tree = learner["gradient_booster"]!["model"]!["trees"]![0]!;
        Assert.Equal(
            ["base_weights", "categories", "categories_nodes", "categories_segments", "categories_sizes", "default_left", "id", "left_children", "loss_changes",
                "parents", "right_children", "split_conditions", "split_indices", "split_type", "sum_hessian", "tree_param"], Keys(tree));
        Assert.Equal("[2147483647,0,0,2,2]", tree["parents"]!.ToJsonString());
        Assert.Equal("[0,2] [2] [0] [2]", string.Join(' ', new[] { "categories", "categories_nodes", "categories_segments", "categories_sizes" }.Select(key => tree[key]!.ToJsonString())));

        static IEnumerable<string> Keys(JsonNode node) => node.AsObject().Select(property => property.Key).Order(StringComparer.Ordinal);
    }

    [Fact]
    public void Read_OtherVersionsLayouts_AreTheSameModel()
    {
        var expected = new StoredModel("parallel").Model();
        var root = JsonNode.Parse(XgboostFormat.Write(expected))!;
        var learner = root["learner"]!;
        // 3.1: one base score for each output; fields that 1.7 does not know.
        learner["learner_model_param"]!["base_score"] = "[5E-1]";
        var forest = learner["gradient_booster"]!["model"]!;
        forest["iteration_indptr"] = new JsonArray(0, 3);
        forest["cats"] = new JsonObject { ["enc"] = new JsonArray() };
        forest["gbtree_model_param"]!.AsObject().Remove("size_leaf_vector");
        root.AsObject().Remove("version");
        foreach (var tree in forest["trees"]!.AsArray())
        {
            tree!["tree_param"]!["size_leaf_vector"] = "1";
            // Before 1.6: truth values.
            tree["default_left"] = new JsonArray([.. tree["default_left"]!.AsArray().Select(flag => JsonValue.Create((int)flag! == 1))]);
        }
        SameModel.Require(expected, XgboostFormat.Read(root.ToJsonString()));
        SameModel.Require(expected, XgboostFormat.Read("\uFEFF" + XgboostFormat.Write(expected)));
    }

    [Fact]
    public void Document_ReadBack_IsTheSameBitForBit()
    {
        var model = SmallModel.Create();
        var json = GradientBoostingDocument.Write(model);
        SameModel.Require(model, GradientBoostingDocument.Read(json));
        Assert.Equal(json, GradientBoostingDocument.Write(GradientBoostingDocument.Read(json)));
        Assert.Equal(["format", "version", "sha256", "model"], JsonDocument.Parse(json).RootElement.EnumerateObject().Select(property => property.Name));
        foreach (var name in StoredModel.Names)
        {
            var stored = new StoredModel(name).Model();
            SameModel.Require(stored, GradientBoostingDocument.Read(GradientBoostingDocument.Write(stored)));
        }
    }

    [Fact]
    public void Document_CutOrAlteredAnywhere_IsRefused()
    {
        var json = GradientBoostingDocument.Write(SmallModel.Create());
        for (var at = 0; at < json.Length; at += 7)
        {
            var other = json[at] == '7' ? '8' : '7';
            Assert.Throws<InvalidModelException>(() => GradientBoostingDocument.Read(json[..at]));
            Assert.Throws<InvalidModelException>(() => GradientBoostingDocument.Read($"{json[..at]}{other}{json[(at + 1)..]}"));
        }
        Assert.Throws<InvalidModelException>(() => GradientBoostingDocument.Read(XgboostFormat.Write(SmallModel.Create())));
    }
}
