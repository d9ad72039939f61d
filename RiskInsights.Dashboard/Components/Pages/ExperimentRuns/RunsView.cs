using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Dashboard.Endpoints;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Components.Pages.ExperimentRuns;

/// <summary>What the experiments page shows, as its address says: nothing else decides it.</summary>
public sealed record RunsView(string Url)
{
    private const int FirstMetrics = 4;
    private const int FirstParameters = 3;

    private static readonly string[] Facts = ["model", "started", "by", "status", "version", "algorithm"];

    // Where a run has these, they say most about it.
    private static readonly string[] Preferred = ["auc", "average_precision", "ks", "brier"];

    /// <summary>Model, status and kind.</summary>
    public RunFilter Choices => RunViews.ChoicesOf(Url);

    public string? Query => DashboardUrls.Parameter(Url, "q");

    public RunOrder Order => RunViews.OrderOf(Url);

    public IReadOnlyList<long> Selected => RunViews.NumbersOf(Url, "selected");

    /// <summary>Searches whose trials are unfolded.</summary>
    public IReadOnlySet<long> Open => RunViews.NumbersOf(Url, "open").ToHashSet();

    public bool IsFiltered => Choices != RunFilter.Everything || !string.IsNullOrEmpty(Query);

    /// <summary>What decides which runs there are: the order, the columns and the selection do not.</summary>
    public string ListKey => DashboardUrls.WithParameter(DashboardUrls.RunsCsv(Url), "sort", null);

    public string Csv => DashboardUrls.RunsCsv(Url);

    /// <summary>The page without any filter; the selection stays.</summary>
    public string Unfiltered => new[] { "model", "status", "kind", "q" }.Aggregate(Url, (url, parameter) => DashboardUrls.WithParameter(url, parameter, null));

    /// <summary>The names of the columns that are shown: those in the address, or the facts with the parameters and metrics that say most.</summary>
    public IReadOnlySet<string> ColumnsOf(RunList list)
    {
        if (DashboardUrls.Parameter(Url, "columns") is { Length: > 0 } chosen)
            return chosen.Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
        var preferred = Preferred.Where(m => list.MetricNames.Contains(m, StringComparer.Ordinal)).ToList();
        return Facts
            .Concat(list.VaryingParameters.Take(FirstParameters).Select(p => RunFields.Parameter + p))
            .Concat((preferred.Count > 0 ? preferred : list.MetricNames.Take(FirstMetrics)).Select(m => RunFields.Metric + m))
            .Append("mlflow")
            .ToHashSet(StringComparer.Ordinal);
    }

    public string With(string parameter, string? value) => DashboardUrls.WithParameter(Url, parameter, value);

    public string WithSelected(IReadOnlyCollection<long> selected) => With("selected", RunViews.TextOf(selected));

    /// <summary>Unfolds the trials of a search, or folds them again.</summary>
    public string Toggled(long search)
    {
        var open = RunViews.NumbersOf(Url, "open");
        return With("open", RunViews.TextOf(open.Contains(search) ? [.. open.Where(n => n != search)] : [.. open, search]));
    }
}
