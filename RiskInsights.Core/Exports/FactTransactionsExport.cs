namespace RiskInsights.Core.Exports;

/// <summary>One row a booked transaction.</summary>
internal sealed class FactTransactionsExport : IExport
{
    public string Name => "fact_transactions";

    public string Sql => """
        SELECT transaction_id, account_key, client_key, date_key, second_of_day, amount_cents, type, channel,
               counterparty_country, merchant_category, balance_after_cents, batch_id
        FROM fact_transactions
        ORDER BY date_key, transaction_id
        """;
}
