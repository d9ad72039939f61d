using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>Writes rejected rows to <c>ops_quarantine</c>.</summary>
internal sealed class QuarantineTable(LoadContext context) : IDisposable
{
    private readonly IBulkInsert _insert = context.Writer.BulkInsert(
        "ops_quarantine", "batch_id", "line_number", "column_name", "rule", "detail", "raw_line");

    public void Write(IReadOnlyList<Rejection> rejections)
    {
        foreach (var rejection in rejections)
        {
            _insert.Set(0, context.BatchId);
            _insert.Set(1, rejection.LineNumber);
            _insert.Set(2, rejection.Column);
            _insert.Set(3, rejection.Rule.Id);
            _insert.Set(4, rejection.Rule.Meaning);
            _insert.Set(5, rejection.RawLine);
            if (!_insert.Insert())
                throw new WarehouseException($"Two rejected rows on line {rejection.LineNumber}.");
        }
    }

    public void Dispose() => _insert.Dispose();
}
