namespace RiskInsights.Benchmarks;

/// <summary>The folder of committed results.</summary>
internal static class Results
{
    public static string PathOf(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RiskInsights.Benchmarks.csproj")))
            folder = folder.Parent;
        return Path.Combine(folder?.FullName ?? Environment.CurrentDirectory, "results", name);
    }
}
