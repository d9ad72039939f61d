namespace RiskInsights.Core.Insights.Clients;

/// <summary>Which of a client's transactions are asked for, for the page and for its file alike. An empty list restricts nothing.</summary>
public sealed record ClientTransactionFilter
{
    public IReadOnlyList<string> Types { get; init; } = [];

    public IReadOnlyList<string> Channels { get; init; } = [];

    /// <summary>Counterparty countries, ISO 3166 alpha-2.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary>One account alone; null for all.</summary>
    public string? AccountId { get; init; }

    /// <summary>|amount| in whole currency units, at least; null for any.</summary>
    public decimal? AtLeast { get; init; }

    /// <summary>|amount| in whole currency units, at most; null for any.</summary>
    public decimal? AtMost { get; init; }

    /// <summary>Only what stands out or was judged.</summary>
    public bool UnusualOnly { get; init; }

    /// <summary>The transactions of an activity that the filter keeps, in their order.</summary>
    public IEnumerable<ClientTransaction> Of(ClientActivity activity) =>
        activity.Transactions.Where(t => Keeps(t.Row) && (!UnusualOnly || activity.IsUnusual(t)));

    private bool Keeps(ClientTransactionRow row) =>
        Includes(Types, row.Type)
        && Includes(Channels, row.Channel)
        && Includes(Countries, row.CounterpartyCountry)
        && (AccountId is null || string.Equals(row.AccountId, AccountId, StringComparison.Ordinal))
        && (AtLeast is not { } least || Math.Abs(row.AmountCents) >= least * 100)
        && (AtMost is not { } most || Math.Abs(row.AmountCents) <= most * 100);

    private static bool Includes(IReadOnlyList<string> chosen, string value) => chosen.Count == 0 || chosen.Contains(value, StringComparer.Ordinal);
}
