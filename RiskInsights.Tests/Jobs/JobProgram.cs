using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Dashboard.Uploads;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Jobs;

/// <summary>The program's core and job queue on an empty warehouse of their own.</summary>
public sealed class JobProgram : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly IDisposable _place;
    private readonly CancellationTokenSource _stop = new();

    /// <param name="root">The data folder, where it is not a temporary one.</param>
    public JobProgram(Action<IServiceCollection>? more = null, string? root = null)
    {
        Folder = new DataFolder(root ?? Directory.CreateTempSubdirectory("riskinsights-").FullName);
        (var options, _place) = TestEngines.NewWarehouse();
        var services = new ServiceCollection().AddLogging().AddRiskInsights(Folder, options).AddJobs();
        more?.Invoke(services);
        _services = services.BuildServiceProvider();
        Migrations.ApplyAsync(Get<IWarehouseEngine>()).GetAwaiter().GetResult();
    }

    public DataFolder Folder { get; }

    public JobQueue Queue => Get<JobQueue>();

    public JobFactory Factory => Get<JobFactory>();

    /// <summary>Files that wait for their import.</summary>
    public IEnumerable<string> Waiting =>
        Directory.Exists(Path.Combine(Folder.Raw, "uploads")) ? Directory.EnumerateFiles(Path.Combine(Folder.Raw, "uploads"), "*", SearchOption.AllDirectories) : [];

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public Task StartAsync() => Queue.StartAsync(_stop.Token);

    public async Task<Upload> SendAsync(params (string Name, string Text)[] files)
    {
        var upload = Get<UploadFolder>().Begin();
        foreach (var (name, text) in files)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            await upload.ReceiveAsync(name, new MemoryStream(bytes), bytes.Length);
        }

        return upload;
    }

    /// <summary>Queues a job and waits for its end.</summary>
    public async Task<JobState> RunAsync(IJob job)
    {
        var ended = new TaskCompletionSource<JobState>(TaskCreationOptions.RunContinuationsAsynchronously);
        Queue.Changed += state =>
        {
            if (!state.IsOpen && state.Kind == job.Kind && state.Subject == job.Subject)
                ended.TrySetResult(state);
        };
        await Queue.EnqueueAsync(job, "tester");
        // Jobs run with the lowest priority: on a busy machine they wait for everybody else.
        return await ended.Task.WaitAsync(TimeSpan.FromMinutes(3));
    }

    public async ValueTask DisposeAsync()
    {
        await Queue.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
        _place.Dispose();
        _stop.Dispose();
        Directory.Delete(Folder.Root, recursive: true);
    }
}
