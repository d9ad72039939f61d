namespace RiskInsights.Core.Exports;

/// <summary>One row an account.</summary>
internal sealed class DimAccountsExport : IExport
{
    public string Name => "dim_accounts";

    public string Sql => """
        SELECT account_key, account_id, client_key, account_type, currency, opened_on, closed_on,
               credit_limit_cents
        FROM dim_accounts
        ORDER BY account_key
        """;
}
