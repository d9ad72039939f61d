using System.Globalization;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Default;

namespace RiskInsights.Dashboard.State;

/// <summary>
/// Where a client's page was reached from. It lives in the URL of that page: <c>back</c> is the list's own address, <c>at</c>
/// the client's place in it from 1, and the rest is what the list needs to find the one before and the one after.
/// Anything unreadable counts as absent.
/// </summary>
public sealed record ClientPlace
{
    private static readonly string[] Parameters = ["back", "at", "sort", "model", "version", "asOf", "atLeast"];

    /// <summary>Address of the list, relative to the root.</summary>
    public required string List { get; init; }

    /// <summary>From 1; null where the list is in no order that the client has a place in.</summary>
    public int? At { get; init; }

    /// <summary>The order of the client list, and whether it descends.</summary>
    public (ClientSort By, bool Descending)? Sort { get; init; }

    /// <summary>The model of <see cref="Scores"/>.</summary>
    public string Model { get; init; } = DefaultRecipe.Name;

    /// <summary>The scores that the riskiest clients are listed by.</summary>
    public (int Version, DateOnly AsOf, double AtLeast)? Scores { get; init; }

    /// <summary>Reached from a list that has only a way back.</summary>
    public static ClientPlace Back(string list) => new() { List = Relative(list) };

    /// <summary>Reached from the list of clients.</summary>
    public static ClientPlace AmongClients(string list, int at, ClientSort by, bool descending) =>
        new() { List = Relative(list), At = at, Sort = (by, descending) };

    /// <summary>Reached from the riskiest clients; the place is the rank.</summary>
    public static ClientPlace AmongRiskiest(string list, string model, int rank, int version, DateOnly asOf, double atLeast) =>
        new() { List = Relative(list), At = rank, Model = model, Scores = (version, asOf, atLeast) };

    /// <summary>The place that an address names; null for none, and for a list outside of this dashboard.</summary>
    public static ClientPlace? Of(string url)
    {
        string? Value(string name) => DashboardUrls.Parameter(url, name);
        if (Value("back") is not { } list || list.Length == 0 || list[0] != '/' || list.StartsWith("//", StringComparison.Ordinal) || list.Contains('\\', StringComparison.Ordinal))
            return null;
        return new()
        {
            List = list,
            At = int.TryParse(Value("at"), NumberStyles.None, CultureInfo.InvariantCulture, out var at) && at > 0 ? at : null,
            Sort = SortOf(Value("sort")),
            Model = string.Equals(Value("model"), ChurnRecipe.Name, StringComparison.Ordinal) ? ChurnRecipe.Name : DefaultRecipe.Name,
            Scores = int.TryParse(Value("version"), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
                && DateOnly.TryParseExact(Value("asOf"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var asOf)
                && double.TryParse(Value("atLeast"), NumberStyles.Float, CultureInfo.InvariantCulture, out var atLeast) && double.IsFinite(atLeast)
                    ? (version, asOf, atLeast)
                    : null,
        };
    }

    /// <summary>An order as it stands in an address: <c>risk</c>, <c>joined-up</c>; null for none.</summary>
    public static (ClientSort By, bool Descending)? SortOf(string? text)
    {
        const string Up = "-up";
        var descending = text?.EndsWith(Up, StringComparison.Ordinal) != true;
        return Enum.TryParse<ClientSort>(descending ? text : text![..^Up.Length], ignoreCase: true, out var by) && Enum.IsDefined(by) ? (by, descending) : null;
    }

    public static string TextOf(ClientSort by, bool descending) => by.ToString().ToLowerInvariant() + (descending ? "" : "-up");

    /// <summary>The address without a place.</summary>
    public static string TakeFrom(string url) => Parameters.Aggregate(url, (address, name) => DashboardUrls.WithParameter(address, name, null));

    /// <summary>The address with this place in it.</summary>
    public string AddTo(string url)
    {
        url = DashboardUrls.WithParameter(TakeFrom(url), "back", List);
        url = DashboardUrls.WithParameter(url, "at", At?.ToString(CultureInfo.InvariantCulture));
        if (Sort is var (by, descending))
            url = DashboardUrls.WithParameter(url, "sort", TextOf(by, descending));
        if (Scores is not var (version, asOf, atLeast))
            return url;
        url = DashboardUrls.WithParameter(url, "model", Model);
        url = DashboardUrls.WithParameter(url, "version", version.ToString(CultureInfo.InvariantCulture));
        url = DashboardUrls.WithParameter(url, "asOf", asOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        return DashboardUrls.WithParameter(url, "atLeast", atLeast.ToString("R", CultureInfo.InvariantCulture));
    }

    // A list names its own address with or without its host; without anything before, it is the overview.
    private static string Relative(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal) ? absolute.PathAndQuery : url;
}
