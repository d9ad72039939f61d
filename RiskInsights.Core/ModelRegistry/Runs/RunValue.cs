using System.Globalization;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>A parameter, a metric or a fact of a run, to be compared and sorted by.</summary>
/// <param name="Text">Invariant, with all digits.</param>
/// <param name="Number">Null where the value is no number.</param>
public readonly record struct RunValue(string Text, double? Number)
{
    public static RunValue Of(string text) => new(text, null);

    public static RunValue Of(double number) => new(number.ToString("R", CultureInfo.InvariantCulture), number);
}
