using RiskInsights.Core.ModelRegistry.Runs.Queries;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>Which runs are wanted; null stands for any.</summary>
public sealed record RunFilter
{
    public static readonly RunFilter Everything = new();

    public string? Model { get; init; }

    /// <inheritdoc cref="RunStatus"/>
    public string? Status { get; init; }

    /// <inheritdoc cref="RunKind"/>
    public string? Kind { get; init; }

    public RunQuery? Query { get; init; }

    public bool Matches(StoredRun run) =>
        Matches(Model, run.ModelName) && Matches(Status, run.Status) && Matches(Kind, run.Kind) && (Query is null || Query.Matches(run));

    private static bool Matches(string? wanted, string value) => wanted is null || string.Equals(wanted, value, StringComparison.Ordinal);
}

/// <summary>How a list is sorted.</summary>
/// <param name="Name">One of <see cref="RunFields"/>.</param>
public sealed record RunOrder(string Name, bool Descending)
{
    /// <summary>The latest first.</summary>
    public static readonly RunOrder Newest = new("run", Descending: true);
}
