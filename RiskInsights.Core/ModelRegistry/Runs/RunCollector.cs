using RiskInsights.Core.ModelRegistry.Runs.Queries;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>Takes all runs in, one by one, and keeps those that are wanted.</summary>
internal sealed class RunCollector(RunFilter filter, RunOrder order)
{
    private readonly List<StoredRun> _kept = [];
    private readonly SortedSet<string> _models = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, (RunValue First, bool Varies)> _parameters = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _metrics = new(StringComparer.Ordinal);
    private int _total;

    public void Add(StoredRun run)
    {
        _total++;
        _models.Add(run.ModelName);
        foreach (var (name, value) in run.Parameters)
            _parameters[name] = _parameters.TryGetValue(name, out var known) ? (known.First, known.Varies || known.First != value) : (value, false);
        _metrics.UnionWith(run.Metrics.Keys);
        if (filter.Matches(run))
            _kept.Add(run);
    }

    /// <exception cref="RunQueryException">The filter names what no run has.</exception>
    public RunList ToList()
    {
        RequireNames();
        var values = _kept.ToDictionary(r => r.Number, r => RunFields.Of(r, order.Name));
        _kept.Sort((a, b) => RunFields.Compare(values[a.Number], values[b.Number], order.Descending) is var compared && compared != 0
            ? compared
            : b.Number.CompareTo(a.Number));
        return new RunList
        {
            Runs = _kept,
            Total = _total,
            Models = [.. _models],
            ParameterNames = [.. _parameters.Keys],
            VaryingParameters = [.. _parameters.Where(p => p.Value.Varies).Select(p => p.Key)],
            MetricNames = [.. _metrics],
        };
    }

    private void RequireNames()
    {
        if (_total > 0 && filter.Query?.Names.FirstOrDefault(n => !IsKnown(n.Name)) is { } unknown)
            throw new RunQueryException(RunQueryError.UnknownName, unknown.Position, unknown.Name);
    }

    private bool IsKnown(string name) =>
        name.StartsWith(RunFields.Parameter, StringComparison.Ordinal) ? _parameters.ContainsKey(name[RunFields.Parameter.Length..])
        : name.StartsWith(RunFields.Metric, StringComparison.Ordinal) ? _metrics.Contains(name[RunFields.Metric.Length..])
        : RunFields.IsFact(name) || _metrics.Contains(name) || _parameters.ContainsKey(name);
}
