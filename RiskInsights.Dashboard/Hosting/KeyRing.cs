using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>
/// The keys of sessions and forms in the warehouse, so that what one replica gave out every other one can read. Who can read
/// <c>ops_keys</c> can forge them.
/// </summary>
internal sealed class KeyRing(WarehouseDatabase warehouse, TimeProvider time) : IXmlRepository
{
    private const string AllSql = """
        SELECT xml FROM ops_keys ORDER BY added_at, name
        """;

    // Replicas that start together each make a key: the first is enough, and the others read it back.
    private const string AddKeySql = """
        INSERT INTO ops_keys (name, xml, added_at)
        SELECT @friendlyName, @xml, @now
        WHERE NOT EXISTS (SELECT 1 FROM ops_keys WHERE name LIKE 'key-%' AND added_at > @before)
        """;

    private const string AddSql = """
        INSERT INTO ops_keys (name, xml, added_at) VALUES (@friendlyName, @xml, @now)
        """;

    private static readonly TimeSpan Together = TimeSpan.FromMinutes(1);

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. warehouse.RowsAsync<string>(AllSql).GetAwaiter().GetResult().Select(xml => XElement.Parse(xml))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var now = time.GetUtcNow();
        var isKey = friendlyName.StartsWith("key-", StringComparison.Ordinal);
        warehouse.WriteAsync(writer => writer.Execute(
            isKey ? AddKeySql : AddSql,
            new { friendlyName, xml = element.ToString(SaveOptions.DisableFormatting), now, before = now - Together })).GetAwaiter().GetResult();
    }
}
