using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;

namespace RiskInsights.Dashboard.State;

/// <summary>Every address of the dashboard is built here. Addresses are relative to the root and invariant.</summary>
public static class DashboardUrls
{
    public const string Design = "/design";

    /// <summary>The bytes of the anomaly scatter.</summary>
    public const string AnomalyFeed = "/feeds/anomalies";

    /// <summary>The queue of the anomaly page as a file.</summary>
    public const string AnomalyCsv = "/downloads/anomalies.csv";

    public static string Overview(DashboardFilter? filter = null) => At("/", filter);

    /// <summary>The rows behind a figure.</summary>
    public static string Transactions(DashboardFilter? filter = null) => At("/transactions", filter);

    /// <summary>The rows of one account; an account and a client can be asked for together.</summary>
    public static string TransactionsOfAccount(string accountId, DashboardFilter? filter = null) => WithParameter(Transactions(filter), "account", accountId);

    /// <summary>The rows of one client, by pseudonym.</summary>
    public static string TransactionsOfClient(string clientId, DashboardFilter? filter = null) => WithParameter(Transactions(filter), "client", clientId);

    /// <summary>Every row that the page at <paramref name="url"/> lists, as CSV.</summary>
    public static string TransactionsCsv(string url)
    {
        var csv = At("/downloads/transactions.csv", DashboardFilter.Parse(url));
        return WithParameter(WithParameter(csv, "account", Parameter(url, "account")), "client", Parameter(url, "client"));
    }

    public static string DefaultRisk(DashboardFilter? filter = null) => At("/default-risk", filter);

    public static string Anomalies(DashboardFilter? filter = null) => At("/anomalies", filter);

    public static string Data(DashboardFilter? filter = null) => At("/data", filter);

    /// <summary>The data-quality report of one load.</summary>
    public static string Batch(long batchId, DashboardFilter? filter = null) => WithParameter(Data(filter), "batch", Number(batchId));

    /// <summary>The rows that one load turned away, as CSV.</summary>
    public static string QuarantineCsv(long batchId) => $"/downloads/quarantine/{Number(batchId)}.csv";

    public static string Exports(DashboardFilter? filter = null) => At("/exports", filter);

    /// <summary>The newest file of an exported table.</summary>
    public static string ExportCsv(string table) => $"/downloads/exports/{Uri.EscapeDataString(table)}.csv";

    public static string Pipeline(DashboardFilter? filter = null) => At("/pipeline", filter);

    /// <summary>One run of the pipeline with its report.</summary>
    public static string Run(long runId, DashboardFilter? filter = null) => WithParameter(Pipeline(filter), "run", Number(runId));

    /// <summary>A report as it was written.</summary>
    public static string ReportJson(long reportId) => $"/downloads/reports/{Number(reportId)}.json";

    /// <summary>Every account of a view as CSV.</summary>
    public static string AccountsCsv(DashboardFilter filter) => At("/downloads/accounts.csv", filter);

    /// <summary>Every client that a version gives at least a probability, as CSV.</summary>
    public static string RiskiestCsv(int version, DateOnly asOf, double atLeast) =>
        string.Create(CultureInfo.InvariantCulture, $"/downloads/riskiest.csv?version={version}&asOf={asOf:yyyy-MM-dd}&atLeast={atLeast:0.####}");

    /// <summary>The same page with another filter; the page's own parameters stay.</summary>
    public static string WithFilter(string url, DashboardFilter filter)
    {
        var (path, query) = Split(url);
        var own = query.Where(p => !DashboardFilter.Parameters.Contains(p.Key, StringComparer.Ordinal));
        var address = QueryHelpers.AddQueryString(path, own);
        var filtered = filter.ToQuery();
        return filtered.Length == 0 ? address : address + (address.Contains('?', StringComparison.Ordinal) ? '&' : '?') + filtered;
    }

    /// <summary>The same page with one of its own parameters set, or removed when <paramref name="value"/> is null or empty.</summary>
    public static string WithParameter(string url, string name, string? value)
    {
        var filter = DashboardFilter.Parse(url);
        var (path, query) = Split(url);
        var own = query.Where(p => !string.Equals(p.Key, name, StringComparison.Ordinal) && !DashboardFilter.Parameters.Contains(p.Key, StringComparer.Ordinal)).ToList();
        if (!string.IsNullOrEmpty(value)) own.Add(new(name, value));
        return WithFilter(QueryHelpers.AddQueryString(path, own), filter);
    }

    /// <summary>One parameter of a page; null when it is absent.</summary>
    public static string? Parameter(string url, string name) =>
        Split(url).Query.Where(p => string.Equals(p.Key, name, StringComparison.Ordinal)).Select(p => p.Value).FirstOrDefault();

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string At(string path, DashboardFilter? filter) => filter is null ? path : WithFilter(path, filter);

    private static (string Path, IEnumerable<KeyValuePair<string, string?>> Query) Split(string url)
    {
        // Absolute addresses lose their host: a link stays on this dashboard whatever name it is reached by.
        var relative = Uri.TryCreate(url, UriKind.Absolute, out var absolute) && absolute.Scheme.StartsWith("http", StringComparison.Ordinal) ? absolute.PathAndQuery : url;
        var mark = relative.IndexOf('?', StringComparison.Ordinal);
        return mark < 0
            ? (relative, [])
            : (relative[..mark], QueryHelpers.ParseQuery(relative[mark..]).SelectMany(p => p.Value, (p, v) => new KeyValuePair<string, string?>(p.Key, v)));
    }
}
