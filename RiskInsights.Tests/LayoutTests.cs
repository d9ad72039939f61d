using System.Text.RegularExpressions;

namespace RiskInsights.Tests;

/// <summary>The arrows of docs/architecture.md: who may name whom. A forbidden name fails here, with file and line.</summary>
public sealed partial class LayoutTests
{
    private static readonly Dictionary<string, string[]> Arrows = new(StringComparer.Ordinal)
    {
        ["MachineLearning"] = [],
        ["Warehouse"] = [],
        ["Synthetic"] = [],
        ["Privacy"] = ["Warehouse"],
        ["Ingestion"] = ["Warehouse", "Privacy"],
        ["ModelRegistry"] = ["Warehouse", "MachineLearning"],
        ["Modelling"] = ["MachineLearning", "Warehouse", "ModelRegistry"],
        ["Insights"] = ["MachineLearning", "Warehouse", "ModelRegistry", "Modelling"],
        ["Exports"] = ["Insights", "Modelling", "Warehouse"],
        ["Tracking"] = ["ModelRegistry", "Warehouse"],
        ["Pipeline"] = ["MachineLearning", "Warehouse", "Synthetic", "Privacy", "Ingestion", "ModelRegistry", "Modelling", "Insights", "Exports"],
    };

    private static readonly string[] TopLevel =
    [
        "RiskInsights.Core", "RiskInsights.Dashboard", "RiskInsights.Tests", "RiskInsights.Benchmarks", "data", "docs",
        "Dockerfile", "compose.yaml", "RiskInsights.sln", "README.md", "CONTRIBUTING.md", "global.json", "Directory.Build.props", "Directory.Packages.props",
    ];

    [Fact]
    public void Core_EveryFolder_HasItsArrows()
    {
        var folders = Directory.GetDirectories(Repository.Path("RiskInsights.Core")).Select(Path.GetFileName).Except(["bin", "obj"]);
        Assert.Equal(Arrows.Keys.Order(StringComparer.Ordinal), folders.Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void Core_EveryFile_NamesOnlyWhatItsFolderMay()
    {
        var forbidden =
            from folder in Arrows.Keys
            from file in Sources($"RiskInsights.Core/{folder}")
            from line in File.ReadLines(file).Select((text, i) => (Text: text, Number: i + 1))
            from Match name in CoreName().Matches(line.Text)
            let target = name.Groups[1].Value
            where target != folder && !Arrows[folder].Contains(target)
            select $"{Relative(file)}:{line.Number} names {target}";
        Assert.Empty(forbidden);
    }

    [Fact]
    public void Insights_EveryQuestion_NamesNoOther()
    {
        var forbidden =
            from folder in Directory.GetDirectories(Repository.Path("RiskInsights.Core/Insights"))
            let own = Path.GetFileName(folder)
            from file in Sources($"RiskInsights.Core/Insights/{own}")
            from Match name in InsightName().Matches(File.ReadAllText(file))
            where name.Groups[1].Value != own
            select $"{Relative(file)} names Insights.{name.Groups[1].Value}";
        Assert.Empty(forbidden);
    }

    [Fact]
    public void Core_EveryFile_KnowsNothingOfTheDashboard() =>
        Assert.DoesNotContain(Sources("RiskInsights.Core"), f => File.ReadAllText(f).Contains("RiskInsights.Dashboard", StringComparison.Ordinal));

    [Fact]
    public void Pages_EveryOne_HoldsNoSql() =>
        Assert.DoesNotContain(
            Sources("RiskInsights.Dashboard/Components", "*.razor").Concat(Sources("RiskInsights.Dashboard/Components")),
            f => !f.Contains("DesignSheets", StringComparison.Ordinal) && SqlText().IsMatch(File.ReadAllText(f)));

    [Fact]
    public void Pages_EveryMarkup_StaysUnderOneHundredFiftyLines() =>
        Assert.DoesNotContain(Sources("RiskInsights.Dashboard/Components", "*.razor"), f => File.ReadLines(f).Count() > 150);

    [Fact]
    public void Names_NoFolderOrFile_SaysWhatKindOfClassItIs()
    {
        var vague = Sources(".").Where(f => VagueName().IsMatch(Relative(f)));
        Assert.Empty(vague);
    }

    // A field whose value is only set gets it back from the server while the next letters are typed, and loses them.
    [Fact]
    public void Fields_ThatHearEveryKey_AreBound() => Assert.DoesNotContain(
        Sources("RiskInsights.Dashboard/Components", "*.razor"),
        f => System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(f), @"<(input|textarea)\b[^<]*\bvalue=[^<]*@oninput"));

    [Fact]
    public void Root_TrackedFiles_AreExactlyTheTopLevel()
    {
        var found = Directory.GetFileSystemEntries(Repository.Root).Select(Path.GetFileName)
            .Where(n => !n!.StartsWith('.') && n is not ("TestResults" or "secrets"));
        Assert.Equal(TopLevel.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal)!);
    }

    [Fact]
    public void Namespaces_EveryFile_FollowItsFolder()
    {
        var wrong =
            from project in new[] { "RiskInsights.Core", "RiskInsights.Dashboard", "RiskInsights.Tests", "RiskInsights.Benchmarks" }
            from file in Sources(project)
            let declared = NamespaceLine().Match(File.ReadAllText(file))
            where declared.Success
            let expected = Relative(Path.GetDirectoryName(file)!).Replace('/', '.')
            where declared.Groups[1].Value != expected
            select $"{Relative(file)}: {declared.Groups[1].Value}, expected {expected}";
        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Sources(string folder, string pattern = "*.cs") =>
        Directory.EnumerateFiles(Repository.Path(folder), pattern, SearchOption.AllDirectories)
            .Where(f => !Relative(f).Split('/').Any(part => part is "bin" or "obj" or "node_modules" || part.StartsWith('.')));

    private static string Relative(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');

    [GeneratedRegex(@"RiskInsights\.Core\.(\w+)")]
    private static partial Regex CoreName();

    [GeneratedRegex(@"RiskInsights\.Core\.Insights\.(\w+)")]
    private static partial Regex InsightName();

    [GeneratedRegex(@"\b(SELECT\s+[\w*]|INSERT\s+INTO|DELETE\s+FROM)\b", RegexOptions.None, 1000)]
    private static partial Regex SqlText();

    [GeneratedRegex(@"(Helper|Manager|Utils|Utilities)s?(/|\.cs$)")]
    private static partial Regex VagueName();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex NamespaceLine();
}
