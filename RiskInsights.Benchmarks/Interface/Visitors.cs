using System.Collections.Concurrent;
using System.Diagnostics;

namespace RiskInsights.Benchmarks.Interface;

/// <summary>A few analysts who open page after page of the running program, with a moment to read.</summary>
/// <param name="pages">What they open, with a name for each kind of page.</param>
internal sealed class Visitors(Uri address, IReadOnlyList<(string Name, string Path)> pages, int count)
{
    private readonly ConcurrentBag<(string Page, double Milliseconds)> _answers = [];

    /// <summary>Milliseconds from the question to the page's last byte.</summary>
    public IReadOnlyCollection<(string Page, double Milliseconds)> Answers => _answers;

    /// <summary>Lets them open pages until <paramref name="until"/> is done.</summary>
    /// <param name="seed">Of what they open and when.</param>
    public Task OpenAsync(Task until, int seed) => Task.WhenAll(Enumerable.Range(0, count).Select(person => OpenAsync(until, new Random((seed * count) + person))));

    private async Task OpenAsync(Task until, Random random)
    {
        using var client = new HttpClient { BaseAddress = address };
        while (!until.IsCompleted)
        {
            var (name, path) = pages[random.Next(pages.Count)];
            var clock = Stopwatch.StartNew();
            await client.GetStringAsync(new Uri(path, UriKind.Relative));
            _answers.Add((name, clock.Elapsed.TotalMilliseconds));
            await Task.WhenAny(until, Task.Delay(random.Next(50, 350)));
        }
    }
}
