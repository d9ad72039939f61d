using System.Diagnostics;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Insights.Transactions;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks.Readers;

/// <summary>What the pages ask of the warehouse, in the mix of a working day.</summary>
internal sealed class PageQuestions(ImportHost host, Period extent, int anomaliesVersion)
{
    private readonly PortfolioRepository _portfolio = host.Get<PortfolioRepository>();
    private readonly AnomalyRepository _anomalies = host.Get<AnomalyRepository>();
    private readonly TransactionRepository _transactions = host.Get<TransactionRepository>();

    /// <summary>Asks one question and returns its name with the milliseconds until the answer.</summary>
    public async Task<(string Question, double Milliseconds)> AskAsync(Random random)
    {
        var to = extent.To.AddDays(-random.Next(extent.Days / 2));
        var period = new Period(to.AddDays(-(random.Next(2) == 0 ? 29 : 91)), to);
        var clock = Stopwatch.StartNew();
        var question = random.Next(20) switch
        {
            // Often enough for the 95th percentile to lie among them, the slowest.
            < 2 => await NewBatchAsync(period),
            < 6 => await OverviewAsync(period),
            < 10 => await TopAccountsAsync(period),
            < 15 => await TransactionsAsync(period, random),
            _ => await AnomaliesAsync(random),
        };
        return (question, clock.Elapsed.TotalMilliseconds);
    }

    private static PortfolioFilter Filter(Period period) => new() { Period = period, Previous = period.Before() };

    // A repository that has read nothing yet is in the place of everybody's after a batch has landed.
    private async Task<string> NewBatchAsync(Period period)
    {
        await new PortfolioRepository(host.Get<WarehouseDatabase>()).OverviewAsync(Filter(period), Granularity.Week);
        return "overview after a new batch";
    }

    private async Task<string> OverviewAsync(Period period)
    {
        await _portfolio.OverviewAsync(Filter(period), Granularity.Week);
        return "overview";
    }

    private async Task<string> TopAccountsAsync(Period period)
    {
        await _portfolio.TopAccountsAsync(Filter(period), 0, 8);
        return "top accounts";
    }

    private async Task<string> TransactionsAsync(Period period, Random random)
    {
        var filter = new TransactionFilter { From = period.From, To = period.To };
        await _transactions.TotalsAsync(filter);
        await _transactions.PageAsync(filter, TransactionSort.Booked, descending: true, 50 * random.Next(4), 50);
        return "page of transactions";
    }

    private async Task<string> AnomaliesAsync(Random random)
    {
        var filter = new AnomalyFilter { From = extent.From, To = extent.To };
        var line = await _anomalies.ScoreAtAsync(anomaliesVersion, 0.01);
        await _anomalies.QueueAsync(anomaliesVersion, filter, line, AnomalySort.Score, 25 * random.Next(4), 25);
        return "list of anomalies";
    }
}
