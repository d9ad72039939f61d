namespace RiskInsights.Core.Tracking;

/// <summary>A call to MLflow did not do what it was for; the message says why, for the analyst.</summary>
public sealed class MlflowException : Exception
{
    public MlflowException(MlflowTrouble trouble, string message, Exception? cause = null) : base(message, cause) => Trouble = trouble;

    public MlflowTrouble Trouble { get; }

    /// <summary>MLflow's own code, such as <c>RESOURCE_DOES_NOT_EXIST</c>; null where it gave none.</summary>
    public string? Code { get; init; }

    internal bool IsMissing => Trouble == MlflowTrouble.Missing;

    internal bool Exists => string.Equals(Code, "RESOURCE_ALREADY_EXISTS", StringComparison.Ordinal);
}

/// <summary>Whom an error is about.</summary>
public enum MlflowTrouble
{
    /// <summary>Nobody answers, or not as MLflow does, or it does not know us: every other call would fail as well.</summary>
    Server,

    /// <summary>This call alone.</summary>
    Call,

    /// <summary>This call alone: MLflow has no such thing, or no such call.</summary>
    Missing,
}
