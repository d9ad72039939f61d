using RiskInsights.Core.Ingestion.Accounts;
using RiskInsights.Core.Ingestion.Clients;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>What a load can see while its transaction is open.</summary>
internal sealed class LoadContext
{
    public required WarehouseWriter Writer { get; init; }

    public required long BatchId { get; init; }

    /// <summary>yyyymmdd: what lies after it is in the future.</summary>
    public required int Today { get; init; }

    public required ImportOptions Options { get; init; }

    public required Pseudonyms Pseudonyms { get; init; }

    public required LoadedDimensions Dimensions { get; init; }

    /// <summary>The accounts of earlier batches.</summary>
    public AccountIndex Accounts => Dimensions.Accounts(Writer);

    /// <summary>The clients of earlier batches.</summary>
    public ClientIndex Clients => Dimensions.Clients(Writer);
}
