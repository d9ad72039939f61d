namespace RiskInsights.Core.MachineLearning.Explanation;

/// <summary>Tries moves of several columns together, the most promising first. What they bring together is guessed from what was tried.</summary>
internal sealed class CounterfactualCombinations(CounterfactualTrials trials, CounterfactualMove[][] singles)
{
    /// <summary>Above it, moves that a cheaper one of their column betters are left out of pairs and triples.</summary>
    private const int MostPairs = 50_000;

    private const int MostTriples = 100_000;

    /// <summary>How many of the cheapest third moves that close the gap of a pair are worth a call.</summary>
    private const int ThirdMoves = 2;

    private readonly CounterfactualMove[][] _fronts = Array.ConvertAll(singles, Front);
    private readonly List<CounterfactualMoves> _pairs = [];

    /// <summary>Half of the calls left: first the pairs that should cross, the nearest first; then the others, the most promising first.</summary>
    public void TryPairs()
    {
        var columns = PairsOf(singles) <= MostPairs ? singles : _fronts;
        var (crossing, others) = (new List<CounterfactualMoves>(), new List<CounterfactualMoves>());
        for (var i = 0; i < columns.Length; i++)
        {
            foreach (var first in columns[i])
            {
                for (var j = i + 1; j < columns.Length; j++)
                {
                    foreach (var second in columns[j])
                    {
                        var pair = new CounterfactualMoves(first).With(second);
                        (pair.Gain >= trials.Needed ? crossing : others).Add(pair);
                    }
                }
            }
        }
        var share = trials.CallsLeft / 4;
        TryAll(Sorted(crossing, pair => pair.Price), share, _pairs.Add);
        TryAll(Sorted(others, pair => -pair.Gain), share, _pairs.Add);
    }

    /// <summary>Half of the calls left: third moves that alone bring what a tried pair lacks, the nearest first.</summary>
    public void TryTriples()
    {
        var triples = new List<CounterfactualMoves>();
        foreach (var pair in Sorted(_pairs, pair => pair.Price / Math.Max(pair.Gain, double.Epsilon)))
        {
            if (triples.Count >= MostTriples) break;
            foreach (var front in _fronts)
            {
                if (front.Length == 0 || pair.Columns.Contains(front[0].Column)) continue;
                var enough = Array.FindIndex(front, move => pair.Gain + move.Gain >= trials.Needed);
                for (var at = enough; at >= 0 && at < front.Length && at < enough + ThirdMoves; at++) triples.Add(pair.With(front[at]));
            }
        }
        TryAll(Sorted(triples, triple => triple.Price), trials.CallsLeft / 2, _ => { });
    }

    /// <summary>From the best single move: adds the best further move, then betters each in turn.</summary>
    public void Climb(int mostChanges)
    {
        if (singles.Length == 0) return;
        var best = new CounterfactualMoves(singles.SelectMany(moves => moves).MaxBy(move => move.Gain)!);
        while (best.Count < Math.Min(mostChanges, singles.Length) && trials.Finds.Chosen.Count == 0)
        {
            var grown = Best(singles.Where(moves => !best.Columns.Contains(moves[0].Column)).SelectMany(moves => moves).Select(move => best.With(move)));
            if (grown is not { } more) return;
            best = more;
            for (var i = 0; i < best.Count; i++)
            {
                var place = i;
                var moves = Array.Find(singles, moves => moves[0].Column == best[place].Column)!;
                if (Best(moves.Select(move => best.Replaced(place, move)!.Value)) is { } better && better.Gain > best.Gain) best = better;
            }
        }
    }

    /// <summary>Makes each chosen find's moves cheaper, one at a time, or leaves them out, as long as it still crosses.</summary>
    public void MoveBack()
    {
        var done = new HashSet<CounterfactualMoves>();
        while (trials.Finds.Chosen.Select(find => find.Moves).FirstOrDefault(moves => !done.Contains(moves)) is { First: not null } moves)
        {
            done.Add(moves);
            for (var i = 0; i < moves.Count; i++)
            {
                var (place, known) = (i, moves[i]);
                var cheaper = Array.Find(singles, moves => moves[0].Column == known.Column)!.Where(move => move.Price < known.Price);
                var tries = cheaper.Select(move => moves.Replaced(place, move)).Prepend(moves.Replaced(place, null)).OfType<CounterfactualMoves>();
                TryAll([.. tries], trials.CallsLeft, _ => { });
            }
        }
    }

    /// <summary>Tries in order what could still be of use, with at most so many calls.</summary>
    private void TryAll(CounterfactualMoves[] candidates, int mostCalls, Action<CounterfactualMoves> tried)
    {
        foreach (var moves in candidates)
        {
            if (mostCalls == 0) return;
            if (trials.Finds.IsBeaten(moves.Columns, moves.Price)) continue;
            mostCalls--;
            tried(moves with { Gain = trials.Try(moves) });
        }
    }

    private CounterfactualMoves? Best(IEnumerable<CounterfactualMoves> candidates)
    {
        CounterfactualMoves? best = null;
        foreach (var moves in candidates)
        {
            if (trials.CallsLeft == 0) break;
            var gain = trials.Try(moves);
            if (best is null || gain > best.Value.Gain) best = moves with { Gain = gain };
        }
        return best;
    }

    /// <summary>The moves of a column, by rising price, that bring more than every cheaper one.</summary>
    private static CounterfactualMove[] Front(CounterfactualMove[] moves)
    {
        var front = new List<CounterfactualMove>();
        var best = 0.0;
        foreach (var move in moves)
        {
            if (move.Gain <= best) continue;
            front.Add(move);
            best = move.Gain;
        }
        return [.. front];
    }

    private static long PairsOf(CounterfactualMove[][] columns)
    {
        long all = columns.Sum(moves => moves.Length);
        return ((all * all) - columns.Sum(moves => (long)moves.Length * moves.Length)) / 2;
    }

    private static CounterfactualMoves[] Sorted(List<CounterfactualMoves> moves, Func<CounterfactualMoves, double> key)
    {
        var sorted = moves.ToArray();
        Array.Sort(Array.ConvertAll(sorted, moves => key(moves)), sorted);
        return sorted;
    }
}
