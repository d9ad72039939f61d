using System.Security.Cryptography;

namespace RiskInsights.Dashboard.Components.States;

/// <summary>Something that failed: a number that the analyst can pass on, under which the log has the exception.</summary>
internal sealed record Failure(string Id)
{
    /// <summary>Writes the exception to the log under a new number.</summary>
    public static Failure Log(ILogger logger, Exception exception, string where)
    {
        var failure = new Failure("E-" + RandomNumberGenerator.GetHexString(6));
        logger.LogError(exception, "{ErrorId}: {Where} failed", failure.Id, where);
        return failure;
    }
}
