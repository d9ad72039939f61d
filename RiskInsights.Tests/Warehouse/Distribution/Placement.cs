using System.Text.RegularExpressions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>Where a table lies in a cluster.</summary>
public enum Place
{
    /// <summary>By client, over all nodes.</summary>
    Distributed,

    /// <summary>Whole on every node.</summary>
    Reference,

    /// <summary>Whole on the coordinator.</summary>
    Local,
}

/// <summary>The list in <c>Schema/postgres/distribute.sql</c>: the one place that says where each table lies.</summary>
public static partial class Placement
{
    public static string Sql { get; } = Migrations.DistributeOrNull("postgres")!;

    /// <summary>In the order of the list, as often as a table stands in it.</summary>
    public static IReadOnlyList<(string Table, Place Place)> List { get; } =
        [.. Line().Matches(Sql).Select(m => (m.Groups["table"].Value, Enum.Parse<Place>(m.Groups["place"].Value, ignoreCase: true)))];

    [GeneratedRegex(@"^\s*\(\d+, '(?<table>\w+)', '(?<place>\w+)'\)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Line();
}
