namespace RiskInsights.Core.Insights.Clients;

/// <summary>Which clients are listed. An empty list restricts nothing.</summary>
public sealed record ClientListFilter
{
    /// <summary>Beginning of a pseudonym (with <c>CL-</c> or without) or of an account's number; empty for all.</summary>
    public string Search { get; init; } = "";

    public IReadOnlyList<string> Segments { get; init; } = [];

    /// <summary>Countries of the clients, ISO 3166 alpha-2.</summary>
    public IReadOnlyList<string> Countries { get; init; } = [];

    /// <summary><c>verified</c>, <c>pending</c>, <c>expired</c> or <c>refused</c>; null for any.</summary>
    public string? KycStatus { get; init; }

    /// <summary>Probability of default, at least; null for any, scored or not.</summary>
    public double? AtLeast { get; init; }

    /// <summary>Probability of default, below; null for any, scored or not.</summary>
    public double? Below { get; init; }

    public ClientPresence Presence { get; init; }

    internal bool IsByScore => AtLeast is not null || Below is not null;
}

public enum ClientPresence
{
    All,

    /// <summary>Has not left.</summary>
    Present,

    Left,
}

public enum ClientSort
{
    /// <summary>By probability of default; clients without a score stand last.</summary>
    Risk,

    ClientId,

    /// <summary>By the day they joined; unknown days stand last.</summary>
    Joined,
}
