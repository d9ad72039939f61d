namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>Runs side by side, against the first of them.</summary>
public sealed record RunComparison
{
    /// <summary>At least one.</summary>
    public required IReadOnlyList<StoredRun> Runs { get; init; }

    /// <summary>Every metric that one of them has, from A.</summary>
    public required IReadOnlyList<ComparedMetric> Metrics { get; init; }

    /// <summary>Every parameter that one of them has, from A.</summary>
    public required IReadOnlyList<ComparedParameter> Parameters { get; init; }

    /// <summary>All learned from the same rows and labels; if not, part of a difference comes from the data.</summary>
    public bool IsSameData => Runs.All(r => r.DataFingerprint.Length > 0 && string.Equals(r.DataFingerprint, Runs[0].DataFingerprint, StringComparison.Ordinal));

    public static RunComparison Of(IReadOnlyList<StoredRun> runs) => new()
    {
        Runs = runs,
        Metrics = [.. Names(runs, r => r.Metrics.Keys).Select(name => new ComparedMetric(name, [.. runs.Select(r => r.Metrics.TryGetValue(name, out var value) ? value : (double?)null)]))],
        Parameters = [.. Names(runs, r => r.Parameters.Keys).Select(name => new ComparedParameter(name, [.. runs.Select(r => r.Parameters.TryGetValue(name, out var value) ? value : (RunValue?)null)]))],
    };

    private static IEnumerable<string> Names(IReadOnlyList<StoredRun> runs, Func<StoredRun, IEnumerable<string>> names) =>
        runs.SelectMany(names).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
}

/// <param name="Values">One for each run; null where it has none.</param>
public sealed record ComparedMetric(string Name, IReadOnlyList<double?> Values)
{
    /// <summary>A run's value less the first run's; null where one of them is missing or not finite.</summary>
    public double? Difference(int run) =>
        Values[run] is { } value && Values[0] is { } first && double.IsFinite(value) && double.IsFinite(first) ? value - first : null;
}

/// <param name="Values">One for each run; null where it has none.</param>
public sealed record ComparedParameter(string Name, IReadOnlyList<RunValue?> Values)
{
    /// <summary>Not all of them are the same: 0.1 and 0.10 are, and a missing value is not the same as any.</summary>
    public bool Differs => Values.Skip(1).Any(v => !IsSame(v, Values[0]));

    private static bool IsSame(RunValue? a, RunValue? b) => (a, b) switch
    {
        (null, null) => true,
        ({ Number: { } x }, { Number: { } y }) => x.Equals(y),
        ({ } x, { } y) => string.Equals(x.Text, y.Text, StringComparison.Ordinal),
        _ => false,
    };
}
