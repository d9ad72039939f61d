namespace RiskInsights.Dashboard.Jobs;

/// <summary>A job failed in a foreseen way, which may have a result all the same.</summary>
/// <param name="message">Why, in words for the analyst.</param>
/// <param name="result">As <see cref="IJob.RunAsync"/> would have returned it.</param>
public sealed class JobFailedException(string message, string? result = null) : Exception(message)
{
    public string? Result => result;
}
