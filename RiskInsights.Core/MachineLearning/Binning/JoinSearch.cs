namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>
/// Finds, among all ways to join neighbouring fine bins, the one with the greatest information value that obeys the rules. Exact,
/// by dynamic programming over the last bin (which fine bins it spans), the number of bins, and the phase of the trend: the
/// rules between neighbours need no more than that of what came before.
/// </summary>
internal sealed class JoinSearch
{
    private readonly int _fine;
    private readonly int[] _rowsBefore;
    private readonly int[] _badsBefore;
    private readonly int _leastRows;
    private readonly int _mostBins;
    private readonly double _leastZSquared;
    private readonly WeightOfEvidence _evidence;

    public JoinSearch(FineBins pieces, BinningOptions options, int leastRows, WeightOfEvidence evidence)
    {
        _fine = pieces.Rows.Length;
        _rowsBefore = Before(pieces.Rows);
        _badsBefore = Before(pieces.Bads);
        _leastRows = leastRows;
        _mostBins = Math.Min(options.MaxBins, _fine);
        _evidence = evidence;
        var z = options.MaxPValue >= 1 ? 0 : -NormalDistribution.Quantile(options.MaxPValue / 2);
        _leastZSquared = z * z;
    }

    /// <summary>The best bins as first fine bins (rising, the first is 0) for a trend that is settled, with their information value.</summary>
    /// <param name="directions">How the bad rate moves in each phase: 1 rises, −1 falls, 0 either.</param>
    public (int[] Starts, double Value) Best(params ReadOnlySpan<int> directions)
    {
        var phases = directions.Length;
        var states = new double[checked(phases * _mostBins * _fine * _fine)];
        var previous = new int[states.Length];
        Array.Fill(states, double.NegativeInfinity);
        for (var first = 0; first < _fine; first++)
        {
            for (var last = first; last < _fine; last++)
            {
                var rows = Rows(first, last);
                if (rows < _leastRows && !(first == 0 && last == _fine - 1)) continue;
                var value = _evidence.InformationValue(rows, Bads(first, last));
                if (first == 0) states[Index(0, 0, first, last)] = value;
                for (var earlier = 0; earlier < first; earlier++) Extend(earlier, first, last, value, directions, states, previous);
            }
        }
        return Trace(phases, states, previous);
    }

    /// <summary>Twice the log likelihood of the labels under the bins' own bad rates; differences of it are deviances.</summary>
    public double TwiceLogLikelihood(ReadOnlySpan<int> starts)
    {
        double sum = 0;
        for (var bin = 0; bin < starts.Length; bin++)
        {
            var last = (bin + 1 < starts.Length ? starts[bin + 1] : _fine) - 1;
            double rows = Rows(starts[bin], last), bads = Bads(starts[bin], last);
            sum += Term(bads, rows) + Term(rows - bads, rows);
        }
        return 2 * sum;

        static double Term(double part, double whole) => part > 0 ? part * Math.Log(part / whole) : 0;
    }

    private void Extend(int earlier, int first, int last, double value, ReadOnlySpan<int> directions, double[] states, int[] previous)
    {
        var step = Step(earlier, first, last);
        if (step == 0) return;
        for (var phase = 0; phase < directions.Length; phase++)
        {
            if (directions[phase] != 0 && directions[phase] != step) continue;
            for (var from = Math.Max(0, phase - 1); from <= phase; from++)
            {
                for (var bins = 1; bins < _mostBins; bins++)
                {
                    var before = states[Index(from, bins - 1, earlier, first - 1)];
                    if (double.IsNegativeInfinity(before)) continue;
                    var target = Index(phase, bins, first, last);
                    if (!(before + value > states[target])) continue;
                    states[target] = before + value;
                    previous[target] = (earlier * directions.Length) + from;
                }
            }
        }
    }

    private (int[] Starts, double Value) Trace(int phases, double[] states, int[] previous)
    {
        var best = (Value: double.NegativeInfinity, Phase: 0, Bins: 0, First: 0);
        for (var bins = 0; bins < _mostBins; bins++)
        {
            for (var phase = 0; phase < phases; phase++)
            {
                for (var first = 0; first < _fine; first++)
                {
                    var value = states[Index(phase, bins, first, _fine - 1)];
                    if (value > best.Value) best = (value, phase, bins, first);
                }
            }
        }
        var starts = new int[best.Bins + 1];
        var (_, atPhase, atBins, atFirst) = best;
        for (var atLast = _fine - 1; ; atBins--)
        {
            starts[atBins] = atFirst;
            if (atBins == 0) return (starts, best.Value);
            var from = previous[Index(atPhase, atBins, atFirst, atLast)];
            atLast = atFirst - 1;
            (atFirst, atPhase) = (from / phases, from % phases);
        }
    }

    /// <summary>1 where the bad rate rises significantly from bin (earlier … first − 1) to bin (first … last), −1 where it falls, else 0.</summary>
    private int Step(int earlier, int first, int last)
    {
        double rowsA = Rows(earlier, first - 1), badsA = Bads(earlier, first - 1), rowsB = Rows(first, last), badsB = Bads(first, last);
        var difference = (badsB / rowsB) - (badsA / rowsA);
        if (difference == 0) return 0;
        var pooled = (badsA + badsB) / (rowsA + rowsB);
        var variance = pooled * (1 - pooled) * ((1 / rowsA) + (1 / rowsB));
        return difference * difference < _leastZSquared * variance ? 0 : Math.Sign(difference);
    }

    private int Rows(int first, int last) => _rowsBefore[last + 1] - _rowsBefore[first];

    private int Bads(int first, int last) => _badsBefore[last + 1] - _badsBefore[first];

    private int Index(int phase, int bins, int first, int last) => (((((phase * _fine) + first) * _fine) + last) * _mostBins) + bins;

    private static int[] Before(int[] counts)
    {
        var sums = new int[counts.Length + 1];
        for (var i = 0; i < counts.Length; i++) sums[i + 1] = sums[i] + counts[i];
        return sums;
    }
}
