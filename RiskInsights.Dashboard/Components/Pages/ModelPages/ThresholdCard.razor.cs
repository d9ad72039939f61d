using Microsoft.AspNetCore.Components;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Dashboard.Components.Charts;

namespace RiskInsights.Dashboard.Components.Pages.ModelPages;

/// <summary>The threshold: what it refuses and what it costs, at once while the slider moves, in the URL when it is let go.</summary>
public sealed partial class ThresholdCard
{
    private const int ChartHeight = 190;
    private (ModelReport, DecisionCosts, double?)? _given;
    private (ModelReport, DecisionCosts, double)? _drawn;
    private ChartSpec? _spec;
    private bool _asTable;

    [Parameter, EditorRequired] public ModelReport Report { get; set; } = null!;

    [Parameter, EditorRequired] public DecisionCosts Costs { get; set; } = null!;

    /// <summary>The threshold of the URL, 0 to 1; null for the cheapest.</summary>
    [Parameter] public double? Wanted { get; set; }

    /// <summary>ISO 4217.</summary>
    [Parameter, EditorRequired] public string Currency { get; set; } = "";

    /// <summary>A threshold was settled on.</summary>
    [Parameter] public EventCallback<double> OnThreshold { get; set; }

    [Parameter] public EventCallback<DecisionCosts> OnCosts { get; set; }

    private ThresholdChoice Choice { get; set; } = null!;

    private int Taken => Choice.Chosen.Counts.TruePositives + Choice.Chosen.Counts.FalsePositives;

    private double Highest => Choice.Steps[^1].Threshold;

    private string Unit
    {
        get
        {
            var (prefix, suffix) = Format.MoneyAffixes(Currency);
            return (prefix + suffix).Trim();
        }
    }

    private string Distance => Choice.IsCheapest ? T["Threshold.IsCheapest"] : T["Threshold.Extra", Money(Choice.Extra)];

    protected override void OnParametersSet()
    {
        if (_given == (Report, Costs, Wanted))
            return;
        _given = (Report, Costs, Wanted);
        Try(Wanted);
    }

    private void Try(double threshold) => Try((double?)threshold);

    private void Try(double? threshold)
    {
        Choice = ThresholdChoice.Of(Report.Evaluation, Costs, threshold);
        if (_drawn == (Report, Costs, Choice.Chosen.Threshold))
            return;
        _drawn = (Report, Costs, Choice.Chosen.Threshold);
        _spec = CostChart.Of(Choice, Currency, T, Format);
    }

    private string Money(decimal amount) => Format.MoneyShort(amount, Currency);
}
