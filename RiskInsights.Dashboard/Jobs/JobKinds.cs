namespace RiskInsights.Dashboard.Jobs;

/// <summary>The kinds of job, as they are stored.</summary>
public static class JobKinds
{
    public const string FirstRun = "first_run";
    public const string Import = "import";
    public const string Train = "train";
    public const string Search = "search";
    public const string Score = "score";
    public const string Explore = "explore";
    public const string Export = "export";
    public const string Pipeline = "pipeline";
}
