namespace RiskInsights.Core.MachineLearning;

/// <summary>
/// The data cannot be learned from: one class only, too few rows, a constant or all-missing column. The message names
/// what is missing and how much, in words that can be shown to a user. (Mistakes of the calling code, like a wrong
/// length or an option out of range, are a plain <see cref="ArgumentException"/>.)
/// </summary>
public sealed class TrainingRefusedException : ArgumentException
{
    /// <param name="argument">The argument of the trainer that holds the offending data.</param>
    /// <param name="reason">The rule that the data broke.</param>
    public TrainingRefusedException(string argument, string reason) : base(reason, argument) => Reason = reason;

    /// <summary>The rule that the data broke, without the argument's name.</summary>
    public string Reason { get; }
}
