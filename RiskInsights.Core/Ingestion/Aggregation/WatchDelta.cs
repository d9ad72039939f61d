using System.Runtime.InteropServices;
using RiskInsights.Core.Ingestion.Transactions;
using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>What new transactions add to <c>agg_watched</c>: few cells, so they wait until the load's end.</summary>
internal sealed class WatchDelta(WatchRule rule)
{
    private const string MergeSql = """
        (year_month, country) DO UPDATE SET
          transaction_count = agg_watched.transaction_count + excluded.transaction_count,
          amount_cents = agg_watched.amount_cents + excluded.amount_cents
        """;

    private readonly Dictionary<(int Month, ushort Country), (long Count, long Cents)> _cells = [];
    private readonly HashSet<ushort> _countries = [.. rule.HighRiskCountries.Select(CountryCode.Of)];
    private readonly long _large = rule.LargeAmount * 100;
    private readonly long _highRisk = rule.HighRiskAmount * 100;

    public void Add(in TransactionRecord row)
    {
        var cents = Math.Abs(row.AmountCents);
        if (cents < _highRisk && cents < _large)
            return;
        if (cents < _large && !_countries.Contains(row.CounterpartyCountry))
            return;
        ref var cell = ref CollectionsMarshal.GetValueRefOrAddDefault(_cells, (row.DateKey / 100, row.CounterpartyCountry), out _);
        cell = (cell.Count + 1, cell.Cents + cents);
    }

    /// <summary>Merges all into the table, in the order of its key.</summary>
    public void Write(WarehouseWriter writer)
    {
        using var insert = writer.BulkMerge("agg_watched", ["year_month", "country", "transaction_count", "amount_cents"], MergeSql);
        foreach (var ((month, country), (count, cents)) in _cells.OrderBy(c => c.Key))
        {
            insert.Set(0, month);
            insert.Set(1, CountryCode.Text(country));
            insert.Set(2, count);
            insert.Set(3, cents);
            insert.Insert();
        }

        insert.Flush();
        _cells.Clear();
    }
}
