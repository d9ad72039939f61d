using System.Text.Json.Nodes;

namespace RiskInsights.Tests.Tracking;

/// <summary>A run as the stand-in keeps it.</summary>
public sealed class StandInRun(string id, string experimentId, string artefactUri)
{
    public string Id => id;

    public string ExperimentId => experimentId;

    public string Status { get; set; } = "RUNNING";

    public string User { get; init; } = "";

    public long StartTime { get; init; }

    public long? EndTime { get; set; }

    public Dictionary<string, string> Params { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string> Tags { get; } = new(StringComparer.Ordinal);

    /// <summary>A point that is sent again is the same point.</summary>
    public HashSet<(string Key, double Value, long Timestamp, long Step)> Metrics { get; } = [];

    public double Metric(string key) => Metrics.Single(m => m.Key == key).Value;

    internal JsonObject ToJson() => new()
    {
        ["info"] = new JsonObject { ["run_id"] = id, ["experiment_id"] = experimentId, ["artifact_uri"] = artefactUri, ["status"] = Status },
    };
}

/// <summary>A version of a registered model as the stand-in keeps it.</summary>
public sealed class StandInVersion(string name, string version, string source, string runId)
{
    public string Name => name;

    public string Version => version;

    public string Source => source;

    public string RunId => runId;

    public string Stage { get; set; } = "None";

    internal JsonObject ToJson() => new() { ["name"] = name, ["version"] = version, ["source"] = source, ["run_id"] = runId, ["current_stage"] = Stage };
}
