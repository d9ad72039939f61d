namespace RiskInsights.Core.Tracking;

/// <summary>A run as MLflow has it.</summary>
internal sealed record MlflowRun(string ExperimentId, string RunId, string ArtefactUri)
{
    private const string Proxied = "mlflow-artifacts:";

    /// <summary>
    /// Where files of the run are put through the server; null where the server keeps them in a store of its own (a bucket, a
    /// folder) that only clients with its keys can write into.
    /// </summary>
    public string? ArtefactPath
    {
        get
        {
            if (!ArtefactUri.StartsWith(Proxied, StringComparison.Ordinal))
                return null;
            // mlflow-artifacts:/1/… is this server, mlflow-artifacts://host/1/… names it.
            var path = ArtefactUri[Proxied.Length..];
            if (path.StartsWith("//", StringComparison.Ordinal))
                path = path.IndexOf('/', 2) is var slash and > 0 ? path[slash..] : "";
            return path.Trim('/') is { Length: > 0 } trimmed ? trimmed : null;
        }
    }
}
