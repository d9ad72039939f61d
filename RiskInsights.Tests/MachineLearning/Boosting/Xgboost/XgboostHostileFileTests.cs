using System.Text;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Boosting.Xgboost;
using RiskInsights.Core.MachineLearning.Explanation;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

public sealed class XgboostHostileFileTests
{
    private static readonly byte[][] Tokens = [.. new[]
    {
        "0", "1", "-1", "2", "5", "0.0", "1e39", "-0.5", "NaN", "Infinity", "2147483647", "-2147483648", "99999999999", "true", "null", "\"c\"", "\"\"",
        "[]", "{}", "[", "]", "{", "}", ",", ":", "\"", "\\", "\\u0000", "\\uD800", "[5E-1]", "\"id\":0,", "[[[[[[[[[[[[[[[[[[",
    }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>
    /// Thousands of damaged files: bytes changed, pieces cut out, doubled or replaced, numbers exchanged. What is read nevertheless is a
    /// model that scores and explains any row. A walk that did not end would exceed the time.
    /// </summary>
    [Theory(Timeout = 120_000)]
    [InlineData("small", 6000)]
    [InlineData("mixed", 500)]
    [InlineData("pruned", 500)]
    public async Task Read_DamagedFile_IsRefusedOrAModel(string name, int files)
    {
        var whole = Encoding.UTF8.GetBytes(name == "small" ? XgboostFormat.Write(SmallModel.Create()) : new StoredModel(name).Json);
        int read = 0, refused = 0;
        await Task.Run(() =>
        {
            for (var seed = 0; seed < files; seed++)
            {
                var random = new RandomStream(seed);
                var damaged = whole;
                for (var times = 1 + random.Next(3); times > 0; times--) damaged = Damage(damaged, ref random);
                try
                {
                    Use(damaged, ref random);
                    read++;
                }
                catch (InvalidModelException)
                {
                    refused++;
                }
            }
        });
        // Both happen: the damage neither destroys every file nor spares every one.
        Assert.True(read > files / 200 && refused > files / 4, $"{read} read, {refused} refused");
    }

    private static void Use(byte[] file, ref RandomStream random)
    {
        var model = XgboostFormat.Read(file);
        var contributions = new TreeContributions(model);
        var row = new float[model.Columns.Count];
        var ours = new double[row.Length];
        for (var i = 0; i < 5; i++)
        {
            for (var j = 0; j < row.Length; j++)
            {
                row[j] = random.Next(4) == 0 ? float.NaN
                    : model.Columns[j].IsCategorical ? random.Next(model.Columns[j].Categories.Count)
                    : (float)TestData.Normal(ref random) * 20;
            }
            contributions.Of(row, ours);
            var leaves = model.Trees.Sum(tree => (double)tree.Value(row));
            var size = model.Trees.Sum(tree => tree.Nodes.Max(node => Math.Abs((double)node.Value)));
            Assert.Equal(model.BaseLogit + leaves, contributions.BaseLogit + ours.Sum(), 1e-6 * (1 + size));
        }
    }

    private static byte[] Damage(byte[] file, ref RandomStream random)
    {
        var at = random.Next(file.Length);
        var length = Math.Min(random.Next(40), file.Length - at);
        switch (random.Next(6))
        {
            case 0:
                var flipped = file.ToArray();
                flipped[at] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return [.. file[..at], .. file[(at + length)..]];
            case 2:
                return [.. file[..(at + length)], .. file[at..]];
            case 3:
                return random.Next(10) == 0 ? file[..at] : [.. file[..at], .. Tokens[random.Next(Tokens.Length)], .. file[at..]];
            default:
                // A whole number or word replaced, so that the text often stays JSON.
                while (at > 0 && !Separates(file[at - 1])) at--;
                var end = at;
                while (end < file.Length && !Separates(file[end])) end++;
                return [.. file[..at], .. Tokens[random.Next(Tokens.Length)], .. file[end..]];
        }
    }

    private static bool Separates(byte character) => character is (byte)',' or (byte)'[' or (byte)']' or (byte)'{' or (byte)'}' or (byte)':' or (byte)'"';
}
