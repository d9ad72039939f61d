using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Pipeline.Reports;
using RiskInsights.Core.Synthetic;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Pipeline;

/// <summary>The real pipeline on a data folder of its own, with files in its inbox.</summary>
internal sealed class PipelineBank : IAsyncDisposable
{
    public const string Place = "folder1";

    private readonly ServiceProvider _services;
    private readonly IDisposable _place;

    public PipelineBank()
    {
        Folder = new DataFolder(Directory.CreateTempSubdirectory("riskinsights-").FullName);
        (var options, _place) = TestEngines.NewWarehouse();
        _services = new ServiceCollection().AddLogging().AddRiskInsights(Folder, options).BuildServiceProvider();
        Migrations.ApplyAsync(Get<IWarehouseEngine>()).GetAwaiter().GetResult();
        Directory.CreateDirectory(Folder.Raw);
    }

    public DataFolder Folder { get; }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>A bank that is large enough to train on, with a few bad rows.</summary>
    public Task FillAsync() =>
        DemoBank.WriteAsync(Folder.Raw, new DemoBankOptions { Clients = 900, Seed = 3, EndsOn = DemoWarehouse.EndsOn, DirtyFraction = 0.005 });

    /// <summary>Two clients, three accounts, five transactions, two events.</summary>
    public void FillSmall()
    {
        Put("kyc.csv", SmallBank.Kyc);
        Put("accounts.csv", SmallBank.Accounts);
        Put("transactions.csv", SmallBank.Transactions);
        Put("events.csv", SmallBank.Events);
    }

    public void Put(string name, string text) => File.WriteAllText(Path.Combine(Folder.Raw, name), text);

    /// <summary>Runs a new run to its end; returns its number.</summary>
    public async Task<long> RunAsync(PipelineOptions? options = null)
    {
        var runId = (await Get<PipelineRuns>().AddAsync(RunTrigger.Command, null, options ?? new PipelineOptions(), Place, "ana"))!.Value;
        await GoOnAsync(runId);
        return runId;
    }

    public Task GoOnAsync(long runId) => Get<PipelineRunner>().RunAsync(runId, Place, new PipelineProgress((_, _, _) => { }), default);

    /// <summary>How the newest attempt at each step ended: "import Done".</summary>
    public async Task<IReadOnlyDictionary<string, StepRun>> StepsAsync(long runId) =>
        (await Get<StepRuns>().OfRunAsync(runId)).GroupBy(s => s.Step, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last(), StringComparer.Ordinal);

    public async Task<StoredReport> ReportAsync(long runId) =>
        (await Get<ReportStore>().FindAsync((await Get<PipelineRuns>().FindAsync(runId))!.ReportId!.Value))!;

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _place.Dispose();
        Directory.Delete(Folder.Root, recursive: true);
    }
}
