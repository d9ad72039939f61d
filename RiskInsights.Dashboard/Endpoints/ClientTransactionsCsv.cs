using System.Globalization;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Clients;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary><c>/downloads/clients/CL-…/transactions.csv</c>: a client's transactions under the filters of the page, all of them.</summary>
internal static class ClientTransactionsCsv
{
    public static void MapClientTransactions(this WebApplication app) => app.MapGet("/downloads/clients/{clientId}/transactions.csv", RowsAsync);

    private static async Task<IResult> RowsAsync(
        string clientId, HttpRequest request, ClientRepository clients, ClientActivityRepository activities, AnomalyRepository anomalies, PortfolioRepository portfolio, CancellationToken cancellation)
    {
        if (await portfolio.ExtentAsync(cancellation) is not { } extent || await clients.ProfileAsync(clientId, cancellation) is not { } profile)
            return Results.Problem($"There is no client {clientId}.", statusCode: StatusCodes.Status404NotFound);
        var url = request.QueryString.Value;
        var period = ClientViews.PeriodOf(DashboardFilter.Parse(url), extent);
        var line = await ClientViews.LineAsync(anomalies, cancellation);
        var activity = await activities.ReadAsync(profile, period.From, period.To, line, int.MaxValue, cancellation);
        return Downloads.Streamed($"transactions_{clientId}.csv", (stream, _) => Write(ClientViews.TransactionsOf(url).Of(activity), stream));
    }

    private static Task Write(IEnumerable<ClientTransaction> transactions, Stream stream)
    {
        using var table = CsvTable.To(stream);
        table.Header(["transaction_id", "booked_at", "account_id", "type", "channel", "counterparty_country", "merchant_category", "amount_cents", "balance_after_cents", "anomaly_score", "verdict"]);
        foreach (var (row, verdict) in transactions)
        {
            table.Row(
                row.TransactionId.ToString(CultureInfo.InvariantCulture), CsvTable.Moment(row.BookedAt), row.AccountId, row.Type, row.Channel, row.CounterpartyCountry, row.MerchantCategory ?? "",
                CsvTable.Money(row.AmountCents), CsvTable.Money(row.BalanceAfterCents), row.Score?.ToString("R", CultureInfo.InvariantCulture) ?? "", verdict ?? "");
        }

        return Task.CompletedTask;
    }
}
