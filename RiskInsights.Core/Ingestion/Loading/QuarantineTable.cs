using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>Writes rejected rows to <c>ops_quarantine</c>.</summary>
internal sealed class QuarantineTable(LoadContext context) : IDisposable
{
    private const int RowsAtOnce = 4096;

    private readonly IBulkInsert _insert = context.Writer.BulkInsert(
        "ops_quarantine", "batch_id", "line_number", "column_name", "rule", "detail", "raw_line");

    private readonly Dictionary<string, long> _byRule = new(StringComparer.Ordinal);

    /// <summary>What was written so far by rule, most frequent first.</summary>
    public IReadOnlyList<RuleCount> ByRule =>
    [
        .. _byRule.OrderByDescending(r => r.Value).ThenBy(r => r.Key, StringComparer.Ordinal)
            .Select(r => new RuleCount { Rule = r.Key, Rows = r.Value }),
    ];

    public void Write(IReadOnlyList<Rejection> rejections)
    {
        foreach (var rejection in rejections)
        {
            _byRule[rejection.Rule.Id] = _byRule.GetValueOrDefault(rejection.Rule.Id) + 1;
            _insert.Set(0, context.BatchId);
            _insert.Set(1, rejection.LineNumber);
            _insert.Set(2, rejection.Column);
            _insert.Set(3, rejection.Rule.Id);
            _insert.Set(4, rejection.Rule.Meaning);
            _insert.Set(5, rejection.RawLine);
            _insert.Insert();
        }

        if (_insert.Pending >= RowsAtOnce)
            Complete();
    }

    /// <summary>Writes what is held back, after the last row.</summary>
    public void Complete()
    {
        var refused = new List<int>();
        _insert.Flush(refused);
        if (refused.Count > 0)
            throw new WarehouseException($"{refused.Count} rejected rows stand on the line of another.");
    }

    public void Dispose() => _insert.Dispose();
}
