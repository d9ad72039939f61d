namespace RiskInsights.Core.Pipeline;

/// <summary>The steps as they are stored, in the order in which they run.</summary>
public static class StepNames
{
    public const string Import = "import";
    public const string Features = "features";
    public const string Score = "score";
    public const string Anomalies = "anomalies";
    public const string Exports = "exports";
    public const string Report = "report";

    public static IReadOnlyList<string> All { get; } = [Import, Features, Score, Anomalies, Exports, Report];
}
