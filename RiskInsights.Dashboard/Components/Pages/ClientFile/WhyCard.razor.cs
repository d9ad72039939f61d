using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Why a client has its score: a sentence, the steps from the average client, the codes for a letter, and how the score went.</summary>
public sealed partial class WhyCard
{
    /// <summary>Below, a tenth of a percentage point would hide every step.</summary>
    private const double SmallProbability = 0.02;

    private bool _asTable;

    [Parameter, EditorRequired] public ClientExplanation Explanation { get; set; } = null!;

    [Parameter, EditorRequired] public FeatureWords Words { get; set; } = null!;

    [Parameter, EditorRequired] public ClientScoring History { get; set; } = null!;

    /// <summary>Chooses another model, where more than one scored the client.</summary>
    [Parameter] public RenderFragment? Switch { get; set; }

    private ScoredClient Score => Explanation.Score;

    private int Decimals => Score.Probability < SmallProbability ? 2 : 1;

    private IReadOnlyList<string> Codes => Explanation.ReasonCodes;

    private IEnumerable<Reason> Told => Explanation.Walk.Steps.Select(s => s.Reason).OfType<Reason>();

    /// <summary>The two that count most.</summary>
    private string? Raising => Listed(Told.Where(r => r.Contribution > 0).Take(2));

    private string? Lowering => Listed(Told.Where(r => r.Contribution < 0).Take(2));

    private string Times => (Score.Probability / Score.Mean) switch
    {
        var times when !double.IsFinite(times) => "",
        >= 1.5 and var times => T["Why.Times", Format.Number(times, times < 10 ? 1 : 0), Share(Score.Mean)],
        <= 0.67 and var times => T["Why.Part", Format.Percent(times, 0), Share(Score.Mean)],
        _ => T["Why.Near", Share(Score.Mean)],
    };

    private string ModelText => T["Why.ModelOf", T["Why.Model." + Score.Recipe.Name], Score.Model.Version, Format.Date(Score.AsOf)];

    private SourceInfo Source => new(T["Why.Meaning"], ClientScores.OfClientSql)
    {
        Exact = Format.Percent(Score.Probability, 4),
        Model = ModelText,
        Data = T["Why.RankOf", Format.Number(Score.Rank), Format.Number(Score.Clients)],
    };

    private string Share(double probability) => Format.Percent(probability, Decimals);

    private string? Listed(IEnumerable<Reason> reasons) => reasons.Select(Words.Fact).ToList() is { Count: > 0 } facts ? string.Join("; ", facts) : null;
}
