using RiskInsights.Core.Ingestion.Loading;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Events;

/// <summary>
/// <c>fact_events</c>. A row of a source may tell of several events; it counts as loaded when one of them is new, and is
/// turned away as a whole when one of them cannot be.
/// </summary>
internal sealed class EventTable(LoadContext context) : ITarget<EventRecord[]>
{
    private const int LookupSize = 500;

    private const string StoredSql = """
        SELECT event_id, client_key, account_key, date_key, event_type, amount_cents FROM fact_events WHERE event_id IN @ids
        """;

    private readonly IBulkInsert _insert = context.Writer.BulkAppend(
        "fact_events", "event_id", "client_key", "account_key", "date_key", "event_type", "amount_cents", "batch_id");

    private readonly DateCoverage _dates = new(context.Writer);
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    public void Write(RowBlock<EventRecord[]> block)
    {
        for (var start = 0; start < block.Records.Length; start += LookupSize)
        {
            var end = Math.Min(start + LookupSize, block.Records.Length);
            var stored = Stored(block.Records[start..end]);
            for (var i = start; i < end; i++)
                Write(block, i, stored);
            _insert.Flush();
        }
    }

    public void Complete()
    {
    }

    public void Dispose() => _insert.Dispose();

    private Dictionary<string, EventRecord> Stored(ReadOnlySpan<EventRecord[]> rows)
    {
        var ids = new List<string>(rows.Length);
        foreach (var events in rows)
            ids.AddRange(events.Select(e => e.EventId));
        return context.Writer.Rows<EventRecord>(StoredSql, new { ids }).ToDictionary(e => e.EventId, StringComparer.Ordinal);
    }

    private void Write(RowBlock<EventRecord[]> block, int row, Dictionary<string, EventRecord> stored)
    {
        var events = block.Records[row];
        if (events.Any(e => _seen.Contains(e.EventId)))
        {
            block.Reject(row, Rules.DuplicateInFile, "event_id");
            return;
        }

        _seen.UnionWith(events.Select(e => e.EventId));
        if (events.Any(e => stored.TryGetValue(e.EventId, out var before) && before != e))
        {
            block.Reject(row, Rules.ConflictsWithLoaded, "");
            return;
        }

        var isNew = false;
        foreach (var happened in events.Where(e => !stored.ContainsKey(e.EventId)))
        {
            Insert(happened);
            isNew = true;
        }

        block.Loaded += isNew ? 1 : 0;
        block.Unchanged += isNew ? 0 : 1;
    }

    private void Insert(EventRecord happened)
    {
        _dates.Include(happened.DateKey);
        _insert.Set(0, happened.EventId);
        _insert.Set(1, happened.ClientKey);
        if (happened.AccountKey is { } account)
            _insert.Set(2, account);
        _insert.Set(3, happened.DateKey);
        _insert.Set(4, happened.EventType);
        if (happened.AmountCents is { } amount)
            _insert.Set(5, amount);
        _insert.Set(6, context.BatchId);
        _insert.Insert();
    }
}
