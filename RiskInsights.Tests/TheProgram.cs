using System.Diagnostics;

namespace RiskInsights.Tests;

/// <summary>The real program, as it was built beside the tests, run as a process of its own.</summary>
public static class TheProgram
{
    private static readonly string Assembly = Path.Combine(
        Repository.Path("RiskInsights.Dashboard", "bin"), new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "RiskInsights.Dashboard.dll");

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output, await error);
    }

    /// <summary>Starts it and returns at once. The caller kills it.</summary>
    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = Path.GetTempPath() };
        start.ArgumentList.Add(Assembly);
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
