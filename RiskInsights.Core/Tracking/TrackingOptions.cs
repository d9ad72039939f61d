namespace RiskInsights.Core.Tracking;

/// <summary>Where runs are sent besides the warehouse. By default nowhere.</summary>
public sealed record TrackingOptions
{
    /// <summary>Address of the MLflow server, for example <c>https://mlflow.bank.example</c>; a path in it stays. Null: runs are kept in the warehouse alone.</summary>
    public string? MlflowUri { get; init; }

    /// <summary>Sent as <c>Authorization: Bearer …</c>. Never to be logged.</summary>
    public string? MlflowToken { get; init; }

    /// <summary>A file that holds the token and nothing else, such as a mounted secret; read at every start.</summary>
    public string? MlflowTokenFile { get; init; }

    /// <summary>How long one call may take. Default 30 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long all calls for one run may take; longer is another attempt. Default 2 minutes, so that a lease outlasts it.</summary>
    public TimeSpan RunTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How often the warehouse is asked for runs that wait. Default 5 s.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(5);

    public bool IsConfigured => !string.IsNullOrWhiteSpace(MlflowUri);

    /// <summary>What is wrong, as sentences; empty when nothing is.</summary>
    public IEnumerable<string> Errors()
    {
        if (IsConfigured && (!Uri.TryCreate(MlflowUri, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https")))
            yield return $"Tracking:MlflowUri {MlflowUri} is not an http address such as https://mlflow.bank.example.";
        else if (IsConfigured && new Uri(MlflowUri!) is { } address && (address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0))
            yield return "Tracking:MlflowUri is an address alone, without a user, a query or a fragment: a token goes into Tracking:MlflowTokenFile.";
        if (!IsConfigured && (MlflowToken is not null || MlflowTokenFile is not null))
            yield return "Tracking:MlflowToken is set, but Tracking:MlflowUri is not: there is nobody to show it to.";
        if (MlflowToken is not null && MlflowTokenFile is not null)
            yield return "Tracking:MlflowToken and Tracking:MlflowTokenFile are both set: one of them is enough.";
        if (MlflowToken is not null && !IsSendable(MlflowToken))
            yield return "Tracking:MlflowToken is empty or holds a character that no token has.";
        if (MlflowTokenFile is not null && !File.Exists(MlflowTokenFile))
            yield return $"Tracking:MlflowTokenFile {MlflowTokenFile} is not there.";
        else if (MlflowTokenFile is not null && !IsSendable(Token()!))
            yield return $"Tracking:MlflowTokenFile {MlflowTokenFile} is empty or holds a character that no token has.";
    }

    /// <summary>The page of a run in MLflow's own interface; null where it is not known.</summary>
    public string? UrlOf(string? experimentId, string? runId) => IsConfigured && experimentId is not null && runId is not null
        ? $"{MlflowUri!.TrimEnd('/')}/#/experiments/{Uri.EscapeDataString(experimentId)}/runs/{Uri.EscapeDataString(runId)}"
        : null;

    /// <summary>Without the token.</summary>
    public override string ToString() => MlflowUri ?? "none";

    // Editors and `echo` end a file with a line break, which is no part of the token.
    internal string? Token() => MlflowToken ?? (MlflowTokenFile is null ? null : File.ReadAllText(MlflowTokenFile).TrimEnd('\r', '\n'));

    private static bool IsSendable(string token) => token.Length > 0 && !token.AsSpan().ContainsAnyExceptInRange('!', '~');
}
