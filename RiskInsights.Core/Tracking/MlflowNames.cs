using System.Globalization;
using RiskInsights.Core.ModelRegistry.Runs;

namespace RiskInsights.Core.Tracking;

/// <summary>How runs are called in MLflow. The beginning keeps them apart from other teams' and from MLflow's own experiment Default.</summary>
internal static class MlflowNames
{
    /// <summary>The tag by which a run is found again.</summary>
    public const string RunIdTag = "riskinsights_run_id";

    public const string ParentTag = "mlflow.parentRunId";

    /// <summary>Says why a file is not beside its run.</summary>
    public const string ArtefactTag = "riskinsights_artefact";

    /// <summary>Of the experiment and of the registered model.</summary>
    public static string Model(string modelName) => MlflowBatch.Key("riskinsights-" + modelName).Replace('/', '_');

    /// <summary>"default v14", or "default #12" for a run without a version.</summary>
    public static string Run(StoredRun run) => run.Version is { } version
        ? string.Create(CultureInfo.InvariantCulture, $"{run.ModelName} v{version}")
        : string.Create(CultureInfo.InvariantCulture, $"{run.ModelName} #{run.Number}");

    public static string Status(string status) => status switch
    {
        RunStatus.Finished => "FINISHED",
        RunStatus.Cancelled => "KILLED",
        _ => "FAILED",
    };

    public static IReadOnlyList<MlflowText> Tags(StoredRun run)
    {
        var tags = new List<MlflowText>
        {
            new(RunIdTag, run.RunId),
            new("mlflow.runName", Run(run)),
            new("mlflow.user", run.StartedBy),
            new("mlflow.source.name", "RiskInsights"),
            new("mlflow.source.type", "JOB"),
            new("riskinsights_run_number", run.Number.ToString(CultureInfo.InvariantCulture)),
            new("riskinsights_kind", run.Kind),
            new("riskinsights_status", run.Status),
            new("riskinsights_algorithm", run.Algorithm),
            new("riskinsights_code_version", run.CodeVersion),
        };
        if (run.DataFingerprint.Length > 0)
            tags.Add(new("riskinsights_data_fingerprint", run.DataFingerprint));
        if (run.Version is { } version)
            tags.Add(new("riskinsights_version", version.ToString(CultureInfo.InvariantCulture)));
        if (run.ParentRunId is { } search)
            tags.Add(new("riskinsights_parent_run_id", search));
        if (run.Message is { } message)
            tags.Add(new("mlflow.note.content", message));
        return tags;
    }
}
