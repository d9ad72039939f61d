using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace RiskInsights.Tests.Tracking;

/// <summary>
/// A server that answers as MLflow 1.26 does over HTTP, with its errors and limits, and keeps everything in memory. It can be
/// told to be down, slow, wrong, or to die after some calls. What it does not know it refuses, as a real one would.
/// </summary>
public sealed partial class MlflowStandIn : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly WebApplication _app;
    private readonly Dictionary<string, Func<HttpContext, JsonNode, JsonNode>> _calls;

    private MlflowStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0").ConfigureKestrel(k => k.Limits.MaxRequestBodySize = 64 << 20);
        _app = builder.Build();
        _app.Run(AnswerAsync);
        _calls = new(StringComparer.Ordinal)
        {
            ["POST experiments/create"] = (_, body) => CreateExperiment(Text(body, "name")),
            ["GET experiments/get-by-name"] = (http, _) => ExperimentByName(http.Request.Query["experiment_name"].ToString()),
            ["POST runs/create"] = (_, body) => CreateRun(body),
            ["POST runs/log-batch"] = (_, body) => LogBatch(body),
            ["POST runs/set-tag"] = (_, body) => SetTag(body),
            ["POST runs/update"] = (_, body) => UpdateRun(body),
            ["POST runs/search"] = (_, body) => SearchRuns(body),
            ["POST registered-models/create"] = (_, body) => RegisterModel(Text(body, "name")),
            ["POST model-versions/create"] = (_, body) => CreateVersion(body),
            ["GET model-versions/search"] = (http, _) => SearchVersions(http.Request.Query["filter"].ToString()),
            ["POST model-versions/transition-stage"] = (_, body) => Transition(body),
            ["POST registered-models/alias"] = (_, body) => SetAlias(body),
        };
    }

    public string Address { get; private set; } = "";

    /// <summary>What was asked, in order: "POST runs/create".</summary>
    public List<string> Calls { get; } = [];

    public Dictionary<string, string> Experiments { get; } = new(StringComparer.Ordinal) { ["Default"] = "0" };

    public List<StandInRun> Runs { get; } = [];

    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    public List<StandInVersion> Versions { get; } = [];

    public HashSet<string> Models { get; } = new(StringComparer.Ordinal);

    /// <summary>Model name → version, on a server that knows aliases.</summary>
    public Dictionary<string, string> Champions { get; } = new(StringComparer.Ordinal);

    public bool KnowsAliases { get; set; }

    /// <summary>Keeps files itself; otherwise runs have a bucket as their place.</summary>
    public bool ServesArtefacts { get; set; } = true;

    /// <summary>Hangs up without an answer.</summary>
    public bool IsDown { get; set; }

    public TimeSpan Delay { get; set; }

    /// <summary>Answers this and nothing else.</summary>
    public (int Status, string Body)? Always { get; set; }

    /// <summary>Answers this call with 200 and nothing: "POST runs/search".</summary>
    public string? SaysNothingTo { get; set; }

    /// <summary>Refuses what is about this run with this status.</summary>
    public (string RunName, int Status)? Poison { get; set; }

    /// <summary>Does so many more calls, the last of them without an answer, and is down then.</summary>
    public int? DiesAfter { get; set; }

    public string? Token { get; set; }

    public static async Task<MlflowStandIn> StartAsync()
    {
        var server = new MlflowStandIn();
        await server._app.StartAsync();
        server.Address = server._app.Urls.Single();
        return server;
    }

    public StandInRun Run(string name) => Runs.Single(r => r.Tags["mlflow.runName"] == name);

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext http)
    {
        if (Delay > TimeSpan.Zero)
            await Task.Delay(Delay, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (IsDown)
        {
            http.Abort();
            return;
        }

        using var bytes = new MemoryStream();
        await http.Request.Body.CopyToAsync(bytes);
        int status;
        string answer;
        lock (_gate)
        {
            (status, answer) = Do(http, bytes.ToArray());
            IsDown = DiesAfter is { } left && (DiesAfter = left - 1) == 0;
        }

        if (IsDown)
        {
            http.Abort();
            return;
        }

        http.Response.StatusCode = status;
        http.Response.ContentType = answer.StartsWith('{') ? "application/json" : "text/html";
        await http.Response.WriteAsync(answer);
    }

    private (int Status, string Answer) Do(HttpContext http, byte[] bytes)
    {
        const string Api = "/api/2.0/mlflow/";
        const string Artefacts = "/api/2.0/mlflow-artifacts/artifacts/";
        var path = http.Request.Path.Value!;
        var call = $"{http.Request.Method} {(path.StartsWith(Api, StringComparison.Ordinal) ? path[Api.Length..] : path)}";
        Calls.Add(call);
        if (Always is { } always)
            return always;
        if (call == SaysNothingTo)
            return (200, "");
        if (Token is not null && http.Request.Headers.Authorization != $"Bearer {Token}")
            return (401, "<h1>Unauthorized</h1>");
        try
        {
            if (http.Request.Method == "PUT" && path.StartsWith(Artefacts, StringComparison.Ordinal) && ServesArtefacts)
            {
                Files[path[Artefacts.Length..]] = bytes;
                return (200, "{}");
            }

            return _calls.TryGetValue(call, out var answer) && (KnowsAliases || call != "POST registered-models/alias")
                ? (200, answer(http, Parse(bytes)).ToJsonString())
                : (404, "<!doctype html><title>404 Not Found</title>");
        }
        catch (StandInRefusal refusal)
        {
            return (refusal.Status, new JsonObject { ["error_code"] = refusal.Code, ["message"] = refusal.Message }.ToJsonString());
        }
    }

    private static JsonNode Parse(byte[] bytes) => bytes.Length switch
    {
        0 => new JsonObject(),
        > 1 << 20 => throw Invalid("A request has at most 1 MB."),
        _ => JsonNode.Parse(bytes)!,
    };

    private JsonObject CreateExperiment(string name)
    {
        if (!Experiments.TryAdd(name, Experiments.Count.ToString(CultureInfo.InvariantCulture)))
            throw Exists($"Experiment(name={name}) already exists.");
        return new JsonObject { ["experiment_id"] = Experiments[name] };
    }

    private JsonObject ExperimentByName(string name) => Experiments.TryGetValue(name, out var id)
        ? new JsonObject { ["experiment"] = new JsonObject { ["experiment_id"] = id, ["name"] = name, ["lifecycle_stage"] = "active" } }
        : throw Missing($"Could not find experiment with name '{name}'");

    private JsonObject CreateRun(JsonNode body)
    {
        var experiment = Text(body, "experiment_id");
        if (!Experiments.ContainsValue(experiment))
            throw Missing($"No Experiment with id={experiment} exists");
        var id = $"{Runs.Count + 1:x32}";
        // run_name is not among what an old server reads.
        var run = new StandInRun(id, experiment, ServesArtefacts ? $"mlflow-artifacts:/{experiment}/{id}/artifacts" : $"s3://bucket/{experiment}/{id}/artifacts")
        {
            User = Text(body, "user_id"),
            StartTime = body["start_time"]!.GetValue<long>(),
        };
        foreach (var tag in body["tags"]!.AsArray())
            run.Tags[Text(tag!, "key")] = Text(tag!, "value");
        Runs.Add(run);
        return new JsonObject { ["run"] = run.ToJson() };
    }

    private JsonObject LogBatch(JsonNode body)
    {
        var (metrics, parameters, tags) = (Items(body, "metrics"), Items(body, "params"), Items(body, "tags"));
        if (metrics.Count > 1000 || parameters.Count > 100 || tags.Count > 100 || metrics.Count + parameters.Count + tags.Count > 1000)
            throw Invalid($"A batch logging request can contain at most 1000 items: {metrics.Count} metrics, {parameters.Count} params, {tags.Count} tags.");
        var run = RunOf(body);
        foreach (var item in parameters)
        {
            var (key, value) = (Name(item), Text(item, "value"));
            if (value.Length > 250)
                throw Invalid($"Param value '{value}' had length {value.Length}, which exceeded length limit of 250");
            if (run.Params.TryGetValue(key, out var before) && before != value)
                throw Invalid($"Changing param values is not allowed. Param with key='{key}' was already logged with value='{before}'.");
            run.Params[key] = value;
        }

        foreach (var item in metrics)
            run.Metrics.Add((Name(item), Number(item["value"]!), item["timestamp"]!.GetValue<long>(), item["step"]!.GetValue<long>()));
        foreach (var item in tags)
            run.Tags[Name(item)] = Text(item, "value") is { Length: <= 5000 } value ? value : throw Invalid("Tag value exceeded length limit of 5000 characters");
        if (Poison is { } poison && run.Tags.GetValueOrDefault("mlflow.runName") == poison.RunName)
            throw new StandInRefusal(poison.Status, poison.Status == 500 ? "INTERNAL_ERROR" : "INVALID_PARAMETER_VALUE", "This run does not please.");
        return [];
    }

    private JsonObject SetTag(JsonNode body)
    {
        RunOf(body).Tags[Text(body, "key")] = Text(body, "value");
        return [];
    }

    private JsonObject UpdateRun(JsonNode body)
    {
        var run = RunOf(body);
        (run.Status, run.EndTime) = (Text(body, "status"), body["end_time"]!.GetValue<long>());
        return new JsonObject { ["run_info"] = run.ToJson()["info"]!.DeepClone() };
    }

    private JsonObject SearchRuns(JsonNode body)
    {
        var filter = TagFilter().Match(Text(body, "filter"));
        if (!filter.Success)
            throw Invalid("Invalid clause(s) in filter string");
        var experiments = body["experiment_ids"]!.AsArray().Select(e => e!.GetValue<string>()).ToList();
        var found = Runs.Where(r => experiments.Contains(r.ExperimentId) && r.Tags.GetValueOrDefault(filter.Groups["tag"].Value) == filter.Groups["value"].Value);
        return Listed("runs", found.Select(r => (JsonNode)r.ToJson()));
    }

    private JsonObject RegisterModel(string name) => Models.Add(name)
        ? new JsonObject { ["registered_model"] = new JsonObject { ["name"] = name } }
        : throw Exists($"Registered Model (name={name}) already exists.");

    private JsonObject CreateVersion(JsonNode body)
    {
        var name = Text(body, "name");
        if (!Models.Contains(name))
            throw Missing($"Registered Model with name={name} not found");
        var version = new StandInVersion(name, (Versions.Count(v => v.Name == name) + 1).ToString(CultureInfo.InvariantCulture), Text(body, "source"), Text(body, "run_id"));
        Versions.Add(version);
        return new JsonObject { ["model_version"] = version.ToJson() };
    }

    private JsonObject SearchVersions(string filter)
    {
        var run = RunFilter().Match(filter) is { Success: true } match ? match.Groups["run"].Value : throw Invalid("Invalid filter string");
        return Listed("model_versions", Versions.Where(v => v.RunId == run).Select(v => (JsonNode)v.ToJson()));
    }

    private JsonObject Transition(JsonNode body)
    {
        var version = VersionOf(body);
        var stage = Text(body, "stage") is "None" or "Staging" or "Production" or "Archived" ? Text(body, "stage") : throw Invalid("Invalid Model Version stage");
        if (body["archive_existing_versions"]!.GetValue<bool>())
        {
            foreach (var other in Versions.Where(v => v.Name == version.Name && v.Stage == stage))
                other.Stage = "Archived";
        }

        version.Stage = stage;
        return new JsonObject { ["model_version"] = version.ToJson() };
    }

    private JsonObject SetAlias(JsonNode body)
    {
        Champions[Text(body, "name")] = VersionOf(body).Version;
        return Text(body, "alias") == "champion" ? [] : throw Invalid("alias");
    }

    private StandInVersion VersionOf(JsonNode body) =>
        Versions.Find(v => v.Name == Text(body, "name") && v.Version == Text(body, "version")) ?? throw Missing("Model Version not found");

    private StandInRun RunOf(JsonNode body) => Runs.Find(r => r.Id == Text(body, "run_id")) ?? throw Missing($"Run with id={Text(body, "run_id")} not found");

    private static string Name(JsonNode item) =>
        Text(item, "key") is { Length: <= 250 } key && KeyText().IsMatch(key) ? key : throw Invalid($"Invalid name: '{Text(item, "key")}'.");

    private static double Number(JsonNode value) =>
        value.GetValueKind() == JsonValueKind.String ? double.Parse(value.GetValue<string>(), CultureInfo.InvariantCulture) : value.GetValue<double>();

    private static string Text(JsonNode body, string name) => body[name]?.GetValue<string>() is { } text ? text : throw Invalid($"Missing value for required parameter '{name}'.");

    private static List<JsonNode> Items(JsonNode body, string name) => [.. body[name]?.AsArray().Select(n => n!) ?? []];

    // As the protobuf of a real server: a list without an entry is left out.
    private static JsonObject Listed(string name, IEnumerable<JsonNode> items) => items.ToArray() is { Length: > 0 } some ? new JsonObject { [name] = new JsonArray(some) } : [];

    private static StandInRefusal Exists(string message) => new(400, "RESOURCE_ALREADY_EXISTS", message);

    private static StandInRefusal Missing(string message) => new(404, "RESOURCE_DOES_NOT_EXIST", message);

    private static StandInRefusal Invalid(string message) => new(400, "INVALID_PARAMETER_VALUE", message);

    [GeneratedRegex(@"^tags\.(?<tag>\w+) = '(?<value>[^']*)'$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TagFilter();

    [GeneratedRegex(@"^run_id='(?<run>\w+)'$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RunFilter();

    [GeneratedRegex(@"^[/\w.\- ]+$", RegexOptions.ECMAScript, 1000)]
    private static partial Regex KeyText();

    private sealed class StandInRefusal(int status, string code, string message) : Exception(message)
    {
        public int Status => status;

        public string Code => code;
    }
}
