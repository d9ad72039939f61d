using System.Text;
using System.Text.Json.Nodes;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

/// <summary>Every rule of a file, broken once: refused, with the place.</summary>
public sealed class XgboostRefusalTests
{
    private const string Tree = "learner.gradient_booster.model.trees[0]";

    /// <summary>Tree 0 of the small model has 5 nodes: 0 → 1, 2 and 2 → 3, 4, the second split categorical.</summary>
    [Theory]
    [InlineData("left_children", "[2,-1,3,-1,-1]", "right_children[0] is a node that another split leads to")]
    [InlineData("left_children", "[0,-1,3,-1,-1]", "left_children[0] is not the index of a later node")]
    [InlineData("left_children", "[1,-1,1,-1,-1]", "left_children[2] is not the index of a later node")]
    [InlineData("left_children", "[5,-1,3,-1,-1]", "left_children[0] is not the index of a later node")]
    [InlineData("left_children", "[-7,-1,3,-1,-1]", "left_children[0] is not the index of a later node")]
    [InlineData("left_children", "[-1,-1,3,-1,-1]", "right_children[0] is the child of a node without a left one")]
    [InlineData("left_children", "[1,-1,3,-1]", "left_children has 4 nodes; tree_param.num_nodes says 5")]
    [InlineData("right_children", "[2,-1,2147483647,-1,-1]", "right_children[2] is not the index of a later node")]
    [InlineData("right_children", "[2,-1,-1,-1,-1]", "right_children[2] is not the index of a later node")]
    [InlineData("right_children", "[2,-1,4,-1,-1,-1]", "right_children has 6 entries for 5 nodes")]
    [InlineData("parents", "[2147483647,0,1,2,2]", "parents[2] is not the node whose split leads here")]
    [InlineData("parents", "[]", "parents has 0 entries for 5 nodes")]
    [InlineData("split_indices", "[3,0,1,0,0]", "split_indices[0] is not the index of one of the 3 columns")]
    [InlineData("split_indices", "[-1,0,1,0,0]", "split_indices[0] is not the index of one of the 3 columns")]
    [InlineData("split_indices", "[0,2147483647,1,0,0]", "left_children[0] is a removed node")]
    [InlineData("split_conditions", "[NaN,0.5,0.0,2.0,-1.0]", "split_conditions[0] is not a finite number")]
    [InlineData("split_conditions", "[-Infinity,0.5,0.0,2.0,-1.0]", "split_conditions[0] is not a finite number")]
    [InlineData("split_conditions", "[1e39,0.5,0.0,2.0,-1.0]", "split_conditions[0] is not a finite number")]
    [InlineData("split_conditions", "[1.0,NaN,0.0,2.0,-1.0]", "split_conditions[1] is not a finite number")]
    [InlineData("split_conditions", "[1.0,0.5,0.0,2.0]", "split_conditions has 4 entries for 5 nodes")]
    [InlineData("base_weights", "[Infinity,0.5,0.0,2.0,-1.0]", "base_weights[0] is not a finite number")]
    [InlineData("base_weights", "[]", "base_weights has 0 entries for 5 nodes")]
    [InlineData("loss_changes", "[NaN,0.5,0.0,2.0,-1.0]", "loss_changes[0] is not a finite number")]
    [InlineData("sum_hessian", "[10.0,4.0,6.0,2.0,-4.0]", "sum_hessian[4] is not a finite number of at least 0")]
    [InlineData("sum_hessian", "[10.0,4.0,NaN,2.0,4.0]", "sum_hessian[2] is not a finite number of at least 0")]
    [InlineData("default_left", "[1]", "default_left has 1 entries for 5 nodes")]
    [InlineData("split_type", "[0,0,1]", "split_type has 3 entries for 5 nodes")]
    [InlineData("split_type", "[1,0,1,0,0]", "split_type[0] is categorical without categories")]
    [InlineData("split_type", "[0,0,0,0,0]", "categories_nodes[0] is not a categorical split, or is given twice")]
    [InlineData("categories", "[0]", "categories_sizes[0] is out of range")]
    [InlineData("categories", "[0,0]", "categories[1] or one before is given twice")]
    [InlineData("categories", "[-1,0]", "categories[1] or one before is not a category's code")]
    [InlineData("categories", "[0,2,3]", "categories has codes of no node")]
    [InlineData("categories_nodes", "[5]", "categories_nodes[0] is not a categorical split, or is given twice")]
    [InlineData("categories_nodes", "[-1]", "categories_nodes[0] is not a categorical split, or is given twice")]
    [InlineData("categories_nodes", "[2,2]", "categories_segments has not one entry for each of categories_nodes")]
    [InlineData("categories_segments", "[1]", "categories_segments[0] does not follow the segment before")]
    [InlineData("categories_sizes", "[0]", "categories_sizes[0] is out of range")]
    [InlineData("categories_sizes", "[2147483647]", "categories_sizes[0] is out of range")]
    [InlineData("tree_param", """{"num_nodes":"5","num_deleted":"1"}""", "tree_param.num_deleted is not the number of removed nodes")]
    [InlineData("tree_param", """{"num_nodes":"5","size_leaf_vector":"2"}""", "tree_param.size_leaf_vector says that a leaf has several outputs")]
    public void Read_BrokenTree_NamesArrayAndNode(string field, string value, string message)
    {
        var tree = JsonNode.Parse(XgboostFormat.Write(SmallModel.Create()))!["learner"]!["gradient_booster"]!["model"]!["trees"]![0]!;
        var json = XgboostFormat.Write(SmallModel.Create());
        var before = $"\"{field}\":{Raw(json, field)}";
        Assert.Contains(before, json, StringComparison.Ordinal);
        Assert.NotNull(tree[field]);
        var at = json.IndexOf(before, StringComparison.Ordinal);
        Assert.Equal($"{Tree}.{message}.", Refusal($"{json[..at]}\"{field}\":{value}{json[(at + before.Length)..]}"));
    }

    [Theory]
    [InlineData("learner_model_param", """{"base_score":"0","num_feature":"3"}""", "learner.learner_model_param.base_score is not a probability between 0 and 1.")]
    [InlineData("learner_model_param", """{"base_score":"NaN","num_feature":"3"}""", "learner.learner_model_param.base_score is not a probability between 0 and 1.")]
    [InlineData("learner_model_param", """{"base_score":"1e-42","num_feature":"3"}""", "learner.learner_model_param.base_score is not a probability between 0 and 1.")]
    [InlineData("learner_model_param", """{"base_score":"0.5","num_feature":"0"}""", "learner.learner_model_param.num_feature: 0 columns; from 1 to 100000 are read.")]
    [InlineData("learner_model_param", """{"base_score":"0.5","num_feature":"2000000000"}""", "learner.learner_model_param.num_feature: 2000000000 columns; from 1 to 100000 are read.")]
    [InlineData("learner_model_param", """{"base_score":"0.5","num_feature":"4"}""", "learner.feature_names: not one for each of 4 columns.")]
    [InlineData("learner_model_param", """{"base_score":"0.5","num_feature":"3","num_target":"2"}""", "learner.learner_model_param.num_target: the model has several outputs; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("learner_model_param", """{"base_score":"0.5","num_feature":"3","num_class":"3"}""", "learner.objective: 'binary:logistic' is a multi-class model; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("objective", """{"name":"multi:softprob"}""", "learner.objective: 'multi:softprob' is a multi-class model; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("objective", """{"name":"reg:squarederror"}""", "learner.objective.name: the objective is 'reg:squarederror'; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("gradient_booster", """{"name":"gblinear","model":{"weights":[1.0]}}""", "learner.gradient_booster.name: the booster is 'gblinear'; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("gradient_booster", """{"name":"dart","gbtree":{},"weight_drop":[1.0]}""", "learner.gradient_booster.name: the booster is 'dart'; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("gradient_booster", """{"name":"gbtree","weight_drop":[1.0],"model":{}}""", "learner.gradient_booster.weight_drop: the booster is 'dart', whose trees have weights; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("gradient_booster", """{"name":"gbtree","model":{"weight_drop":[1.0]}}""", "learner.gradient_booster.model.weight_drop: the booster is 'dart', whose trees have weights; only trees (gbtree) for a 0/1 label (binary:logistic) are read.")]
    [InlineData("feature_names", """["a"]""", "learner.feature_names: not one for each of 3 columns.")]
    [InlineData("feature_names", """["a","b","a"]""", "learner.feature_names[2]: empty or given twice.")]
    [InlineData("feature_names", """["a","b"," "]""", "learner.feature_names[2]: empty or given twice.")]
    [InlineData("feature_types", """["float"]""", "learner.feature_types: not one for each of 3 columns.")]
    [InlineData("feature_types", """["float","float","float"]""", "learner.gradient_booster.model.trees[0]: column 1 is split as categories and as numbers.")]
    [InlineData("feature_types", """["c","c","float"]""", "learner.gradient_booster.model.trees[0]: column 0 is split as categories and as numbers.")]
    [InlineData("attributes", """{"riskinsights.categories.1":"a,b"}""", "learner.attributes['riskinsights.categories.1']: fewer categories than the trees split on.")]
    [InlineData("attributes", """{"riskinsights.categories.1":"a,b,a,c"}""", "learner.attributes['riskinsights.categories.1']: a category is given twice.")]
    public void Read_BrokenLearner_NamesTheField(string field, string value, string message)
    {
        var root = Small();
        root["learner"]![field] = JsonNode.Parse(value);
        Assert.Equal(message, Refusal(root.ToJsonString()));
    }

    [Theory]
    [InlineData("tree_info", "[0,1]", "learner.gradient_booster.model.tree_info has not the entry 0 for each tree.")]
    [InlineData("tree_info", "[0]", "learner.gradient_booster.model.tree_info has not the entry 0 for each tree.")]
    [InlineData("gbtree_model_param", """{"num_trees":"3"}""", "learner.gradient_booster.model.trees has 2 trees; num_trees says 3.")]
    [InlineData("gbtree_model_param", """{"num_trees":"2","size_leaf_vector":"3"}""", "learner.gradient_booster.model.gbtree_model_param.size_leaf_vector says that a leaf has several outputs.")]
    [InlineData("trees", "[null,null]", "learner.gradient_booster.model.trees[0] is null.")]
    public void Read_BrokenForest_NamesTheField(string field, string value, string message)
    {
        var root = Small();
        root["learner"]!["gradient_booster"]!["model"]![field] = JsonNode.Parse(value);
        Assert.Equal(message, Refusal(root.ToJsonString()));
    }

    /// <summary>A foreign file may name a category code that would need a list of millions.</summary>
    [Fact]
    public void Read_HighCategoryCode_IsRefused()
    {
        var json = XgboostFormat.Write(SmallModel.Create()).Replace("\"categories\":[0,2]", "\"categories\":[0,2147483647]", StringComparison.Ordinal);
        var root = JsonNode.Parse(json)!;
        root["learner"]!.AsObject().Remove("attributes");
        Assert.Equal("learner.gradient_booster.model.trees[0]: category codes that add up to over 100000000.", Refusal(root.ToJsonString()));
        Assert.Equal("learner.feature_types[1]: category codes above 1000000.", Refusal(root.ToJsonString().Replace("2147483647]", "1000001]", StringComparison.Ordinal)));
    }

    /// <summary>One small tree asks for a set of a million codes; a thousand of them would fill the memory.</summary>
    [Fact]
    public void Read_HighCategoryCodeInManyTrees_IsRefused()
    {
        var tree = new BoostedTree([new(1, 2, 1, float.NaN, true, 0, 1, 5, [999_999]), new(-1, -1, -1, float.NaN, false, 1, 0, 2), new(-1, -1, -1, float.NaN, false, 2, 0, 3)]);
        var root = JsonNode.Parse(XgboostFormat.Write(new GradientBoostingModel(SmallModel.Columns, 0.5f, [tree])))!;
        var forest = root["learner"]!["gradient_booster"]!["model"]!;
        var one = forest["trees"]![0]!;
        forest["trees"] = new JsonArray([.. Enumerable.Repeat(0, 101).Select(_ => one.DeepClone())]);
        forest["tree_info"] = new JsonArray([.. Enumerable.Repeat(0, 101).Select(_ => JsonValue.Create(0))]);
        forest["gbtree_model_param"]!["num_trees"] = "101";
        Assert.Equal("learner.gradient_booster.model.trees[100]: category codes that add up to over 100000000.", Refusal(root.ToJsonString()));
    }

    [Theory]
    [InlineData("", "at its start")]
    [InlineData("null", "holds null")]
    [InlineData("{}", "at its start")]
    [InlineData("[{\"nodeid\":0}]", "as dump_model writes it")]
    [InlineData("{L\0\0\0\0", "binary XGBoost model")]
    [InlineData("{\"learner\":3}", "at learner (line 1")]
    public void Read_OtherText_IsRefused(string json, string message) => Assert.Contains(message, Refusal(json), StringComparison.Ordinal);

    [Fact]
    public void Read_RepeatedOrDeepOrBrokenText_IsRefusedWithThePlace()
    {
        var json = XgboostFormat.Write(SmallModel.Create());
        Assert.Contains("learner.attributes", Refusal(json.Replace("\"attributes\":", "\"attributes\":{},\"attributes\":", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("learner.gradient_booster.model.trees[0].id", Refusal(json.Replace("\"id\":0,", "\"id\":0,\"id\":0,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("learner.gradient_booster.model.trees[1].parents[0]", Refusal(json.Replace("\"parents\":[2147483647,0,0,2,2],\"split_type\":[0,0,0,", "\"parents\":[99999999999,0,0,2,2],\"split_type\":[0,0,0,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("default_left", Refusal(json.Replace("\"default_left\":[1,", "\"default_left\":[2,", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(json + "{}"));
        Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(new string('[', 1_000_000)));
        Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(string.Concat(Enumerable.Repeat("{\"learner\":", 1_000_000))));
        Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(json.Replace("\"version\"", "\"x\":" + new string('[', 50) + new string(']', 50) + ",\"version\"", StringComparison.Ordinal)));
        var bytes = Encoding.UTF8.GetBytes(json);
        bytes[Array.IndexOf(bytes, (byte)0xC3)] = 0xFF;
        Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(bytes));
    }

    [Fact]
    public void Read_VeryDeepTree_IsRefused()
    {
        SameModel.Require(Chain(1024), XgboostFormat.Read(XgboostFormat.Write(Chain(1024))));
        Assert.Equal($"{Tree}.left_children[2048] leads deeper than 1024 splits.", Refusal(XgboostFormat.Write(Chain(1025))));

        static GradientBoostingModel Chain(int splits) => new(SmallModel.Columns, 0.5f, [new BoostedTree([.. Enumerable.Range(0, (2 * splits) + 1).Select(i =>
            i % 2 == 0 && i < 2 * splits ? new TreeNode(i + 1, i + 2, 0, i, true, 0, 1, 5) : new TreeNode(-1, -1, -1, float.NaN, false, i, 0, 5))])]);
    }

    [Fact]
    public void Read_HugeFile_IsRefusedUnread() => Assert.Contains("at most 268435456 are read",
        Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(new byte[XgboostFormat.MostBytes + 1])).Message, StringComparison.Ordinal);

    private static JsonNode Small() => JsonNode.Parse(XgboostFormat.Write(SmallModel.Create()))!;

    private static string Refusal(string json) => Assert.Throws<InvalidModelException>(() => XgboostFormat.Read(json)).Message;

    /// <summary>The value of a field as it stands in the text, which may hold NaN.</summary>
    private static string Raw(string json, string field)
    {
        var start = json.IndexOf($"\"{field}\":", StringComparison.Ordinal) + field.Length + 3;
        return json[start..(json.IndexOfAny([']', '}'], start) + 1)];
    }
}
