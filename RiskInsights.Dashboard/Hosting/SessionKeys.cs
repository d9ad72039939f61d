using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>Where the keys of sessions and forms lie: in a shared warehouse, or in the data folder beside one of its own.</summary>
internal static class SessionKeys
{
    public static void AddSessionKeys(this IServiceCollection services, DashboardOptions options)
    {
        // By default the name is the folder that the program lies in, which need not be the same on every replica.
        var protection = services.AddDataProtection().SetApplicationName("RiskInsights");
        if (options.Warehouse.Engine is "sqlite")
            protection.PersistKeysToFileSystem(Directory.CreateDirectory(Path.Combine(options.Folder.Keys, "ring")));
        else
            services.AddOptions<KeyManagementOptions>().Configure<WarehouseDatabase, TimeProvider>((keys, warehouse, time) => keys.XmlRepository = new KeyRing(warehouse, time));
    }
}
