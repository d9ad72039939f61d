using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>The transactions to score, newest window, with their features.</summary>
internal sealed class AnomalySet
{
    /// <summary>More than the newest million transactions would tell an analyst nothing new and cost memory.</summary>
    public const int MostTransactions = 1_000_000;

    /// <summary>Days at the beginning that are not scored.</summary>
    public const int DaysToTeach = 30;

    /// <summary>A history of fewer days is scored from its first day on.</summary>
    private const int ShortestHistoryToTeach = 180;

    private const string DaysSql = """
        SELECT date_key, CAST(SUM(transaction_count) AS BIGINT) AS transaction_count
        FROM agg_daily
        GROUP BY date_key
        ORDER BY date_key DESC
        """;

    private const string TransactionsSql = """
        SELECT transaction_id, client_key, date_key, second_of_day, amount_cents, type, channel, counterparty_country,
               COALESCE(merchant_category, ''), balance_after_cents
        FROM fact_transactions
        WHERE date_key >= @from
        ORDER BY date_key, second_of_day, transaction_id
        """;

    private AnomalySet(FeatureMatrix features, long[] transactionIds, int[] clientKeys, int[] dateKeys, float[] timesUsual)
    {
        (Features, TransactionIds, ClientKeys, DateKeys, TimesUsual) = (features, transactionIds, clientKeys, dateKeys, timesUsual);
    }

    public FeatureMatrix Features { get; }

    public long[] TransactionIds { get; }

    public int[] ClientKeys { get; }

    public int[] DateKeys { get; }

    /// <summary>|amount| divided by the client's usual amount for the type.</summary>
    public float[] TimesUsual { get; }

    public static async Task<AnomalySet> ReadAsync(WarehouseDatabase warehouse, CancellationToken cancellation)
    {
        var (from, scoredFrom) = await FirstDaysAsync(warehouse, cancellation);
        var features = new AnomalyFeatures();
        var matrix = new FeatureMatrixBuilder(AnomalyFeature.Columns);
        var (ids, clients, days, times) = (new List<long>(), new List<int>(), new List<int>(), new List<float>());
        var row = new float[AnomalyFeature.Columns.Count];
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        await warehouse.ForEachRecordAsync(
            TransactionsSql,
            new { from },
            record =>
            {
                var transaction = new TransactionRecord(
                    record.GetInt64(0), record.GetInt32(1), record.GetInt32(2), Minute(record.GetInt32(2), record.GetInt32(3)), record.GetInt64(4),
                    Shared(record.GetString(5)), Shared(record.GetString(6)), Shared(record.GetString(7)), Shared(record.GetString(8)),
                    record.IsDBNull(9) ? null : record.GetInt64(9));
                var timesUsual = features.Fill(transaction, row);
                if (transaction.DateKey < scoredFrom)
                    return;
                times.Add((float)timesUsual);
                matrix.Add(row);
                ids.Add(transaction.TransactionId);
                clients.Add(transaction.ClientKey);
                days.Add(transaction.DateKey);
            },
            cancellation);
        return new AnomalySet(matrix.Build(), [.. ids], [.. clients], [.. days], [.. times]);

        // A million rows name a few dozen texts: one object each.
        string Shared(string text)
        {
            if (texts.TryGetValue(text, out var known))
                return known;
            texts.Add(text, text);
            return text;
        }
    }

    /// <summary>
    /// The earliest day such that it and all after it hold at most <see cref="MostTransactions"/>, and the first day that is
    /// scored: nobody can say what is unusual before some days of history, so the first ones only teach.
    /// </summary>
    private static async Task<(int From, int ScoredFrom)> FirstDaysAsync(WarehouseDatabase warehouse, CancellationToken cancellation)
    {
        var days = new List<int>();
        long count = 0;
        foreach (var day in await warehouse.RowsAsync<DayCount>(DaysSql, cancellation: cancellation))
        {
            count += day.TransactionCount;
            if (count > MostTransactions)
                break;
            days.Add(day.DateKey);
        }

        if (days.Count == 0)
            return (int.MaxValue, int.MaxValue);
        var (first, last) = (TimeDimension.DateOf(days[^1]), TimeDimension.DateOf(days[0]));
        var teaches = last.DayNumber - first.DayNumber >= ShortestHistoryToTeach ? DaysToTeach : 0;
        return (days[^1], TimeDimension.KeyOf(first.AddDays(teaches)));
    }

    private static long Minute(int dateKey, int secondOfDay) =>
        (TimeDimension.DateOf(dateKey).DayNumber * 1440L) + (secondOfDay / 60);

    private sealed record DayCount
    {
        public int DateKey { get; init; }

        public long TransactionCount { get; init; }
    }
}
