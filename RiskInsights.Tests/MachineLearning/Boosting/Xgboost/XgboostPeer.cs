using System.Diagnostics;

namespace RiskInsights.Tests.MachineLearning.Boosting.Xgboost;

/// <summary>The real XGBoost of the machine: Debian's python3-xgboost.</summary>
internal static class XgboostPeer
{
    private const string Python = "/usr/bin/python3";

    public static string? SkipReason { get; } =
        Directory.Exists("/usr/lib/python3/dist-packages/xgboost") || RealData.IsRequired ? null : "There is no python3-xgboost on this machine.";

    /// <summary>Runs one of the scripts in Stored/ and fails with what it said if it fails.</summary>
    public static void Run(string script, params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, [StoredModel.Path(script), .. arguments]) { RedirectStandardError = true, UseShellExecute = false };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, said);
    }
}

/// <summary>A test against the real XGBoost: skipped, saying so, where it is absent; failing there when everything is required.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class XgboostFactAttribute : FactAttribute
{
    public XgboostFactAttribute() => Skip = XgboostPeer.SkipReason;
}
