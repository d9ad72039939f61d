using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What analysts decided. Nothing is ever changed or removed: a new verdict stands over the one before.</summary>
public sealed class Verdicts(WarehouseDatabase warehouse, TimeProvider time)
{
    public const int LongestNote = 1000;

    /// <summary>Nobody looks at more before deciding: a larger selection is a slip of the lasso.</summary>
    public const int MostAtOnce = 10_000;

    /// <summary>Keys in one statement: engines limit the number of parameters.</summary>
    private const int KeysAtOnce = 500;

    // Nearly always what is judged was scored by the newest detection, which knows the day.
    private const string ScoredSql = """
        SELECT transaction_id, date_key FROM ml_anomaly_scores
        WHERE version = (SELECT MAX(version) FROM ml_anomaly_scores) AND transaction_id IN @ids
        """;

    private const string DaysSql = """
        SELECT DISTINCT date_key FROM agg_daily
        """;

    // The key of a transaction begins with its day in SQLite: one search a day finds them.
    private const string AddSql = """
        INSERT INTO ml_verdicts (transaction_id, verdict, note, decided_by, decided_at, client_key, date_key)
        SELECT t.transaction_id, @verdict, @note, @decidedBy, @decidedAt, t.client_key, t.date_key
        FROM fact_transactions t
        WHERE t.date_key IN @days AND t.transaction_id IN @ids
        ORDER BY t.transaction_id
        """;

    private const string NewestSql = """
        SELECT v.transaction_id, a.account_id, v.verdict, v.note, v.decided_by, v.decided_at
        FROM ml_verdicts v
        JOIN fact_transactions t ON t.client_key = v.client_key AND t.date_key = v.date_key AND t.transaction_id = v.transaction_id
        JOIN dim_accounts a ON a.account_key = t.account_key
        ORDER BY v.verdict_id DESC
        LIMIT @limit
        """;

    private const string DecisionsSql = """
        SELECT COUNT(*) AS transactions, MIN(a.account_id) AS account_id, v.verdict, v.note, v.decided_by, v.decided_at
        FROM ml_verdicts v
        JOIN fact_transactions t ON t.client_key = v.client_key AND t.date_key = v.date_key AND t.transaction_id = v.transaction_id
        JOIN dim_accounts a ON a.account_key = t.account_key
        WHERE v.verdict_id > (SELECT COALESCE(MAX(verdict_id), 0) FROM ml_verdicts) - @reach
        GROUP BY v.verdict, v.note, v.decided_by, v.decided_at
        ORDER BY MAX(v.verdict_id) DESC
        LIMIT @limit
        """;

    private const string LatestSql = """
        SELECT COALESCE(MAX(verdict_id), 0) FROM ml_verdicts
        """;

    /// <summary>Gives all these transactions one verdict, in one transaction.</summary>
    /// <exception cref="ArgumentException">
    /// No transaction, more than <see cref="MostAtOnce"/>, no name, or a note over <see cref="LongestNote"/> characters.
    /// </exception>
    /// <exception cref="WarehouseException">One of the transactions is not in the warehouse: none of them is judged.</exception>
    public Task DecideAsync(IReadOnlyCollection<long> transactionIds, Verdict verdict, string note, string decidedBy, CancellationToken cancellation = default)
    {
        if (transactionIds.Count == 0)
            throw new ArgumentException("No transaction is selected.", nameof(transactionIds));
        if (transactionIds.Count > MostAtOnce)
            throw new ArgumentException($"{transactionIds.Count} transactions are selected; at most {MostAtOnce} get a verdict at once.", nameof(transactionIds));
        ArgumentException.ThrowIfNullOrWhiteSpace(decidedBy);
        if (note.Length > LongestNote)
            throw new ArgumentException($"The note has {note.Length} characters; at most {LongestNote} are kept.", nameof(note));
        var decidedAt = time.GetUtcNow();
        return warehouse.WriteAsync(
            writer =>
            {
                foreach (var ids in transactionIds.Distinct().Order().Chunk(KeysAtOnce))
                {
                    var judged = writer.Execute(
                        AddSql, new { days = Days(writer, ids), ids, verdict = verdict.ToString().ToLowerInvariant(), note = note.Trim(), decidedBy, decidedAt });
                    if (judged != ids.Length)
                        throw new WarehouseException($"{ids.Length - judged} of the selected transactions are not in the warehouse. No verdict was kept.");
                }
            },
            cancellation);
    }

    private static IEnumerable<int> Days(WarehouseWriter writer, long[] ids)
    {
        var scored = writer.Rows<ScoredRow>(ScoredSql, new { ids });
        return scored.Count == ids.Length ? scored.Select(s => s.DateKey).Distinct() : writer.Rows<int>(DaysSql);
    }

    /// <summary>The number of the newest decision, 0 before the first: it changes with every decision, whoever takes it.</summary>
    public Task<long> LatestAsync(CancellationToken cancellation = default) =>
        warehouse.RowAsync<long>(LatestSql, cancellation: cancellation);

    /// <summary>What was decided last, newest first: one row for all transactions that got their verdict together.</summary>
    public Task<IReadOnlyList<DecisionRow>> DecisionsAsync(int limit, CancellationToken cancellation = default) =>
        warehouse.RowsAsync<DecisionRow>(DecisionsSql, new { limit, reach = limit * MostAtOnce }, cancellation);

    /// <summary>The last verdicts, newest first.</summary>
    public Task<IReadOnlyList<VerdictRow>> NewestAsync(int limit, CancellationToken cancellation = default) =>
        warehouse.RowsAsync<VerdictRow>(NewestSql, new { limit }, cancellation);

    private sealed record ScoredRow
    {
        public long TransactionId { get; init; }

        public int DateKey { get; init; }
    }
}

public sealed record VerdictRow
{
    public long TransactionId { get; init; }

    public string AccountId { get; init; } = "";

    public string Verdict { get; init; } = "";

    public string Note { get; init; } = "";

    public string DecidedBy { get; init; } = "";

    public DateTimeOffset DecidedAt { get; init; }
}

/// <summary>One decision over one transaction or several.</summary>
public sealed record DecisionRow
{
    public long Transactions { get; init; }

    /// <summary>The account, or the first of several.</summary>
    public string AccountId { get; init; } = "";

    /// <summary><c>fraud</c>, <c>error</c>, <c>legitimate</c> or <c>unsure</c>.</summary>
    public string Verdict { get; init; } = "";

    public string Note { get; init; } = "";

    public string DecidedBy { get; init; } = "";

    public DateTimeOffset DecidedAt { get; init; }
}
