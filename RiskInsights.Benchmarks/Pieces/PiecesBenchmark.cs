using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Running;

namespace RiskInsights.Benchmarks.Pieces;

/// <summary>The pieces of the learning core by BenchmarkDotNet.</summary>
internal static class PiecesBenchmark
{
    /// <param name="options">BenchmarkDotNet's own; without any, all pieces are measured.</param>
    public static int Run(string[] options)
    {
        var switcher = BenchmarkSwitcher.FromTypes([typeof(TrainingPieces), typeof(ScoringPieces)]);
        var summaries = options.Length > 0 ? switcher.Run(options, Config) : switcher.RunAll(Config);
        return summaries.All(summary => summary.Reports.All(report => report.Success)) ? 0 : 1;
    }

    private static IConfig Config => DefaultConfig.Instance.WithArtifactsPath(Path.Combine(Path.GetTempPath(), "riskinsights-pieces"));
}
