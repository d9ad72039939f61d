using System.Text;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Core.Tracking;

/// <summary>
/// Brings one run to MLflow, step by step. Whatever it is interrupted by, it can be done again: a run is found by its tag,
/// a version by its run, and everything else may be said twice.
/// </summary>
internal sealed class RunDelivery(MlflowClient mlflow, RunOutbox outbox, ModelVersions versions)
{
    /// <exception cref="MlflowException">Something of it did not arrive.</exception>
    public async Task DeliverAsync(StoredRun run, CancellationToken cancellation)
    {
        var there = await RunAsync(run, cancellation);
        await LogAsync(run, there, cancellation);
        await LinkAsync(run, there, cancellation);
        if (run.Version is { } version)
            await RegisterAsync(run, version, there, cancellation);
        await mlflow.EndRunAsync(there.RunId, MlflowNames.Status(run.Status), run.FinishedAt, cancellation);
    }

    private async Task<MlflowRun> RunAsync(StoredRun run, CancellationToken cancellation)
    {
        var experiment = await mlflow.ExperimentAsync(MlflowNames.Model(run.ModelName), cancellation);
        var there = await mlflow.FindRunAsync(experiment, MlflowNames.RunIdTag, run.RunId, cancellation)
            ?? await mlflow.CreateRunAsync(
                experiment, run.StartedBy, MlflowNames.Run(run), run.StartedAt, [new MlflowText(MlflowNames.RunIdTag, run.RunId)], cancellation);
        await outbox.KeepRunAsync(run.Number, there);
        return there;
    }

    private async Task LogAsync(StoredRun run, MlflowRun there, CancellationToken cancellation)
    {
        // The same moment each time: what is sent twice is then the same point and not a second one.
        var moment = run.FinishedAt.ToUnixTimeMilliseconds();
        var batches = MlflowBatch.Of(
            run.Metrics.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => new MlflowMetric(m.Key, m.Value, moment, 0)),
            run.Parameters.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new MlflowText(p.Key, p.Value.Text)),
            MlflowNames.Tags(run));
        foreach (var batch in batches)
            await mlflow.LogAsync(there.RunId, batch, cancellation);
    }

    /// <summary>
    /// A search ends, and is sent, after its trials. Each of the two looks for the other once it is there itself, so that the
    /// later of them finds the earlier one.
    /// </summary>
    private async Task LinkAsync(StoredRun run, MlflowRun there, CancellationToken cancellation)
    {
        if (run.ParentRunId is { } search && await outbox.ParentAsync(search, cancellation) is { } parent)
            await mlflow.TagAsync(there.RunId, MlflowNames.ParentTag, parent, cancellation);
        foreach (var trial in run.IsTrial ? [] : await outbox.TrialsAsync(run.RunId, cancellation))
            await mlflow.TagAsync(trial, MlflowNames.ParentTag, there.RunId, cancellation);
    }

    private async Task RegisterAsync(StoredRun run, int version, MlflowRun there, CancellationToken cancellation)
    {
        if (there.ArtefactPath is null)
        {
            await mlflow.TagAsync(there.RunId, MlflowNames.ArtefactTag, "not sent: this server takes no files from clients (start it with --serve-artifacts)", cancellation);
        }
        else
        {
            await mlflow.UploadAsync(there, "model/model.json", await versions.ArtefactAsync(run.ModelName, version, cancellation), cancellation);
            await mlflow.UploadAsync(there, "evaluation.json", Encoding.UTF8.GetBytes(await versions.EvaluationAsync(run.ModelName, version, cancellation) ?? "{}"), cancellation);
        }

        var name = MlflowNames.Model(run.ModelName);
        await mlflow.RegisterModelAsync(name, $"RiskInsights: {run.ModelName}", cancellation);
        await outbox.KeepVersionAsync(run.Number, await mlflow.ModelVersionAsync(name, $"{there.ArtefactUri}/model", there.RunId, cancellation));
    }
}
