using System.Globalization;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Dashboard.Formatting;

namespace RiskInsights.Dashboard.Components.Pages.ExperimentRuns;

/// <summary>Writes metrics and parameters of which nothing is known but their names: the smaller, the more decimals.</summary>
internal sealed class RunFigures(Formats format)
{
    private const int MostDecimals = 12;

    public string Metric(double? value) => value is { } v ? format.Number(v, DecimalsOf(v)) : Formats.Unknown;

    /// <summary>A difference with as many decimals as the value has that it is of.</summary>
    public string Change(double? difference, double value) =>
        difference is { } d ? format.NumberChange((decimal)d, DecimalsOf(value)) : "";

    /// <summary>A number in the analyst's language with its own decimals; a text as it is.</summary>
    public string Parameter(RunValue? value) => value switch
    {
        null => Formats.Unknown,
        { Number: { } number, Text: var text } when IsPlain(text) => format.Number(number, DecimalsOf(text)),
        { Text: var text } => text,
    };

    /// <summary>All digits, for hover and focus.</summary>
    public static string Exact(double? value) => value is { } v ? RunValue.Of(v).Text : Formats.Unknown;

    private static int DecimalsOf(double value) => Math.Abs(value) switch
    {
        var size when double.IsInteger(value) && size < 1e15 => 0,
        >= 1000 => 0,
        >= 100 => 1,
        >= 10 => 2,
        >= 1 => 3,
        >= 0.001 => 4,
        _ => 6,
    };

    private static int DecimalsOf(string text) => text.IndexOf('.', StringComparison.Ordinal) is var point and >= 0 ? text.Length - point - 1 : 0;

    private static bool IsPlain(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) && DecimalsOf(text) <= MostDecimals;
}
