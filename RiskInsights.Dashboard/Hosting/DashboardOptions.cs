using RiskInsights.Core.Tracking;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Hosting;

/// <summary>What the program is started with. Checked at once, all errors together.</summary>
public sealed record DashboardOptions
{
    /// <summary>The folder that everything is written into. Default <c>data</c> in the current directory.</summary>
    public string Data { get; init; } = "data";

    /// <summary>Where the dashboard listens, separated by semicolons. Default <c>http://localhost:8000</c>.</summary>
    public string Urls { get; init; } = "http://localhost:8000";

    /// <summary>The name that decisions are stored with. Default: the name of the operating system's user, or <c>analyst</c> where it has none, as in containers.</summary>
    public string Analyst { get; init; } = Environment.UserName is { Length: > 0 } name ? name : "analyst";

    /// <summary>Clients of the demo bank that <c>serve</c> makes in an empty folder. Default 2,000; 100 to 100,000.</summary>
    public int DemoClients { get; init; } = 2000;

    /// <summary>Which engine keeps the warehouse, and where. Default: SQLite in the data folder.</summary>
    public WarehouseOptions Warehouse { get; init; } = new();

    /// <summary>
    /// A file that holds the pseudonym key (64 hexadecimal digits), for example a secret that all replicas mount. Default: the
    /// data folder's <c>keys/pseudonym.key</c>, made on first use.
    /// </summary>
    public string? PseudonymKeyFile { get; init; }

    /// <summary>Where runs are sent besides the warehouse. Default: nowhere.</summary>
    public TrackingOptions Tracking { get; init; } = new();

    /// <summary>When the pipeline runs and what it does. Default: never by itself.</summary>
    public PipelineSettings Pipeline { get; init; } = new();

    public DataFolder Folder => new(Path.GetFullPath(Data)) { MountedPseudonymKey = PseudonymKeyFile is null ? null : Path.GetFullPath(PseudonymKeyFile) };

    /// <exception cref="InvalidOptionsException">Names every option that is wrong.</exception>
    public void Validate()
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(Data))
            errors.Add("--data needs a folder.");
        else if (File.Exists(Data))
            errors.Add($"--data {Data} is a file; a folder is needed.");
        if (string.IsNullOrWhiteSpace(Analyst))
            errors.Add("--analyst needs a name.");
        if (DemoClients is < 100 or > 100_000)
            errors.Add($"--demo-clients {DemoClients} is not between 100 and 100000.");
        if (PseudonymKeyFile is not null && !File.Exists(PseudonymKeyFile))
            errors.Add($"Privacy:PseudonymKeyFile {PseudonymKeyFile} is no file.");
        errors.AddRange(Warehouse.Errors());
        errors.AddRange(Tracking.Errors());
        errors.AddRange(Pipeline.Errors());
        errors.AddRange(Urls.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Where(u => !Uri.TryCreate(u.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal), UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            .Select(u => $"--urls {u} is not an http address such as http://localhost:8000."));
        if (errors.Count > 0)
            throw new InvalidOptionsException(string.Join(" ", errors));
    }
}

/// <summary>The program was started with options that cannot work.</summary>
public sealed class InvalidOptionsException(string message) : Exception(message);
