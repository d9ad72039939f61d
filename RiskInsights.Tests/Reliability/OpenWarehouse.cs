using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Reliability;

/// <summary>The program's core on a warehouse in a place that the test chose, with two clients and their accounts to book on.</summary>
public sealed class OpenWarehouse : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private OpenWarehouse(ServiceProvider services) => _services = services;

    public WarehouseDatabase Database => Get<WarehouseDatabase>();

    public Importer Importer => Get<Importer>();

    public IWarehouseEngine Engine => Get<IWarehouseEngine>();

    /// <summary>Opens it as the program does at its start.</summary>
    public static async Task<OpenWarehouse> AtAsync(DataFolder folder, WarehouseOptions? options = null)
    {
        var services = new ServiceCollection().AddLogging().AddRiskInsights(folder, options)
            .AddSingleton<TimeProvider>(new FixedTime(new DateOnly(2025, 12, 31))).BuildServiceProvider();
        var warehouse = new OpenWarehouse(services);
        try
        {
            await Migrations.ApplyAsync(warehouse.Engine);
            return warehouse;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async Task<OpenWarehouse> WithAccountsAsync()
    {
        await ImportAsync("kyc.csv", SmallBank.Kyc);
        await ImportAsync("accounts.csv", SmallBank.Accounts);
        return this;
    }

    public Task<BatchReport> ImportAsync(string fileName, string text) =>
        Importer.ImportFileAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)), fileName, "tester");

    public Task<int> TransactionsAsync() => Database.RowAsync<int>("SELECT COUNT(*) FROM fact_transactions");

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
