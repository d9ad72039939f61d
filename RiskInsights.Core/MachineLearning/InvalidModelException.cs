namespace RiskInsights.Core.MachineLearning;

/// <summary>A stored model is not one that this program wrote: truncated, altered, of another kind or a newer version.</summary>
public sealed class InvalidModelException : Exception
{
    public InvalidModelException(string message) : base(message) { }

    public InvalidModelException(string message, Exception innerException) : base(message, innerException) { }
}
