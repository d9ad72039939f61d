namespace RiskInsights.Tests.Components;

/// <summary>Files of the repository, for tests that read sources.</summary>
internal static class RepositoryFolder
{
    public static string Root { get; } = Find();

    public static string Dashboard => Path.Combine(Root, "RiskInsights.Dashboard");

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "RiskInsights.sln"))) return folder.FullName;
        }
        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds RiskInsights.sln.");
    }

    /// <summary>Sources of the dashboard with one of the extensions, without what the build makes.</summary>
    public static IEnumerable<string> Sources(params string[] extensions) =>
        Directory.EnumerateFiles(Dashboard, "*", SearchOption.AllDirectories)
            .Where(f => extensions.Contains(Path.GetExtension(f), StringComparer.Ordinal))
            .Where(f => !new[] { "bin", "obj", "node_modules", "lib", "_framework" }.Any(d => f.Contains(Path.DirectorySeparatorChar + d + Path.DirectorySeparatorChar, StringComparison.Ordinal)));
}
