using System.Globalization;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>The names by which runs are sorted and filtered: facts such as <c>status</c>, parameters and metrics.</summary>
public static class RunFields
{
    /// <summary>In front of a parameter's name, where a fact or a metric is called the same.</summary>
    public const string Parameter = "params.";

    /// <summary>In front of a metric's name, where a fact is called the same.</summary>
    public const string Metric = "metrics.";

    private static readonly Dictionary<string, Func<StoredRun, RunValue?>> Facts = new(StringComparer.Ordinal)
    {
        ["run"] = r => RunValue.Of(r.Number),
        ["model"] = r => RunValue.Of(r.ModelName),
        ["kind"] = r => RunValue.Of(r.Kind),
        ["status"] = r => RunValue.Of(r.Status),
        ["algorithm"] = r => RunValue.Of(r.Algorithm),
        ["version"] = r => r.Version is { } version ? RunValue.Of(version) : null,
        ["by"] = r => RunValue.Of(r.StartedBy),
        ["started"] = r => RunValue.Of(Moment(r.StartedAt)),
        ["finished"] = r => RunValue.Of(Moment(r.FinishedAt)),
        ["seconds"] = r => RunValue.Of((r.FinishedAt - r.StartedAt).TotalSeconds),
        ["data"] = r => RunValue.Of(r.DataFingerprint),
        ["code"] = r => RunValue.Of(r.CodeVersion),
        ["message"] = r => r.Message is { } message ? RunValue.Of(message) : null,
    };

    public static IReadOnlyCollection<string> FactNames => Facts.Keys;

    public static bool IsFact(string name) => Facts.ContainsKey(name);

    /// <summary>The value of a name: a fact, else a metric, else a parameter. Null where the run has none.</summary>
    public static RunValue? Of(StoredRun run, string name) =>
        name.StartsWith(Parameter, StringComparison.Ordinal) ? ParameterOf(run, name[Parameter.Length..])
        : name.StartsWith(Metric, StringComparison.Ordinal) ? MetricOf(run, name[Metric.Length..])
        : Facts.TryGetValue(name, out var fact) ? fact(run)
        : MetricOf(run, name) ?? ParameterOf(run, name);

    /// <summary>Orders values of one name: numbers by size, then texts; what is missing or not a number comes last either way.</summary>
    internal static int Compare(RunValue? a, RunValue? b, bool descending)
    {
        var (rankA, rankB) = (Rank(a), Rank(b));
        if (rankA != rankB)
            return rankA.CompareTo(rankB);
        var order = rankA switch
        {
            0 => a!.Value.Number!.Value.CompareTo(b!.Value.Number!.Value),
            1 => string.CompareOrdinal(a!.Value.Text, b!.Value.Text),
            _ => 0,
        };
        return descending ? -order : order;
    }

    private static int Rank(RunValue? value) => value switch
    {
        null => 2,
        { Number: { } number } => double.IsNaN(number) ? 2 : 0,
        _ => 1,
    };

    private static RunValue? ParameterOf(StoredRun run, string name) => run.Parameters.TryGetValue(name, out var value) ? value : null;

    private static RunValue? MetricOf(StoredRun run, string name) => run.Metrics.TryGetValue(name, out var value) ? RunValue.Of(value) : null;

    private static string Moment(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
