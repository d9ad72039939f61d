using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>
/// The inputs of the anomaly model: how each transaction compares with what its client did before it. Transactions must come
/// in order of time. Deterministic.
/// </summary>
internal sealed class AnomalyFeatures
{
    /// <summary>A balance that is not delivered looks like one that hardly changed.</summary>
    private const double NothingKnownOfBalance = 1;

    private readonly Dictionary<int, ClientHabits> _clients = [];
    private readonly Dictionary<string, (int Count, double MeanLog)> _bankByType = new(StringComparer.Ordinal);

    /// <summary>In the order of <see cref="Fill"/>.</summary>
    public static FeatureColumn[] Columns { get; } = FeatureColumn.Numeric(
        "amount_against_usual",   // |ln of amount ÷ the client's usual amount for the type|
        "amount",                 // ln(1 + whole units)
        "transactions_in_24h",    // ln(1 + count), this one not counted
        "amount_in_24h",          // ln(1 + sum of the 24 h before ÷ usual amount)
        "new_country",            // surprise in nats
        "unusual_channel",        // surprise in nats
        "unusual_category",       // surprise in nats
        "unusual_hour",           // surprise in nats of the six hours of the day
        "balance_left",           // share of the balance that a debit leaves, 0 to 1; 1 for credits
        "days_since_last",        // ln(1 + days)
        "round_amount");          // 1 for a multiple of 100 units from 500 on

    /// <summary>Writes the features of the next transaction and learns from it. Returns the amount divided by the usual one.</summary>
    public double Fill(TransactionRecord transaction, Span<float> row)
    {
        if (!_clients.TryGetValue(transaction.ClientKey, out var habits))
            _clients.Add(transaction.ClientKey, habits = new ClientHabits());
        var usual = habits.UsualAmount(transaction.Type, BankUsual(transaction));
        var timesUsual = transaction.Size / usual;
        var (count, amount) = habits.LastDay(transaction.Minute);
        var (country, channel, category, hour) = habits.Surprises(transaction);
        row[0] = (float)Math.Abs(Math.Log(timesUsual));
        row[1] = (float)Math.Log(1 + transaction.Size);
        row[2] = (float)Math.Log(1 + count);
        row[3] = (float)Math.Log(1 + (amount / usual));
        row[4] = (float)country;
        row[5] = (float)channel;
        row[6] = (float)category;
        row[7] = (float)hour;
        row[8] = (float)BalanceLeft(transaction);
        row[9] = (float)Math.Log(1 + (habits.DaysSinceLast(transaction.Minute) ?? 0));
        row[10] = transaction.AmountCents % 10_000 == 0 && transaction.Size >= 500 ? 1 : 0;
        habits.Learn(transaction);
        LearnBank(transaction);
        return timesUsual;
    }

    private static double BalanceLeft(TransactionRecord transaction) =>
        transaction.AmountCents >= 0 || transaction.BalanceAfterCents is not { } after
            ? NothingKnownOfBalance
            : Math.Max(after, 0) / (Math.Max(after, 0) - (double)transaction.AmountCents);

    private double BankUsual(TransactionRecord transaction) =>
        _bankByType.TryGetValue(transaction.Type, out var bank) ? Math.Exp(bank.MeanLog) : transaction.Size;

    private void LearnBank(TransactionRecord transaction)
    {
        var (count, mean) = _bankByType.GetValueOrDefault(transaction.Type);
        _bankByType[transaction.Type] = (count + 1, mean + ((Math.Log(transaction.Size) - mean) / (count + 1)));
    }
}
