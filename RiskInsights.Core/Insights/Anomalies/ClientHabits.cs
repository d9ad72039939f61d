using System.Runtime.InteropServices;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>
/// What one client has done so far, one transaction at a time: nothing of the future enters a feature.
/// </summary>
internal sealed class ClientHabits
{
    /// <summary>As many typical transactions of the whole bank stand in for a client of whom nothing is known yet.</summary>
    private const double PriorCount = 5;

    /// <summary>As many of the bank's transactions stand in where habits other than amounts are compared.</summary>
    private const double TraitPriorCount = 20;

    /// <summary>Weight of the newest transaction in the usual amount, at least: habits move.</summary>
    private const double SlowestPace = 1 / 50.0;

    private const int MinutesOfDay = 24 * 60;

    /// <summary>What happened in the last three days is no habit yet: the second payment of a burst is as strange as the first.</summary>
    private const int MinutesToHabit = 3 * MinutesOfDay;

    /// <summary>Standing orders return once a month: only what returns faster counts as a repetition.</summary>
    private const int MinutesOfRepetition = 20 * MinutesOfDay;

    private readonly Dictionary<(string Type, string? Category, bool IsCredit), Usual> _usual = [];
    private readonly Frequencies[] _traits = [.. TransactionTraits.All.Select(_ => new Frequencies())];
    private readonly Queue<(long Minute, double Amount)> _lastDay = new();
    private readonly Queue<(long Minute, long Cents, string Type)> _recent = new();
    private readonly Queue<TransactionRecord> _fresh = new();
    private double _lastDayAmount;
    private long? _lastMinute;

    /// <summary>The amount that is usual for this client and kind, in whole currency units, between the client's habit and the bank's.</summary>
    public double UsualAmount((string Type, string? Category, bool IsCredit) kind, double bankUsual)
    {
        if (!_usual.TryGetValue(kind, out var usual))
            return bankUsual;
        return Math.Exp(((usual.MeanLog * usual.Count) + (Math.Log(bankUsual) * PriorCount)) / (usual.Count + PriorCount));
    }

    /// <summary>−ln of the share of the value among what the client did before, in nats: near 0 for what the client always does.</summary>
    public double Surprise(TransactionTrait trait, string value, BankHabits bank) =>
        -Math.Log((_traits[(int)trait].Count(value) + (TraitPriorCount * bank.Share(trait, value))) / (_traits[(int)trait].Total + TraitPriorCount));

    /// <summary>Transactions and their amounts (whole units) in the 24 hours before.</summary>
    public (int Count, double Amount) LastDay(long minute)
    {
        while (_lastDay.Count > 0 && _lastDay.Peek().Minute < minute - MinutesOfDay)
            _lastDayAmount -= _lastDay.Dequeue().Amount;
        return (_lastDay.Count, Math.Max(0, _lastDayAmount));
    }

    /// <summary>How often exactly this amount was booked by this type in the 20 days before.</summary>
    public int Repetitions(TransactionRecord transaction)
    {
        while (_recent.Count > 0 && _recent.Peek().Minute < transaction.Minute - MinutesOfRepetition)
            _recent.Dequeue();
        return _recent.Count(r => r.Cents == transaction.AmountCents && string.Equals(r.Type, transaction.Type, StringComparison.Ordinal));
    }

    /// <summary>Days since the transaction before; null for the first.</summary>
    public double? DaysSinceLast(long minute) => (minute - _lastMinute) / (double)MinutesOfDay;

    public void Learn(TransactionRecord transaction)
    {
        _lastDay.Enqueue((transaction.Minute, transaction.Size));
        _lastDayAmount += transaction.Size;
        _recent.Enqueue((transaction.Minute, transaction.AmountCents, transaction.Type));
        _lastMinute = transaction.Minute;
        _fresh.Enqueue(transaction);
    }

    /// <summary>Takes into the habits what is old enough by then.</summary>
    public void Settle(long minute)
    {
        while (_fresh.Count > 0 && _fresh.Peek().Minute <= minute - MinutesToHabit)
        {
            var transaction = _fresh.Dequeue();
            ref var usual = ref CollectionsMarshal.GetValueRefOrAddDefault(_usual, transaction.Kind, out _);
            usual.Count++;
            usual.MeanLog += (Math.Log(transaction.Size) - usual.MeanLog) * Math.Max(1.0 / usual.Count, SlowestPace);
            foreach (var trait in TransactionTraits.All)
                _traits[(int)trait].Add(transaction.Of(trait));
        }
    }

    private struct Usual
    {
        public int Count;
        public double MeanLog;
    }
}
