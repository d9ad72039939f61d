using System.Collections.Concurrent;
using System.Diagnostics;

namespace RiskInsights.Benchmarks.Interface;

/// <summary>A few analysts who open page after page of the running program, with a moment to read.</summary>
internal sealed class Visitors(Uri address, IReadOnlyList<PageVisit> pages, int count)
{
    private readonly ConcurrentBag<(string Page, double Milliseconds)> _answers = [];

    /// <summary>Milliseconds until the page and the answers for its figures were there.</summary>
    public IReadOnlyCollection<(string Page, double Milliseconds)> Answers => _answers;

    /// <summary>Lets them open pages until <paramref name="until"/> is done.</summary>
    /// <param name="seed">Of what they open and when.</param>
    public Task OpenAsync(Task until, int seed) => Task.WhenAll(Enumerable.Range(0, count).Select(person => OpenAsync(until, new Random((seed * count) + person))));

    private async Task OpenAsync(Task until, Random random)
    {
        using var client = new HttpClient { BaseAddress = address };
        while (!until.IsCompleted)
        {
            var page = pages[random.Next(pages.Count)];
            var clock = Stopwatch.StartNew();
            await client.GetStringAsync(new Uri(page.Path, UriKind.Relative));
            await Task.Run(page.AskAsync);
            _answers.Add((page.Name, clock.Elapsed.TotalMilliseconds));
            await Task.WhenAny(until, Task.Delay(random.Next(50, 350)));
        }
    }
}
