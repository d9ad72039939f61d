using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Clients;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>
/// The loaded clients and accounts by their identifiers: read when a file first asks, and kept for the next files of the same
/// import for as long as no batch has brought others.
/// </summary>
internal sealed class LoadedDimensions
{
    private const string NewestSql = """
        SELECT COALESCE(MAX(batch_id), 0) FROM ops_batches WHERE source IN @sources
        """;

    private long _newest;
    private AccountIndex? _accounts;
    private ClientIndex? _clients;

    /// <summary>Forgets what another batch may have changed. To be called in each transaction, before its own batch begins.</summary>
    /// <param name="sources">Those that bring clients or accounts.</param>
    public void Renew(WarehouseWriter writer, IReadOnlyList<string> sources)
    {
        var newest = writer.Row<long>(NewestSql, new { sources });
        if (newest == _newest)
            return;
        (_newest, _accounts, _clients) = (newest, null, null);
    }

    public AccountIndex Accounts(WarehouseWriter writer) => _accounts ??= AccountIndex.Read(writer);

    public ClientIndex Clients(WarehouseWriter writer) => _clients ??= ClientIndex.Read(writer);
}
