namespace RiskInsights.Core.Pipeline;

/// <summary>A run ended because a step failed; the message says which, why, and what still stands.</summary>
public sealed class PipelineFailedException : Exception
{
    /// <param name="done">The steps of the run that ended well before.</param>
    internal PipelineFailedException(string step, Exception cause, IReadOnlyCollection<string> done)
        : base($"The step {step} failed: {cause.Message.TrimEnd('.')}. {Standing(step, done)}", cause) => Step = step;

    internal PipelineFailedException(string message)
        : base(message) => Step = "";

    /// <summary>A name of <see cref="StepNames"/>; empty when the run could not begin.</summary>
    public string Step { get; }

    private static string Standing(string step, IReadOnlyCollection<string> done)
    {
        var kept = done.Count == 0 ? "Nothing of this run was done before it" : $"What this run did before it stands ({string.Join(", ", done)})";
        return $"{kept}; of {step} and what follows, the results of the run before stand. A retry goes on with {step}.";
    }
}
