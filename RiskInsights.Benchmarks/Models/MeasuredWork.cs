namespace RiskInsights.Benchmarks.Models;

/// <summary>A piece of work with its parts, in their order.</summary>
/// <param name="Asked">The most seconds that are accepted; null where nothing is asked.</param>
internal sealed record MeasuredWork(string Name, double? Asked, MeasuredPart Whole, IReadOnlyList<MeasuredPart> Parts)
{
    public bool IsKept => Asked is not { } most || Whole.Seconds <= most;
}

/// <param name="Seconds">By the clock on the wall.</param>
/// <param name="CpuSeconds">Of all threads of the process.</param>
internal sealed record MeasuredPart(string Name, double Seconds, double CpuSeconds);
