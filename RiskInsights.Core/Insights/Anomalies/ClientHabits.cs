namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>
/// What one client has done so far, one transaction at a time: nothing of the future enters a feature.
/// </summary>
internal sealed class ClientHabits
{
    /// <summary>As many typical transactions of the whole bank stand in for a client of whom nothing is known yet.</summary>
    private const double PriorCount = 5;

    /// <summary>Weight of the newest transaction in the usual amount, at least: habits move.</summary>
    private const double SlowestPace = 1 / 50.0;

    private readonly Dictionary<string, Usual> _usualByType = new(StringComparer.Ordinal);
    private readonly Frequencies _countries = new();
    private readonly Frequencies _channels = new();
    private readonly Frequencies _categories = new();
    private readonly Frequencies _quartersOfDay = new();
    private readonly Queue<(long Minute, double Amount)> _lastDay = new();
    private double _lastDayAmount;
    private long? _lastMinute;

    /// <summary>The amount that is usual for this client and type, in whole currency units, between the client's habit and the bank's.</summary>
    public double UsualAmount(string type, double bankUsual)
    {
        var usual = _usualByType.GetValueOrDefault(type);
        var logarithm = usual is null
            ? Math.Log(bankUsual)
            : ((usual.MeanLog * usual.Count) + (Math.Log(bankUsual) * PriorCount)) / (usual.Count + PriorCount);
        return Math.Exp(logarithm);
    }

    /// <summary>How surprising each habit-breaking trait is, in nats: 0 for what the client always does.</summary>
    public (double Country, double Channel, double Category, double Hour) Surprises(TransactionRecord transaction) => (
        _countries.Surprise(transaction.Country),
        _channels.Surprise(transaction.Channel),
        _categories.Surprise(transaction.Category),
        _quartersOfDay.Surprise(QuarterOfDay(transaction)));

    /// <summary>Transactions and their amounts (whole units) in the 24 hours before.</summary>
    public (int Count, double Amount) LastDay(long minute)
    {
        while (_lastDay.Count > 0 && _lastDay.Peek().Minute < minute - (24 * 60))
            _lastDayAmount -= _lastDay.Dequeue().Amount;
        return (_lastDay.Count, Math.Max(0, _lastDayAmount));
    }

    /// <summary>Days since the transaction before; null for the first.</summary>
    public double? DaysSinceLast(long minute) => (minute - _lastMinute) / (24.0 * 60);

    public void Learn(TransactionRecord transaction)
    {
        if (!_usualByType.TryGetValue(transaction.Type, out var usual))
            _usualByType.Add(transaction.Type, usual = new Usual());
        usual.Count++;
        usual.MeanLog += (Math.Log(transaction.Size) - usual.MeanLog) * Math.Max(1.0 / usual.Count, SlowestPace);
        _countries.Add(transaction.Country);
        _channels.Add(transaction.Channel);
        _categories.Add(transaction.Category);
        _quartersOfDay.Add(QuarterOfDay(transaction));
        _lastDay.Enqueue((transaction.Minute, transaction.Size));
        _lastDayAmount += transaction.Size;
        _lastMinute = transaction.Minute;
    }

    private static string QuarterOfDay(TransactionRecord transaction) => (transaction.Minute % (24 * 60) / (6 * 60)) switch
    {
        0 => "night",
        1 => "morning",
        2 => "afternoon",
        _ => "evening",
    };

    private sealed class Usual
    {
        public int Count { get; set; }

        public double MeanLog { get; set; }
    }

    /// <summary>−ln of the share of a value so far, with half a count for what was never seen.</summary>
    private sealed class Frequencies
    {
        private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
        private int _total;

        public double Surprise(string value) => -Math.Log((_counts.GetValueOrDefault(value) + 0.5) / (_total + 1));

        public void Add(string value)
        {
            _counts[value] = _counts.GetValueOrDefault(value) + 1;
            _total++;
        }
    }
}
