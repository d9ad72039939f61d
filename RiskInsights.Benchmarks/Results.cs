namespace RiskInsights.Benchmarks;

/// <summary>Where benchmarks read from and write to.</summary>
internal static class Results
{
    private static readonly string Project = Locate();

    /// <summary>A committed result.</summary>
    public static string PathOf(string name) => Path.Combine(Project, "results", name);

    /// <summary>A page of the documentation that a benchmark writes.</summary>
    public static string DocumentOf(string name) => Path.GetFullPath(Path.Combine(Project, "..", "docs", name));

    /// <summary>Something of the folder <c>shared</c> beside the repository: real data, the peers' scripts.</summary>
    public static string Shared(params string[] parts) => Path.GetFullPath(Path.Combine([Project, "..", "..", "shared", .. parts]));

    private static string Locate()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "RiskInsights.Benchmarks.csproj")))
            folder = folder.Parent;
        return folder?.FullName ?? Environment.CurrentDirectory;
    }
}
