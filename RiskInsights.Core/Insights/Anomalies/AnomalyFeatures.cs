namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>
/// The inputs of the anomaly model: how each transaction compares with what its client, and the bank's clients together, did
/// before it. Transactions must come in order of time; nothing of the future enters. Deterministic.
/// </summary>
internal sealed class AnomalyFeatures
{
    /// <summary>A balance that is not delivered looks like one that hardly changed.</summary>
    private const double NothingKnownOfBalance = 1;

    private readonly Dictionary<int, ClientHabits> _clients = [];
    private readonly BankHabits _bank = new();

    /// <summary>
    /// Writes the features of the next transaction, one for each of <see cref="AnomalyFeature.All"/>, and learns from it.
    /// Returns the amount divided by the usual one.
    /// </summary>
    public double Fill(TransactionRecord transaction, Span<float> row)
    {
        if (!_clients.TryGetValue(transaction.ClientKey, out var habits))
            _clients.Add(transaction.ClientKey, habits = new ClientHabits());
        habits.Settle(transaction.Minute);
        var usual = habits.UsualAmount(transaction.Kind, _bank.UsualAmount(transaction.Kind, transaction.Size));
        var timesUsual = transaction.Size / usual;
        var (count, amount) = habits.LastDay(transaction.Minute);
        var repetitions = habits.Repetitions(transaction);
        row[0] = (float)Math.Max(0, Math.Log(timesUsual));
        row[1] = (float)Math.Max(0, Math.Log(transaction.Size / _bank.UsualAmount(transaction.Purpose, transaction.Size)));
        row[2] = (float)Math.Log(1 + count);
        row[3] = (float)Math.Log(1 + (amount / usual));
        foreach (var trait in TransactionTraits.All)
            row[4 + (int)trait] = (float)habits.Surprise(trait, transaction.Of(trait), _bank);
        row[9] = (float)BalanceLeft(transaction);
        row[10] = (float)Math.Log(1 + (habits.DaysSinceLast(transaction.Minute) ?? 0));
        row[11] = (float)(transaction.IsRound ? _bank.SurpriseOfRound(transaction.Kind) : 0);
        row[12] = (float)_bank.SurpriseOfRepetitions(transaction.Kind, repetitions);
        habits.Learn(transaction);
        _bank.Learn(transaction, repetitions);
        return timesUsual;
    }

    /// <summary>The share of a positive balance that a debit leaves.</summary>
    private static double BalanceLeft(TransactionRecord transaction)
    {
        if (transaction.AmountCents >= 0 || transaction.BalanceAfterCents is not { } after)
            return NothingKnownOfBalance;
        var before = after - (double)transaction.AmountCents;
        return before <= 0 ? NothingKnownOfBalance : Math.Max(after, 0) / before;
    }
}
