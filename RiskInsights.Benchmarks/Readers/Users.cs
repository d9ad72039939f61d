using System.Collections.Concurrent;
using System.Data.Common;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks.Readers;

/// <summary>A few people who ask, look for a moment and ask again.</summary>
/// <param name="ask">Asks one question, drawn at random; returns its name and the milliseconds until the answer.</param>
internal sealed class Users(Func<Random, Task<(string Question, double Milliseconds)>> ask, int count)
{
    private readonly ConcurrentBag<(string Question, double Milliseconds)> _answers = [];
    private readonly ConcurrentBag<string> _errors = [];

    public IReadOnlyCollection<(string Question, double Milliseconds)> Answers => _answers;

    public IReadOnlyCollection<string> Errors => _errors;

    /// <summary>Lets them ask until <paramref name="until"/> is done.</summary>
    /// <param name="seed">Of what they ask and when.</param>
    public Task AskAsync(Task until, int seed) => Task.WhenAll(Enumerable.Range(0, count).Select(user => AskAsync(until, new Random((seed * count) + user))));

    private async Task AskAsync(Task until, Random random)
    {
        while (!until.IsCompleted)
        {
            try
            {
                _answers.Add(await Task.Run(() => ask(random)));
            }
            catch (Exception error) when (error is WarehouseException or DbException)
            {
                _errors.Add(error.Message);
            }

            await Task.WhenAny(until, Task.Delay(random.Next(50, 350)));
        }
    }
}
