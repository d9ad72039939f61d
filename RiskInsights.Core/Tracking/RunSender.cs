using System.Globalization;
using Microsoft.Extensions.Logging;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Tracking;

/// <summary>
/// Sends what waits, one run after the other. Nobody waits for it: runs are in the warehouse already, and what fails is tried
/// again after 5 s, 10 s, 20 s … at most 5 minutes.
/// </summary>
public sealed class RunSender : IDisposable
{
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    private readonly TrackingOptions _options;
    private readonly TrainingRuns _runs;
    private readonly RunOutbox _outbox;
    private readonly ChampionNews _champions;
    private readonly MlflowConnection _connection;
    private readonly MlflowClient _mlflow;
    private readonly RunDelivery _delivery;
    private readonly ILogger _log;
    private string? _trouble;

    /// <param name="options">With an address.</param>
    public RunSender(TrackingOptions options, TrainingRuns runs, RunOutbox outbox, ModelVersions versions, WarehouseDatabase warehouse, TimeProvider time, ILogger<RunSender> log)
    {
        (_options, _runs, _outbox, _log) = (options, runs, outbox, log);
        _champions = new ChampionNews(warehouse, time);
        _connection = new MlflowConnection(options);
        _mlflow = new MlflowClient(_connection);
        _delivery = new RunDelivery(_mlflow, outbox, versions);
    }

    /// <summary>Sends everything that is due, as long as the lease holds and the server answers. Returns how many runs arrived.</summary>
    public async Task<int> SendDueAsync(SenderLease lease, CancellationToken cancellation)
    {
        var sent = 0;
        while (await lease.TakeAsync() && await _outbox.NextAsync(cancellation) is { } waiting)
        {
            switch (await TroubleAsync(waiting.RunNumber, waiting.SendAttempts, stop => SendAsync(waiting, stop), cancellation))
            {
                case null:
                    sent++;
                    break;
                case MlflowTrouble.Server:
                    return sent;
                default:
                    break;
            }
        }

        foreach (var champion in await _champions.UntoldAsync(cancellation))
        {
            if (!await lease.TakeAsync() || await TroubleAsync(champion.RunNumber, champion.SendAttempts, stop => TellAsync(champion, stop), cancellation) == MlflowTrouble.Server)
                return sent;
        }

        return sent;
    }

    public void Dispose() => _connection.Dispose();

    private async Task SendAsync(WaitingRun waiting, CancellationToken cancellation)
    {
        var run = (await _runs.FindAsync([waiting.RunNumber], cancellation)).Single();
        await _delivery.DeliverAsync(run, cancellation);
        await _outbox.SentAsync(run.Number);
    }

    private async Task TellAsync(UntoldChampion champion, CancellationToken cancellation)
    {
        await _mlflow.ChampionAsync(MlflowNames.Model(champion.ModelName), champion.MlflowVersion, cancellation);
        await _champions.ToldAsync(champion);
    }

    /// <summary>Null when it went well; otherwise the reason is kept with the run, which waits.</summary>
    private async Task<MlflowTrouble?> TroubleAsync(long number, int attempts, Func<CancellationToken, Task> send, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_options.RunTimeout);
        try
        {
            await send(limit.Token);
            _trouble = null;
            return null;
        }
        catch (MlflowException error) when (error.Trouble == MlflowTrouble.Server)
        {
            Note(number, error.Message);
            await _outbox.AllFailedAsync(number, error.Message, Wait(Math.Max(attempts, await _outbox.MostAttemptsAsync(cancellation))));
            return MlflowTrouble.Server;
        }
        catch (Exception error) when (error is MlflowException or WarehouseException)
        {
            return await FailedAsync(error.Message);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return await FailedAsync(string.Create(CultureInfo.InvariantCulture, $"Sending this run took more than {_options.RunTimeout.TotalSeconds:0.#} s."));
        }

        async Task<MlflowTrouble?> FailedAsync(string reason)
        {
            Note(number, reason);
            await _outbox.FailedAsync(number, reason, Wait(attempts));
            return MlflowTrouble.Call;
        }
    }

    /// <summary>5 s, twice as long after each attempt, at most 5 minutes.</summary>
    /// <param name="attempts">That failed before this one.</param>
    internal static TimeSpan Wait(int attempts) =>
        TimeSpan.FromTicks(Math.Min(LongestWait.Ticks, ShortestWait.Ticks << Math.Min(attempts, 10)));

    /// <summary>Once for each trouble: a server that is down for a night fills no log.</summary>
    private void Note(long number, string reason)
    {
        if (!string.Equals(_trouble, reason, StringComparison.Ordinal))
            _log.LogWarning("Run {RunNumber} could not be sent to MLflow and is tried again: {Reason}", number, reason);
        _trouble = reason;
    }
}
