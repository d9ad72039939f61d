using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Synthetic.Behaviour;
using RiskInsights.Tests.Components;

namespace RiskInsights.Tests.Resources;

public sealed partial class TextsTests
{
    private static readonly string Folder = Path.Combine(RepositoryFolder.Dashboard, "Resources");

    private static IEnumerable<string> English =>
        Directory.EnumerateFiles(Folder, "*.resx").Select(f => Path.GetFileName(f)).Where(f => !f.EndsWith(".fr.resx", StringComparison.Ordinal));

    public static TheoryData<string> Files => [.. English];

    private static Dictionary<string, string> Read(string file) =>
        XDocument.Load(Path.Combine(Folder, file)).Root!.Elements("data").ToDictionary(d => (string)d.Attribute("name")!, d => (string)d.Element("value")!, StringComparer.Ordinal);

    [Theory]
    [MemberData(nameof(Files))]
    public void French_OfEachText_StandsBesideTheEnglish(string file)
    {
        var (english, french) = (Read(file), Read(file.Replace(".resx", ".fr.resx", StringComparison.Ordinal)));
        Assert.NotEmpty(english);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), french.Keys.Order(StringComparer.Ordinal));
        Assert.All(english.Concat(french), text => Assert.False(string.IsNullOrWhiteSpace(text.Value), text.Key));
        Assert.All(english, text => Assert.Equal(Places(text.Value), Places(french[text.Key])));
    }

    [Fact]
    public void Keys_UsedBySources_AllHaveATextAndNoTextIsUnused()
    {
        var known = English.SelectMany(f => Read(f).Keys).ToHashSet(StringComparer.Ordinal);
        var sources = RepositoryFolder.Sources(".razor", ".cs").Select(File.ReadAllText).ToList();
        var used = sources.SelectMany(s => Used().Matches(s)).Select(m => m.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(used, k => !k.EndsWith('.') && !known.Contains(k));

        // A key that is put together at run time ends its literal with a point: "Band." + band.
        var families = used.Where(k => k.EndsWith('.')).ToList();
        var quoted = sources.SelectMany(s => Quoted().Matches(s)).Select(m => m.Groups["key"].Value).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(known, k => !quoted.Contains(Shared(k)) && !families.Exists(f => k.StartsWith(f, StringComparison.Ordinal)) && !Codes().IsMatch(k));
    }

    /// <summary>A category without a text is shown as its code: right for a bank's own, a slip for those of the demo bank.</summary>
    [Fact]
    public void Categories_OfTheDemoBank_HaveATextEach()
    {
        var known = English.SelectMany(f => Read(f).Keys).ToHashSet(StringComparer.Ordinal);
        Assert.All(MerchantCategories.Codes.Select(Encoding.ASCII.GetString).Where(c => c.Length > 0), code => Assert.Contains("Category." + code, known));
    }

    /// <summary>The text that all models share, of one that says another thing for churn.</summary>
    private static string Shared(string key) => key.EndsWith("." + ChurnRecipe.Name, StringComparison.Ordinal) ? key[..^(ChurnRecipe.Name.Length + 1)] : key;

    private static IEnumerable<string> Places(string text) => Place().Matches(text).Select(m => m.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"\{\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Place();

    [GeneratedRegex(@"\b(T|texts)\[""(?<key>[A-Z][A-Za-z]*\.[A-Za-z0-9_.]*)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Used();

    [GeneratedRegex(@"""(?<key>[A-Z][A-Za-z]*\.[A-Za-z0-9_.]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quoted();

    // Codes of the data, looked up by Labels.
    [GeneratedRegex(@"^[A-Z][A-Za-z]*\.([a-z0-9_]+|[A-Z]{2})$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Codes();
}
