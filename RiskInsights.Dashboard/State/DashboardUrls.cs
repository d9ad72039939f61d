using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using RiskInsights.Core.Insights.Churn;

namespace RiskInsights.Dashboard.State;

/// <summary>Every address of the dashboard is built here. Addresses are relative to the root and invariant.</summary>
public static class DashboardUrls
{
    public const string Design = "/design";

    /// <summary>The bytes of the anomaly scatter.</summary>
    public const string AnomalyFeed = "/feeds/anomalies";

    /// <summary>The queue of the anomaly page as a file.</summary>
    public const string AnomalyCsv = "/downloads/anomalies.csv";

    /// <summary>What decides which runs are listed, and in which order.</summary>
    private static readonly string[] RunParameters = ["model", "status", "kind", "q", "sort"];

    public static string Overview(DashboardFilter? filter = null) => At("/", filter);

    /// <summary>The rows behind a figure.</summary>
    public static string Transactions(DashboardFilter? filter = null) => At("/transactions", filter);

    /// <summary>The rows of one account; an account and a client can be asked for together.</summary>
    public static string TransactionsOfAccount(string accountId, DashboardFilter? filter = null) => WithParameter(Transactions(filter), "account", accountId);

    /// <summary>Every row that the page at <paramref name="url"/> lists, as CSV.</summary>
    public static string TransactionsCsv(string url)
    {
        var csv = At("/downloads/transactions.csv", DashboardFilter.Parse(url));
        return WithParameter(WithParameter(csv, "account", Parameter(url, "account")), "client", Parameter(url, "client"));
    }

    public static string Clients(DashboardFilter? filter = null) => At("/clients", filter);

    /// <summary>The page of one client, by pseudonym.</summary>
    /// <param name="place">The list that names the client, and where it stands there; null where there is none to go back to.</param>
    public static string Client(string clientId, ClientPlace? place = null)
    {
        var page = $"/clients/{Uri.EscapeDataString(clientId)}";
        return place is null ? page : place.AddTo(page);
    }

    /// <summary>Every client that the page at <paramref name="url"/> lists, as CSV.</summary>
    public static string ClientsCsv(string url) => WithPath(url, "/downloads/clients.csv");

    /// <summary>Every transaction that the client's page at <paramref name="url"/> lists, as CSV.</summary>
    public static string ClientTransactionsCsv(string clientId, string url) =>
        WithPath(ClientPlace.TakeFrom(url), $"/downloads/clients/{Uri.EscapeDataString(clientId)}/transactions.csv");

    /// <summary>The address with another path; the parameters stay.</summary>
    public static string WithPath(string url, string path) => Split(url).Query.Any() ? QueryHelpers.AddQueryString(path, Split(url).Query) : path;

    public static string DefaultRisk(DashboardFilter? filter = null) => At("/default-risk", filter);

    public static string Churn(DashboardFilter? filter = null) => At("/churn", filter);

    /// <summary>The page of a model of clients.</summary>
    public static string Model(string recipe, DashboardFilter? filter = null) =>
        string.Equals(recipe, ChurnRecipe.Name, StringComparison.Ordinal) ? Churn(filter) : DefaultRisk(filter);

    /// <summary>A version of a model as it is stored.</summary>
    public static string ModelJson(string recipe, int version) => $"/downloads/models/{Uri.EscapeDataString(recipe)}/{Number(version)}.json";

    /// <summary>A scorecard as a query over a table of its inputs.</summary>
    public static string ModelSqlFile(string recipe, int version) => $"/downloads/models/{Uri.EscapeDataString(recipe)}/{Number(version)}.sql";

    public static string Anomalies(DashboardFilter? filter = null) => At("/anomalies", filter);

    /// <summary>Every training and every trial.</summary>
    public static string Experiments(DashboardFilter? filter = null) => At("/experiments", filter);

    /// <summary>The runs that are selected at <paramref name="url"/>, side by side; its filters stay, so that Back finds them.</summary>
    public static string ExperimentsCompared(string url) => AtPath(url, "/experiments/compare");

    /// <summary>One run alone; what is selected at <paramref name="url"/> stays selected.</summary>
    public static string Experiment(string url, long run) => WithParameter(ExperimentsCompared(url), "run", Number(run));

    /// <summary>The list that a comparison was made from, or the one that a run was opened from.</summary>
    public static string ExperimentsListed(string url) => WithParameter(WithParameter(AtPath(url, "/experiments"), "all", null), "run", null);

    /// <summary>Every run that the page at <paramref name="url"/> lists, as CSV.</summary>
    public static string RunsCsv(string url) =>
        RunParameters.Aggregate("/downloads/runs.csv", (csv, parameter) => WithParameter(csv, parameter, Parameter(url, parameter)));

    /// <summary>What the clients of the models look like.</summary>
    public static string Explore(DashboardFilter? filter = null) => At("/explore", filter);

    /// <summary>The same for one model.</summary>
    public static string ExploreModel(string recipe) => $"/explore/{Uri.EscapeDataString(recipe)}";

    /// <summary>Every feature of a model with what it alone tells, as CSV.</summary>
    public static string FeaturesCsv(string recipe) => $"/downloads/features/{Uri.EscapeDataString(recipe)}.csv";

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
    public static string RiskiestCsv(string model, int version, DateOnly asOf, double atLeast) =>
        string.Create(CultureInfo.InvariantCulture, $"/downloads/riskiest.csv?model={Uri.EscapeDataString(model)}&version={version}&asOf={asOf:yyyy-MM-dd}&atLeast={atLeast:0.####}");

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

    private static string AtPath(string url, string path) => QueryHelpers.AddQueryString(path, Split(url).Query);

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
