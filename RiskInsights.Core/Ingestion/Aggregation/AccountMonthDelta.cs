using RiskInsights.Core.Ingestion.Transactions;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>Months of accounts. A key is yyyymm in the high half and the account's key in the low one: the table's own order.</summary>
internal sealed class AccountMonthDelta(int mostCells)
{
    public CellTable<AccountMonthCell> Cells { get; } = new(mostCells);

    public void Add(in TransactionRecord row) =>
        Cells.Of(Key(row)).Add(row);

    public static ulong Key(in TransactionRecord row) => ((ulong)(uint)(row.DateKey / 100) << 32) | (uint)row.Account.AccountKey;
}
