using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Clients;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>What a load can see while its transaction is open.</summary>
internal sealed class LoadContext
{
    private AccountIndex? _accounts;
    private ClientIndex? _clients;

    public required WarehouseWriter Writer { get; init; }

    public required long BatchId { get; init; }

    /// <summary>yyyymmdd: what lies after it is in the future.</summary>
    public required int Today { get; init; }

    public required ImportOptions Options { get; init; }

    public required Pseudonyms Pseudonyms { get; init; }

    /// <summary>The loaded accounts, read when first asked for.</summary>
    public AccountIndex Accounts => _accounts ??= AccountIndex.Read(Writer);

    /// <summary>The loaded clients, read when first asked for.</summary>
    public ClientIndex Clients => _clients ??= ClientIndex.Read(Writer);
}
