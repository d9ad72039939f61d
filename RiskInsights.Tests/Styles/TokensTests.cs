using System.Globalization;
using System.Text.RegularExpressions;
using RiskInsights.Tests.Components;

namespace RiskInsights.Tests.Styles;

/// <summary>The contrast that WCAG 2.2 AA asks for, computed from the tokens themselves: 4.5 for text, 3 for marks.</summary>
public sealed partial class TokensTests
{
    private static readonly string Css = Path.Combine(RepositoryFolder.Dashboard, "wwwroot", "css");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Text_OnEverySurface_HasAContrastOf4_5(bool dark)
    {
        var tokens = Tokens(dark);
        foreach (var surface in new[] { "bg", "surface", "surface-2", "hover", "selected" })
        {
            foreach (var text in new[] { "text", "text-2", "text-3" }) AssertContrast(tokens, text, surface, 4.5);
        }
        foreach (var risk in new[] { "low", "medium", "high", "info" })
        {
            foreach (var surface in new[] { "surface", "bg", "hover", "selected", risk + "-soft" }) AssertContrast(tokens, risk + "-text", surface, 4.5);
        }
        foreach (var surface in new[] { "surface", "bg", "surface-2", "accent-soft", "selected" }) AssertContrast(tokens, "accent-text", surface, 4.5);
        AssertContrast(tokens, "on-accent", "accent", 4.5);
        AssertContrast(tokens, "on-accent", "accent-hover", 4.5);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Marks_OnTheCard_HaveAContrastOf3(bool dark)
    {
        var tokens = Tokens(dark);
        foreach (var mark in Enumerable.Range(1, 8).Select(i => "c" + i).Concat(["low", "medium", "high", "info", "field", "focus", "ref"])) AssertContrast(tokens, mark, "surface", 3);
    }

    [Fact]
    public void Variables_ReadByStyles_AllExist()
    {
        var sheets = Directory.EnumerateFiles(Css, "*.css").Select(File.ReadAllText).ToList();
        var defined = sheets.SelectMany(s => Definition().Matches(s)).Select(m => m.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
        var read = sheets.Concat(RepositoryFolder.Sources(".razor", ".js").Select(File.ReadAllText)).SelectMany(s => Reading().Matches(s)).Select(m => m.Groups["name"].Value);
        // --done and --key are set by components on the element itself.
        Assert.Empty(read.Where(name => !defined.Contains(name) && name is not ("done" or "key") && !name.EndsWith('-')).Distinct());
    }

    private static Dictionary<string, string> Tokens(bool dark)
    {
        var parts = File.ReadAllText(Path.Combine(Css, "tokens.css")).Split("[data-theme=\"dark\"]");
        Assert.Equal(2, parts.Length);
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in parts.Take(dark ? 2 : 1))
        {
            foreach (Match m in Colour().Matches(part)) tokens[m.Groups["name"].Value] = m.Groups["hex"].Value;
        }
        return tokens;
    }

    private static void AssertContrast(Dictionary<string, string> tokens, string text, string surface, double least)
    {
        var (a, b) = (Luminance(tokens[text]), Luminance(tokens[surface]));
        var contrast = (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
        Assert.True(contrast >= least, $"{text} on {surface}: {contrast:0.00}, wanted {least}");
    }

    // Relative luminance as in WCAG 2.2: https://www.w3.org/TR/WCAG22/#dfn-relative-luminance
    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var c = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
        }
        return (0.2126 * Channel(0)) + (0.7152 * Channel(2)) + (0.0722 * Channel(4));
    }

    [GeneratedRegex(@"--(?<name>[\w-]+):\s*#(?<hex>[0-9a-fA-F]{6})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Colour();

    [GeneratedRegex(@"--(?<name>[\w-]+)\s*:", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Definition();

    [GeneratedRegex(@"var\(--(?<name>[\w-]+)[),]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Reading();
}
