using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>
/// Writes months into <c>agg_account_month</c>: those after every month that is there are appended, which costs half, others
/// are merged with what is there.
/// </summary>
internal sealed class AccountMonthTable(WarehouseWriter writer) : IDisposable
{
    // A transaction with a balance goes before one without; then the later one.
    private const string Newer = """
        CASE WHEN (agg_account_month.closing_balance_cents IS NULL AND excluded.closing_balance_cents IS NOT NULL)
            OR ((agg_account_month.closing_balance_cents IS NULL) = (excluded.closing_balance_cents IS NULL)
              AND (excluded.closing_second > agg_account_month.closing_second
                OR (excluded.closing_second = agg_account_month.closing_second
                  AND excluded.closing_transaction_id > agg_account_month.closing_transaction_id)))
        """;

    private const string NewestSql = """
        SELECT COALESCE(MAX(year_month), 0) FROM agg_account_month
        """;

    private const string MergeSql = $"""
        (year_month, account_key, client_key) DO UPDATE SET
          transaction_count = agg_account_month.transaction_count + excluded.transaction_count,
          debit_count = agg_account_month.debit_count + excluded.debit_count,
          debit_cents = agg_account_month.debit_cents + excluded.debit_cents,
          credit_cents = agg_account_month.credit_cents + excluded.credit_cents,
          cash_debit_cents = agg_account_month.cash_debit_cents + excluded.cash_debit_cents,
          foreign_debit_cents = agg_account_month.foreign_debit_cents + excluded.foreign_debit_cents,
          salary_cents = agg_account_month.salary_cents + excluded.salary_cents,
          loan_payment_cents = agg_account_month.loan_payment_cents + excluded.loan_payment_cents,
          fee_cents = agg_account_month.fee_cents + excluded.fee_cents,
          digital_count = agg_account_month.digital_count + excluded.digital_count,
          active_days = agg_account_month.active_days | excluded.active_days,
          initiated_days = agg_account_month.initiated_days | excluded.initiated_days,
          overdrawn_count = agg_account_month.overdrawn_count + excluded.overdrawn_count,
          closing_second = {Newer} THEN excluded.closing_second ELSE agg_account_month.closing_second END,
          closing_transaction_id = {Newer} THEN excluded.closing_transaction_id ELSE agg_account_month.closing_transaction_id END,
          closing_balance_cents = {Newer} THEN excluded.closing_balance_cents ELSE agg_account_month.closing_balance_cents END,
          minimum_balance_cents = CASE
            WHEN agg_account_month.minimum_balance_cents IS NULL OR excluded.minimum_balance_cents < agg_account_month.minimum_balance_cents
            THEN excluded.minimum_balance_cents ELSE agg_account_month.minimum_balance_cents END
        """;

    // In the order of their keys the cells lie at random in memory.
    private const int Ahead = 4;

    // In the table's own order: SQLite takes a row's values as they come, and copies those of any other order.
    private static readonly string[] Columns =
    [
        "year_month", "account_key", "client_key", "transaction_count", "debit_count", "debit_cents", "credit_cents",
        "cash_debit_cents", "foreign_debit_cents", "salary_cents", "loan_payment_cents", "fee_cents", "digital_count", "active_days",
        "initiated_days", "overdrawn_count", "closing_second", "closing_transaction_id", "closing_balance_cents",
        "minimum_balance_cents",
    ];

    private readonly IBulkInsert _append = writer.BulkAppend("agg_account_month", Columns);
    private readonly IBulkInsert _merge = writer.BulkMerge("agg_account_month", Columns, MergeSql);
    private int _newest = writer.Row<int>(NewestSql);

    /// <param name="delta">Closed.</param>
    public void Write(AccountMonthDelta delta)
    {
        var keys = delta.Cells.Keys;
        for (var i = 0; i < keys.Length; i++)
        {
            delta.Cells.ApproachAt(i + Ahead);
            var month = (int)(keys[i] >> 32);
            Write(month > _newest ? _append : _merge, (int)(uint)keys[i], month, delta.Cells.At(i));
        }

        _append.Flush();
        _merge.Flush();
        if (!keys.IsEmpty)
            _newest = Math.Max(_newest, (int)(keys[^1] >> 32));
    }

    public void Dispose()
    {
        _append.Dispose();
        _merge.Dispose();
    }

    private static void Write(IBulkInsert insert, int accountKey, int yearMonth, in AccountMonthCell cell)
    {
        insert.Set(0, yearMonth);
        insert.Set(1, accountKey);
        insert.Set(2, cell.ClientKey);
        insert.Set(3, cell.Transactions);
        insert.Set(4, cell.Debits);
        insert.Set(5, cell.DebitCents);
        insert.Set(6, cell.CreditCents);
        insert.Set(7, cell.CashDebitCents);
        insert.Set(8, cell.ForeignDebitCents);
        insert.Set(9, cell.SalaryCents);
        insert.Set(10, cell.LoanPaymentCents);
        insert.Set(11, cell.FeeCents);
        insert.Set(12, cell.Digital);
        insert.Set(13, cell.ActiveDays);
        insert.Set(14, cell.InitiatedDays);
        insert.Set(15, cell.Overdrawn);
        insert.Set(16, cell.ClosingSecond);
        insert.Set(17, cell.ClosingId);
        if (cell.HasBalance)
        {
            insert.Set(18, cell.ClosingBalance);
            insert.Set(19, cell.MinimumBalance);
        }

        insert.Insert();
    }
}
