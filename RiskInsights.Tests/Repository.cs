namespace RiskInsights.Tests;

/// <summary>The repository that the tests were built from: the folder above them that holds RiskInsights.sln.</summary>
public static class Repository
{
    public static string Root { get; } = Locate();

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string Locate()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "RiskInsights.sln"))) return directory.FullName;
        }
        throw new DirectoryNotFoundException("RiskInsights.sln stands in no folder above the tests.");
    }
}
