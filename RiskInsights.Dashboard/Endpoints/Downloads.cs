using System.Globalization;
using System.Text;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>The files that pages offer: what is filtered, all of it, not only the page that is seen.</summary>
internal static class Downloads
{
    private const string Csv = "text/csv; charset=utf-8";

    public static void MapDownloads(this WebApplication app)
    {
        app.MapGet("/downloads/exports/{name}.csv", LatestAsync);
        app.MapGet("/downloads/quarantine/{batchId:long}.csv", QuarantineAsync);
        app.MapGet(DashboardUrls.AnomalyCsv, Anomalies);
        app.MapGet("/downloads/riskiest.csv", RiskiestAsync);
        app.MapGet("/downloads/accounts.csv", AccountsAsync);
        app.MapGet("/downloads/transactions.csv", TransactionsAsync);
        app.MapGet("/downloads/clients.csv", ClientsAsync);
        app.MapClientTransactions();
        app.MapRunsCsv();
        app.MapModels();
        app.MapFeaturesCsv();
        app.MapGet("/downloads/reports/{reportId:long}.json", ReportAsync);
    }

    /// <summary>
    /// Only names in the catalogue are looked up, so no path can be smuggled in. A file that another replica wrote into its own
    /// folder is written again, with the table as it is now.
    /// </summary>
    private static async Task<IResult> LatestAsync(string name, ExportService exports, CancellationToken cancellation) =>
        (await exports.LatestAsync(cancellation)).GetValueOrDefault(name) is not { } newest
            ? Results.Problem($"{name} was not exported yet.", statusCode: StatusCodes.Status404NotFound)
            : exports.PathOf(newest) is { } path
                ? Results.File(path, Csv, name + ".csv")
                : Streamed(name + ".csv", (stream, stop) => exports.WriteTableAsync(name, stream, stop));

    private static async Task<IResult> QuarantineAsync(long batchId, BatchRepository batches, CancellationToken cancellation) =>
        await batches.BatchOrNullAsync(batchId, cancellation) is null
            ? Results.Problem($"There is no batch {batchId.ToString(CultureInfo.InvariantCulture)}.", statusCode: StatusCodes.Status404NotFound)
            : Streamed($"quarantine_{batchId.ToString(CultureInfo.InvariantCulture)}.csv", (stream, stop) => batches.WriteQuarantineAsync(batchId, stream, stop));

    private static async Task<IResult> ReportAsync(long reportId, ReportStore reports, CancellationToken cancellation) =>
        await reports.FindAsync(reportId, cancellation) is { } report
            ? Results.File(Encoding.UTF8.GetBytes(report.Content), "application/json", report.FileName)
            : Results.Problem($"There is no report {reportId.ToString(CultureInfo.InvariantCulture)}.", statusCode: StatusCodes.Status404NotFound);

    private static IResult Anomalies(HttpRequest request, int version, double atLeast, AnomalyRepository anomalies, ExportService exports)
    {
        if (AnomalyViews.FilterOf(request.QueryString.Value) is not { } filter)
            return Results.Problem("The period is missing: from and to as yyyy-mm-dd.", statusCode: StatusCodes.Status400BadRequest);
        if (!double.IsFinite(atLeast))
            return NotANumber(nameof(atLeast));
        var selected = AnomalyViews.SelectedOf(request.QueryString.Value);
        var (sql, parameters) = selected.Count > 0 ? anomalies.SelectionQuery(version, selected) : anomalies.QueueQuery(version, filter, atLeast);
        return Streamed("anomalies.csv", (stream, stop) => exports.WriteAsync(sql, parameters, stream, stop));
    }

    private static IResult RiskiestAsync(string model, int version, string asOf, double atLeast, ModelRecipes recipes, ExportService exports)
    {
        if (!DateOnly.TryParseExact(asOf, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Results.Problem("asOf is no date: yyyy-mm-dd.", statusCode: StatusCodes.Status400BadRequest);
        if (!double.IsFinite(atLeast))
            return NotANumber(nameof(atLeast));
        if (recipes.Find(model) is not { } recipe)
            return Results.Problem($"There is no model {model}.", statusCode: StatusCodes.Status404NotFound);
        var (sql, parameters) = ClientScores.RiskiestQuery(recipe.Name, version, date, atLeast);
        return Streamed("riskiest_clients.csv", (stream, stop) => exports.WriteAsync(sql, parameters, stream, stop));
    }

    private static async Task<IResult> AccountsAsync(HttpRequest request, PortfolioRepository portfolio, CancellationToken cancellation)
    {
        if (await portfolio.ExtentAsync(cancellation) is not { } extent)
            return Results.Problem("There are no transactions.", statusCode: StatusCodes.Status404NotFound);
        var filter = PortfolioViews.Of(DashboardFilter.Parse(request.QueryString.Value), extent);
        return Streamed("accounts.csv", (stream, stop) => WriteAccountsAsync(portfolio, filter, stream, stop));
    }

    private static async Task<IResult> TransactionsAsync(HttpRequest request, PortfolioRepository portfolio, ExportService exports, CancellationToken cancellation)
    {
        if (await portfolio.ExtentAsync(cancellation) is not { } extent)
            return Results.Problem("There are no transactions.", statusCode: StatusCodes.Status404NotFound);
        var (sql, parameters) = TransactionRepository.AllQuery(TransactionViews.Of(request.QueryString.Value, extent));
        return Streamed("transactions.csv", (stream, stop) => exports.WriteAsync(sql, parameters, stream, stop));
    }

    private static async Task<IResult> ClientsAsync(HttpRequest request, ClientList clients, ExportService exports, CancellationToken cancellation)
    {
        var (by, descending) = ClientPlace.SortOf(request.Query["sort"]) ?? (ClientSort.Risk, true);
        var (sql, parameters) = await clients.AllQueryAsync(ClientViews.ListOf(request.QueryString.Value), by, descending, cancellation);
        return Streamed("clients.csv", (stream, stop) => exports.WriteAsync(sql, parameters, stream, stop));
    }

    private static async Task WriteAccountsAsync(PortfolioRepository portfolio, PortfolioFilter filter, Stream stream, CancellationToken stop)
    {
        const int Page = 5000;
        using var table = CsvTable.To(stream);
        table.Header(["account_id", "client_id", "account_type", "segment", "country", "volume_cents", "previous_volume_cents", "balance_cents"]);
        for (var offset = 0; ; offset += Page)
        {
            var (_, rows) = await portfolio.TopAccountsAsync(filter, offset, Page, stop);
            foreach (var row in rows)
            {
                table.Row(
                    row.Account.AccountId, row.Account.ClientId, row.Account.AccountType, row.Account.Segment, row.Account.Country,
                    CsvTable.Money(row.VolumeCents), CsvTable.Money(row.PreviousVolumeCents), CsvTable.Money(row.Account.BalanceCents));
            }

            if (rows.Count < Page)
                return;
        }
    }

    private static IResult NotANumber(string parameter) =>
        Results.Problem($"{parameter} is no finite number.", statusCode: StatusCodes.Status400BadRequest);

    /// <summary>The writer is synchronous and a response is not: the CSV goes through a file that is removed when it is sent.</summary>
    internal static IResult Streamed(string fileName, Func<Stream, CancellationToken, Task> write) => new CsvResult(fileName, write);

    private sealed class CsvResult(string fileName, Func<Stream, CancellationToken, Task> write) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            await using var buffer = new FileStream(
                Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
            await write(buffer, httpContext.RequestAborted);
            buffer.Position = 0;
            httpContext.Response.ContentType = Csv;
            httpContext.Response.ContentLength = buffer.Length;
            httpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{fileName}\"";
            await buffer.CopyToAsync(httpContext.Response.Body, httpContext.RequestAborted);
        }
    }
}
