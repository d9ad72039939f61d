using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Hosting;

public sealed class SessionKeysTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("riskinsights-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [PostgresFact]
    public async Task Protect_OnOneReplica_IsReadByAnotherAndByOneThatStartsLater()
    {
        using var database = PostgresServer.NewDatabase();
        await using var first = Replica(database, "a");
        await using var second = Replica(database, "b");
        var protectors = await Task.WhenAll(new[] { first, second }.Select(r => Task.Run(() => Protector(r).Protect("who signed in"))));
        Assert.Equal("who signed in", Protector(second).Unprotect(protectors[0]));
        Assert.Equal("who signed in", Protector(first).Unprotect(protectors[1]));
        await using var later = Replica(database, "c");
        Assert.Equal("who signed in", Protector(later).Unprotect(protectors[0]));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_root));
    }

    [Fact]
    public void Protect_Sqlite_KeepsTheKeysInTheFolder()
    {
        var options = new DashboardOptions { Data = _root };
        var services = new ServiceCollection().AddLogging().AddRiskInsights(options.Folder);
        services.AddSessionKeys(options);
        using var provider = services.BuildServiceProvider();
        Protector(provider).Protect("who signed in");
        Assert.Single(Directory.EnumerateFiles(Path.Combine(options.Folder.Keys, "ring"), "key-*.xml"));
    }

    private ServiceProvider Replica(PostgresDatabase database, string data)
    {
        var options = new DashboardOptions
        {
            Data = Path.Combine(_root, data),
            Warehouse = new WarehouseOptions { Engine = "postgres", ConnectionString = database.ConnectionString },
        };
        var services = new ServiceCollection().AddLogging().AddRiskInsights(options.Folder, options.Warehouse);
        services.AddSessionKeys(options);
        return services.BuildServiceProvider();
    }

    private static IDataProtector Protector(ServiceProvider services) => services.GetRequiredService<IDataProtectionProvider>().CreateProtector("sessions");
}
