using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Components.Controls;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>The features of a version, the most important first by whichever measure is chosen.</summary>
public sealed partial class ImportanceCard
{
    private const int Shown = 12;
    private const string Effect = "effect";
    private const string Permutation = "permutation";

    /// <summary>What stands for an algorithm's own view where it found several things.</summary>
    private static readonly string[] Findings = ["information_value", "gain", "coefficient"];

    private string _by = Effect;
    private bool _asTable;

    [Parameter, EditorRequired] public ModelReport Report { get; set; } = null!;

    /// <summary>What was chosen for one algorithm may be unknown to the next.</summary>
    private string Chosen => _by is Effect or Permutation || string.Equals(_by, Finding, StringComparison.Ordinal) ? _by : Effect;

    private string? Finding => Array.Find(Findings, f => Report.Evaluation.Effects.Any(e => e.Findings.ContainsKey(f)));

    private IReadOnlyList<SegmentOption<string>> Options =>
        [.. new[] { Effect, Permutation, Finding }.OfType<string>().Select(by => new SegmentOption<string>(by, T["Importance." + by], Title: T["Importance.Note." + by]))];

    private IEnumerable<FeatureEffect> Sorted => Report.Evaluation.Effects.OrderByDescending(e => Math.Abs(Value(e, Chosen) ?? 0));

    private IReadOnlyList<BarRow> Rows =>
        [.. Sorted.Take(Shown).Select(e => new BarRow(null, Name(e), Value(e, Chosen) ?? 0, Text(e, Chosen), Text(e, Chosen)))];

    private string? LeftOut => Report.Evaluation.LeftOut is { Count: > 0 } names ? string.Join(", ", names.Select(n => T["Feature." + n].Value)) : null;

    private static double? Value(FeatureEffect effect, string by) => by switch
    {
        Effect => effect.Importance,
        Permutation => effect.Permutation,
        _ => effect.Findings.TryGetValue(by, out var found) ? found : null,
    };

    private string Text(FeatureEffect effect, string by) => Format.Number(Value(effect, by), by switch
    {
        Permutation => 4,
        "gain" => 0,
        _ => 3,
    });

    private string Name(FeatureEffect effect) => T["Feature." + effect.Feature];
}
