using System.Xml.Linq;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Hosting;

public sealed class KeyRingTests : IDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();

    public void Dispose() => _warehouse.Dispose();

    [EngineFact]
    public void StoreElement_KeysOfReplicasThatStartTogether_KeepsTheFirst()
    {
        Store("key-1", new DateOnly(2025, 1, 1));
        Store("key-2", new DateOnly(2025, 1, 1));
        Assert.Equal(["<key id=\"key-1\" />"], Stored());
    }

    [EngineFact]
    public void StoreElement_LaterKeysAndRevocations_AreAllKept()
    {
        Store("key-1", new DateOnly(2025, 1, 1));
        Store("revocation-1", new DateOnly(2025, 1, 1));
        Store("key-2", new DateOnly(2025, 3, 30));
        Assert.Equal(["<key id=\"key-1\" />", "<key id=\"revocation-1\" />", "<key id=\"key-2\" />"], Stored());
    }

    private void Store(string name, DateOnly day) => new KeyRing(_warehouse.Database, new FixedTime(day)).StoreElement(new XElement("key", new XAttribute("id", name)), name);

    private IEnumerable<string> Stored() =>
        new KeyRing(_warehouse.Database, TimeProvider.System).GetAllElements().Select(e => e.ToString());
}
