using Microsoft.Extensions.Localization;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Dashboard.Components.Pages.ModelPages;
using RiskInsights.Dashboard.Formatting;
using RiskInsights.Dashboard.Resources;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>Puts a model's inputs and their values into the analyst's words.</summary>
public sealed class FeatureWords(IStringLocalizer<Texts> texts, Formats format, string currency)
{
    public string Name(string feature) => texts["Feature." + feature];

    /// <summary>"3 missed payments in 90 days".</summary>
    public string Fact(Reason reason) => ReasonWords.Of(reason, currency, texts, format);

    public string Value(string unit, double value) => ReasonWords.Value(unit, value, currency, format);

    /// <summary>"most clients: none", or the median where most clients have no value in common; null where nothing is known.</summary>
    public string? Usual(InputRange? range, string unit) => range is null
        ? null
        : texts[range.MedianShare > 0.5 ? "Why.MostClients" : "Why.MiddleClient", range.Median == 0 && !string.Equals(unit, FeatureUnit.Trend, StringComparison.Ordinal) ? texts["Why.None"].Value : Value(unit, range.Median)].Value;

    /// <summary>"Missed payments, 90 days: 2 → 1".</summary>
    public string Change(ChangeableInput input, double to) => texts["Changes.Change", Name(input.Feature), Value(input.Unit, input.Today), Value(input.Unit, to)];

    /// <summary>How a field shows and reads a value: shares and ratios in percent, trends as a change in percent.</summary>
    public FieldScale Field(string unit)
    {
        var (prefix, suffix) = format.MoneyAffixes(currency);
        return unit switch
        {
            FeatureUnit.Share or FeatureUnit.Ratio => new FieldScale(100, 0, "%"),
            FeatureUnit.Trend => new FieldScale(100, 1, "%"),
            FeatureUnit.Money => new FieldScale(1, 0, (prefix + suffix).Trim()),
            _ => new FieldScale(1, 0, null),
        };
    }
}

/// <param name="Factor">Shown for one of the value.</param>
/// <param name="Origin">The value that is shown as 0.</param>
/// <param name="Unit">Null where the name says it.</param>
public readonly record struct FieldScale(double Factor, double Origin, string? Unit)
{
    public decimal Shown(double value) => (decimal)((value - Origin) * Factor);

    public double Read(decimal shown) => ((double)shown / Factor) + Origin;
}
