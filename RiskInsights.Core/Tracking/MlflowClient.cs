using System.Text.Json;

namespace RiskInsights.Core.Tracking;

/// <summary>
/// What this program asks of MLflow 1.26 and newer. Whatever makes something finds it instead where it is there already, so
/// that every call can be repeated.
/// </summary>
internal sealed class MlflowClient(MlflowConnection connection)
{
    /// <exception cref="MlflowException">For this and every other call.</exception>
    public async Task<string> ExperimentAsync(string name, CancellationToken cancellation)
    {
        if (await ExperimentOrNullAsync(name, cancellation) is { } there)
            return there;
        try
        {
            return Text(await connection.PostAsync("mlflow/experiments/create", new { name }, cancellation), "mlflow/experiments/create", "experiment_id");
        }
        catch (MlflowException error) when (error.Exists)
        {
            // Somebody made it in between.
            if (await ExperimentOrNullAsync(name, cancellation) is { } made)
                return made;
            throw;
        }
    }

    /// <summary>The run that carries a tag; null where none does.</summary>
    public async Task<MlflowRun?> FindRunAsync(string experimentId, string tag, string value, CancellationToken cancellation)
    {
        const string Path = "mlflow/runs/search";
        var answer = await connection.PostAsync(Path, new { experiment_ids = new[] { experimentId }, filter = $"tags.{tag} = '{value}'", max_results = 1 }, cancellation);
        return List(answer, Path, "runs") is [var run, ..] ? RunOf(run, Path) : null;
    }

    public async Task<MlflowRun> CreateRunAsync(
        string experimentId, string user, string name, DateTimeOffset startedAt, IReadOnlyList<MlflowText> tags, CancellationToken cancellation)
    {
        const string Path = "mlflow/runs/create";
        // Old servers do not know run_name and leave it alone; the tag mlflow.runName says the same.
        var body = new { experiment_id = experimentId, user_id = user, run_name = name, start_time = startedAt.ToUnixTimeMilliseconds(), tags };
        return RunOf(Part(await connection.PostAsync(Path, body, cancellation), Path, "run"), Path);
    }

    public Task LogAsync(string runId, MlflowBatch batch, CancellationToken cancellation) =>
        connection.PostAsync("mlflow/runs/log-batch", new { run_id = runId, batch.Metrics, batch.Params, batch.Tags }, cancellation);

    public Task TagAsync(string runId, string key, string value, CancellationToken cancellation) =>
        connection.PostAsync("mlflow/runs/set-tag", new { run_id = runId, key, value }, cancellation);

    /// <param name="status">FINISHED, FAILED or KILLED.</param>
    public Task EndRunAsync(string runId, string status, DateTimeOffset finishedAt, CancellationToken cancellation) =>
        connection.PostAsync("mlflow/runs/update", new { run_id = runId, status, end_time = finishedAt.ToUnixTimeMilliseconds() }, cancellation);

    /// <summary>Stores a file beside a run. Only for a run whose <see cref="MlflowRun.ArtefactPath"/> is not null.</summary>
    public Task UploadAsync(MlflowRun run, string file, byte[] bytes, CancellationToken cancellation) =>
        connection.PutAsync($"mlflow-artifacts/artifacts/{run.ArtefactPath}/{file}", bytes, cancellation);

    public async Task RegisterModelAsync(string name, string description, CancellationToken cancellation)
    {
        try
        {
            await connection.PostAsync("mlflow/registered-models/create", new { name, description }, cancellation);
        }
        catch (MlflowException error) when (error.Exists)
        {
            // As it should be from the second version on.
        }
    }

    /// <summary>The version that a run gave: the one that is there, or a new one.</summary>
    public async Task<string> ModelVersionAsync(string name, string source, string runId, CancellationToken cancellation)
    {
        const string Search = "mlflow/model-versions/search";
        const string Create = "mlflow/model-versions/create";
        var found = await connection.GetAsync($"{Search}?filter={Uri.EscapeDataString($"run_id='{runId}'")}", cancellation);
        foreach (var version in List(found, Search, "model_versions").Where(v => string.Equals(Text(v, Search, "name"), name, StringComparison.Ordinal)))
            return Text(version, Search, "version");
        return Text(Part(await connection.PostAsync(Create, new { name, source, run_id = runId }, cancellation), Create, "model_version"), Create, "version");
    }

    /// <summary>Says which version is in use: by the alias <c>champion</c>, or by the stage Production where the server is too old for aliases.</summary>
    public async Task ChampionAsync(string name, string version, CancellationToken cancellation)
    {
        try
        {
            await connection.PostAsync("mlflow/registered-models/alias", new { name, alias = "champion", version }, cancellation);
        }
        catch (MlflowException error) when (error.IsMissing)
        {
            await connection.PostAsync("mlflow/model-versions/transition-stage", new { name, version, stage = "Production", archive_existing_versions = true }, cancellation);
        }
    }

    private async Task<string?> ExperimentOrNullAsync(string name, CancellationToken cancellation)
    {
        const string Path = "mlflow/experiments/get-by-name";
        try
        {
            return Text(Part(await connection.GetAsync($"{Path}?experiment_name={Uri.EscapeDataString(name)}", cancellation), Path, "experiment"), Path, "experiment_id");
        }
        catch (MlflowException error) when (error.IsMissing)
        {
            return null;
        }
    }

    private static MlflowRun RunOf(JsonElement run, string path)
    {
        var info = Part(run, path, "info");
        return new MlflowRun(Text(info, path, "experiment_id"), Text(info, path, "run_id"), Text(info, path, "artifact_uri"));
    }

    private static JsonElement Part(JsonElement answer, string path, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object ? part : throw MlflowConnection.NotMlflow(path, null);

    /// <summary>A list without an entry is left out of an answer; an answer of nothing at all is not MLflow's.</summary>
    private static JsonElement[] List(JsonElement answer, string path, string name) =>
        answer.ValueKind != JsonValueKind.Object ? throw MlflowConnection.NotMlflow(path, null)
        : answer.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : [];

    private static string Text(JsonElement answer, string path, string name) =>
        answer.ValueKind == JsonValueKind.Object && answer.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()!
            : throw MlflowConnection.NotMlflow(path, null);
}
