namespace RiskInsights.Tests;

/// <summary>
/// The real data sets that tests read and the repository never holds. They are looked for in
/// <c>../shared/data</c> beside the repository's root; the environment variable
/// <c>RISKINSIGHTS_REAL_DATA</c> names another folder.
/// </summary>
public static class RealData
{
    private const string FolderVariable = "RISKINSIGHTS_REAL_DATA";
    private const string RequireAllVariable = "RISKINSIGHTS_REQUIRE_ALL";

    /// <summary>The folder's full path, whether or not it exists.</summary>
    public static string Folder { get; } = Locate();

    public static bool IsPresent => Directory.Exists(Folder);

    /// <summary>True where an absent folder must fail instead of being skipped (CI).</summary>
    public static bool IsRequired =>
        string.Equals(Environment.GetEnvironmentVariable(RequireAllVariable), "1", StringComparison.Ordinal);

    /// <summary>The full path of a file or folder below <see cref="Folder"/>, e.g. <c>Path("anomaly", "pima.csv")</c>.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Folder, .. parts]);

    private static string Locate()
    {
        var named = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrWhiteSpace(named)) return System.IO.Path.GetFullPath(named);
        return System.IO.Path.GetFullPath(Repository.Path("..", "shared", "data"));
    }

    internal static string? SkipReason =>
        IsPresent || IsRequired ? null : $"The real data is absent ({FolderVariable} or ../shared/data beside the repository).";
}

/// <summary>A test on real data: skipped, saying so, where the folder is absent; run and failing there when everything is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute() => Skip = RealData.SkipReason;
}

/// <summary>As <see cref="RealDataFactAttribute"/>, for a theory.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataTheoryAttribute : TheoryAttribute
{
    public RealDataTheoryAttribute() => Skip = RealData.SkipReason;
}
