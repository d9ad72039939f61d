using System.Globalization;
using RiskInsights.Core.Modelling.Explanation;

namespace RiskInsights.Dashboard.Components.Pages.ClientFile;

/// <summary>What an analyst tries, by input, as it stands in an address: <c>fees:12,balance:3000</c>. What is unreadable counts as absent.</summary>
public sealed class TriedValues
{
    private readonly SortedDictionary<string, double> _values;

    private TriedValues(SortedDictionary<string, double> values) => _values = values;

    public static TriedValues None { get; } = new(new(StringComparer.Ordinal));

    public bool IsEmpty => _values.Count == 0;

    public static TriedValues Parse(string? text)
    {
        var values = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var pair in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (pair.Split(':') is [var name, var number] && double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
                values[name] = value;
        }

        return new TriedValues(values);
    }

    /// <summary>The same with another value of one input; today's value takes it back.</summary>
    /// <param name="exactly">False where the value comes from a slider, which may have no step at today's: less than half a step from it counts as today's.</param>
    public TriedValues With(ChangeableInput input, double value, bool exactly = false)
    {
        var values = new SortedDictionary<string, double>(_values, StringComparer.Ordinal);
        if (exactly ? value == input.Today : Math.Abs(value - input.Today) < input.Step / 2)
            values.Remove(input.Feature);
        else
            values[input.Feature] = input.Within(value);
        return new TriedValues(values);
    }

    /// <summary>The value to try; today's where none is.</summary>
    public double Of(ChangeableInput input) => _values.TryGetValue(input.Feature, out var value) ? input.Within(value) : input.Today;

    /// <summary>Whether another value than today's is tried.</summary>
    public bool Has(ChangeableInput input) => Of(input) != input.Today;

    /// <summary>What is tried of these inputs: another model may not know the others.</summary>
    public IReadOnlyDictionary<string, double> Among(IEnumerable<ChangeableInput> inputs) =>
        inputs.Where(Has).ToDictionary(i => i.Feature, Of, StringComparer.Ordinal);

    /// <summary>Null for nothing.</summary>
    public override string? ToString() =>
        IsEmpty ? null : string.Join(',', _values.Select(v => string.Create(CultureInfo.InvariantCulture, $"{v.Key}:{v.Value:R}")));
}
