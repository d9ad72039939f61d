using System.Globalization;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.ModelRegistry.Runs.Queries;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>Reads the view of the experiments page out of a URL, for the page itself and for its CSV: both show the same.</summary>
public static class RunViews
{
    /// <summary>More selected runs than these do not fit into an address.</summary>
    public const int MostSelected = 100;

    /// <summary>The parameters <c>model</c>, <c>status</c> and <c>kind</c>, without the text filter.</summary>
    public static RunFilter ChoicesOf(string? url) => new()
    {
        Model = Given(url, "model"),
        Status = OneOf(RunStatus.All, Given(url, "status")),
        Kind = OneOf(RunKind.All, Given(url, "kind")),
    };

    /// <summary>All of it, with the parameter <c>q</c> as a filter in words.</summary>
    /// <exception cref="RunQueryException">It is none.</exception>
    public static RunFilter FilterOf(string? url) => ChoicesOf(url) with { Query = RunQuery.Parse(Given(url, "q")) };

    /// <summary>The parameter <c>sort</c>: a name, with a minus in front for the largest first. Newest first where there is none.</summary>
    public static RunOrder OrderOf(string? url) => Given(url, "sort") switch
    {
        null => RunOrder.Newest,
        ['-', .. { Length: > 0 } name] => new RunOrder(name, Descending: true),
        var name => new RunOrder(name, Descending: false),
    };

    /// <summary>The parameter <c>sort</c> for an order; null for the usual one.</summary>
    public static string? TextOf(RunOrder order) => order == RunOrder.Newest ? null : (order.Descending ? "-" : "") + order.Name;

    /// <summary>A parameter that holds run numbers separated by commas, in their order; what is no number counts as absent.</summary>
    public static IReadOnlyList<long> NumbersOf(string? url, string parameter) =>
        [.. (Given(url, parameter) ?? "")
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(number => number > 0)
            .Distinct()
            .Take(MostSelected)];

    /// <summary>The same as an address holds it; null for none.</summary>
    public static string? TextOf(IReadOnlyCollection<long> numbers) =>
        numbers.Count == 0 ? null : string.Join(',', numbers.Take(MostSelected).Select(n => n.ToString(CultureInfo.InvariantCulture)));

    private static string? Given(string? url, string parameter) =>
        DashboardUrls.Parameter(url ?? "", parameter) is { Length: > 0 } value ? value : null;

    private static string? OneOf(IReadOnlyList<string> known, string? value) => value is not null && known.Contains(value, StringComparer.Ordinal) ? value : null;
}
