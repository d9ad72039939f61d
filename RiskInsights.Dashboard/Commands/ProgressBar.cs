using System.Globalization;

namespace RiskInsights.Dashboard.Commands;

/// <summary>A progress bar on the error stream, so that standard output stays for results; plain lines where that is no terminal.</summary>
internal sealed class ProgressBar : IDisposable
{
    private const int Width = 30;
    private readonly Lock _gate = new();
    private int _shown = -1;
    private bool _drawn;

    public void Report(string step, double share)
    {
        lock (_gate)
        {
            var percent = (int)(Math.Clamp(share, 0, 1) * 100);
            if (percent == _shown || (Console.IsErrorRedirected && percent / 10 == _shown / 10 && _shown >= 0))
                return;
            _shown = percent;
            var text = string.Create(CultureInfo.InvariantCulture, $"{percent,3}% {Words(step)}");
            if (Console.IsErrorRedirected)
            {
                Console.Error.WriteLine(text);
                return;
            }

            var filled = percent * Width / 100;
            Console.Error.Write($"\r[{new string('#', filled)}{new string('.', Width - filled)}] {text,-40}");
            _drawn = true;
        }
    }

    /// <summary>Steps of jobs are keys of texts; without a page they are read as words.</summary>
    public static string Words(string step) =>
        step.StartsWith("job_", StringComparison.Ordinal) ? step["job_".Length..].Replace('_', ' ') : step;

    /// <summary>Ends the bar and prints the result.</summary>
    public void Finish(string result)
    {
        Dispose();
        Console.WriteLine(result);
    }

    public void Dispose()
    {
        if (_drawn)
            Console.Error.WriteLine();
        _drawn = false;
    }
}
