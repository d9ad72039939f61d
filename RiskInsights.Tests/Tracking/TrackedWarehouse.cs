using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Tracking;
using RiskInsights.Tests.ModelRegistry.Runs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Tracking;

/// <summary>A warehouse with runs, a stand-in of MLflow, and what sends the ones to the other on a clock that the test moves.</summary>
internal sealed class TrackedWarehouse : IAsyncDisposable
{
    private readonly TemporaryWarehouse _warehouse = new();
    private readonly List<RunSender> _senders = [];

    private TrackedWarehouse(MlflowStandIn mlflow)
    {
        Mlflow = mlflow;
        Options = new TrackingOptions { MlflowUri = mlflow.Address };
        Runs = new TrainingRuns(_warehouse.Database, Time);
        Versions = new ModelVersions(_warehouse.Database, RiskInsights.Tests.Modelling.TestSignature.Create(), Time);
        Outbox = new RunOutbox(_warehouse.Database, Time);
    }

    public MlflowStandIn Mlflow { get; }

    public MovingTime Time { get; } = new(SomeRuns.Started.AddSeconds(42));

    public TrackingOptions Options { get; set; }

    public TrainingRuns Runs { get; }

    public ModelVersions Versions { get; }

    public RunOutbox Outbox { get; }

    public Core.Warehouse.WarehouseDatabase Database => _warehouse.Database;

    public static async Task<TrackedWarehouse> CreateAsync() => new(await MlflowStandIn.StartAsync());

    /// <summary>A training that gives a version, which becomes the champion.</summary>
    public Task<int> TrainAsync(double auc = 0.8, TrainingRun? run = null, bool isSound = true) => Database.WriteAsync(writer =>
    {
        run ??= SomeRuns.Default(auc);
        var version = Versions.Add(writer, new TrainedModel
        {
            ModelName = run.ModelName,
            Algorithm = run.Algorithm,
            Parameters = "{}",
            Features = ["a", "b"],
            DataFingerprint = run.DataFingerprint,
            Metrics = run.Metrics.Where(m => double.IsFinite(m.Value)).ToDictionary(m => m.Key, m => m.Value),
            Evaluation = """{"auc":0.8}""",
            Artefact = Encoding.UTF8.GetBytes("the model's bytes"),
            TakesOver = true,
            IsSound = isSound,
            TrainedBy = run.StartedBy,
        });
        Runs.Add(writer, run with { Version = version });
        return version;
    });

    public RunSender Sender()
    {
        var sender = new RunSender(Options, Runs, Outbox, Versions, Database, Time, NullLogger<RunSender>.Instance);
        _senders.Add(sender);
        return sender;
    }

    public SenderLease Lease(string owner = "one") => new(Database, Time, owner);

    /// <summary>One round of the sender. Returns how many runs arrived.</summary>
    public Task<int> SendAsync() => Sender().SendDueAsync(Lease(), CancellationToken.None);

    public async Task<RunSending> StateAsync(long number) => (await Outbox.StatesAsync())[number];

    public async ValueTask DisposeAsync()
    {
        _senders.ForEach(s => s.Dispose());
        await Mlflow.DisposeAsync();
        _warehouse.Dispose();
    }
}
