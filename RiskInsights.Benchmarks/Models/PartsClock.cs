using System.Diagnostics;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Benchmarks.Models;

/// <summary>Times a job by the steps that it reports, on a job's own thread, as the dashboard runs it.</summary>
internal sealed class PartsClock
{
    private readonly Lock _lock = new();
    private readonly List<MeasuredPart> _parts = [];
    private string? _step;
    private long _since = Stopwatch.GetTimestamp();
    private TimeSpan _cpuBefore = Environment.CpuUsage.TotalTime;

    private PartsClock()
    {
    }

    /// <param name="job">Receives what it is to report its steps to.</param>
    /// <param name="asked">The most seconds that are accepted.</param>
    public static async Task<MeasuredWork> OfAsync(string name, double? asked, Func<Action<string, double>, Task> job)
    {
        var clock = new PartsClock();
        var (since, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        await JobThread.RunAsync(() => job(clock.Report));
        var whole = new MeasuredPart(name, Stopwatch.GetElapsedTime(since).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
        clock.End();
        return new MeasuredWork(name, asked, whole, clock._parts);
    }

    /// <summary>Times something once.</summary>
    public static MeasuredPart Of(string name, Action work)
    {
        var (since, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        work();
        return new MeasuredPart(name, Stopwatch.GetElapsedTime(since).TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalSeconds);
    }

    // Learners report from several threads, and out of turn.
    private void Report(string step, double share)
    {
        lock (_lock)
        {
            if (_step is not null && !string.Equals(step, _step, StringComparison.Ordinal))
                End();
            _step = step;
        }
    }

    private void End()
    {
        var (now, cpu) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        _parts.Add(new MeasuredPart(Words(_step ?? "all"), Stopwatch.GetElapsedTime(_since, now).TotalSeconds, (cpu - _cpuBefore).TotalSeconds));
        (_since, _cpuBefore) = (now, cpu);
    }

    /// <summary><c>job_reading_features</c> → reading features.</summary>
    private static string Words(string step) => step.Replace("job_", "", StringComparison.Ordinal).Replace('_', ' ');
}
