using System.Globalization;
using RiskInsights.Core.Insights.Anomalies;

namespace RiskInsights.Tests.Insights.Anomalies;

/// <summary>Hands transactions to the features one after the other, and names their inputs.</summary>
internal sealed class Client
{
    private readonly AnomalyFeatures _features = new();
    private long _id;

    /// <summary>The features of one more transaction, by name, and how many times its usual amount it is.</summary>
    public (Dictionary<string, double> Inputs, double TimesUsual) Books(
        string at, decimal amount, int client = 1, string type = "card_payment", string channel = "pos", string country = "FR",
        string category = "groceries", decimal? balanceAfter = null)
    {
        var moment = DateTime.Parse(at, CultureInfo.InvariantCulture);
        var row = new float[AnomalyFeature.All.Count];
        var times = _features.Fill(
            new TransactionRecord(
                ++_id, client, (moment.Year * 10000) + (moment.Month * 100) + moment.Day, moment.Ticks / TimeSpan.TicksPerMinute,
                (long)(amount * 100), type, channel, country, category, (long?)(balanceAfter * 100)),
            row);
        return (AnomalyFeature.All.Select((f, i) => (f.Name, Value: (double)row[i])).ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal), times);
    }

    /// <summary>One transaction a day at noon, from 1 January 2024 on.</summary>
    public void BooksDaily(int days, decimal amount, int client = 1)
    {
        for (var day = 0; day < days; day++)
            Books(new DateTime(2024, 1, 1, 12, 0, 0).AddDays(day).ToString("s", CultureInfo.InvariantCulture), amount, client);
    }
}
