namespace RiskInsights.Core.Warehouse;

/// <summary>The one folder that everything the program writes goes into (<c>--data DIR</c>).</summary>
/// <param name="Root">Created when it is missing.</param>
public sealed record DataFolder(string Root)
{
    /// <summary>CSV files as they came in.</summary>
    public string Raw => Path.Combine(Root, "raw");

    /// <summary>The SQLite warehouse.</summary>
    public string Database => Path.Combine(Root, "processed", "risk_insights.db");

    /// <summary><c>latest/</c> and <c>history/</c> for Power BI.</summary>
    public string Exports => Path.Combine(Root, "exports");

    public string Reports => Path.Combine(Root, "reports");

    /// <summary>Secrets: the pseudonym key and the key ring of sign-ins. Git ignores them; a backup keeps them apart.</summary>
    public string Keys => Path.Combine(Root, "keys");

    /// <summary>
    /// A file elsewhere that holds the pseudonym key, for example a secret that all replicas mount; it is never written. Null
    /// (default): <c>keys/pseudonym.key</c>, made on first use.
    /// </summary>
    public string? MountedPseudonymKey { get; init; }
}
