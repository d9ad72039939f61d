using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Files;

namespace RiskInsights.Core.Ingestion.Sources.Berka;

/// <summary>disp.asc: who may dispose of which account. Its owner is one client; others are clients without an account.</summary>
internal sealed class BerkaDispositions
{
    public const string FileName = "disp.asc";
    private readonly Dictionary<string, Disposition> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _owners = new(StringComparer.Ordinal);

    public static BerkaDispositions Read(InputFile file, ImportOptions options)
    {
        var dispositions = new BerkaDispositions();
        foreach (var row in CompanionTable.Read(file, FileName, options, "disp_id", "client_id", "account_id", "type"))
        {
            dispositions._byId.TryAdd(row[0], new Disposition(row[1], row[2]));
            if (string.Equals(row[3], "OWNER", StringComparison.Ordinal))
                dispositions._owners.TryAdd(row[2], row[1]);
        }

        return dispositions;
    }

    public IEnumerable<Disposition> All => _byId.Values;

    public bool TryFind(string dispositionId, out Disposition disposition) => _byId.TryGetValue(dispositionId, out disposition);

    /// <summary>The bank's identifier of the client who owns the account.</summary>
    public bool TryFindOwner(string accountId, out string clientId) => _owners.TryGetValue(accountId, out clientId!);

    internal readonly record struct Disposition(string ClientId, string AccountId);
}
