using System.Runtime.InteropServices;

namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>What all clients together have done so far: what a client of whom little is known is compared with.</summary>
internal sealed class BankHabits
{
    private const int MostRepetitions = 10;

    private readonly Dictionary<(string Type, string? Category, bool IsCredit), Amounts> _amounts = [];
    private readonly Dictionary<(string Type, string? Category, bool IsCredit), int[]?> _repetitions = [];
    private readonly Frequencies[] _traits = [.. TransactionTraits.All.Select(_ => new Frequencies())];

    /// <summary>The geometric mean amount of a kind or a purpose, in whole currency units; <paramref name="unknown"/> where there is none yet.</summary>
    public double UsualAmount((string Type, string? Category, bool IsCredit) kind, double unknown) =>
        _amounts.TryGetValue(kind, out var amounts) ? Math.Exp(amounts.MeanLog) : unknown;

    /// <summary>The share of a value among all transactions so far, above 0 also for one that was never seen.</summary>
    public double Share(TransactionTrait trait, string value) =>
        (_traits[(int)trait].Count(value) + 0.5) / (_traits[(int)trait].Total + 1);

    /// <summary>−ln of the share of round amounts in a kind so far, in nats.</summary>
    public double SurpriseOfRound((string Type, string? Category, bool IsCredit) kind)
    {
        var amounts = _amounts.GetValueOrDefault(kind);
        return -Math.Log((amounts.Round + 0.5) / (amounts.Count + 1));
    }

    /// <summary>−ln of the share of transactions of a kind so far that were repeated at least as often, in nats; 0 for none.</summary>
    public double SurpriseOfRepetitions((string Type, string? Category, bool IsCredit) kind, int repetitions)
    {
        if (repetitions == 0)
            return 0;
        var counts = _repetitions.GetValueOrDefault(kind);
        return -Math.Log(((counts?[Math.Min(repetitions, MostRepetitions)] ?? 0) + 0.5) / (_amounts.GetValueOrDefault(kind).Count + 1));
    }

    public void Learn(TransactionRecord transaction, int repetitions)
    {
        if (repetitions > 0)
        {
            ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_repetitions, transaction.Kind, out _);
            counts ??= new int[MostRepetitions + 1];
            for (var i = 1; i <= Math.Min(repetitions, MostRepetitions); i++)
                counts[i]++;
        }

        Learn(transaction, transaction.Kind);
        Learn(transaction, transaction.Purpose);
        foreach (var trait in TransactionTraits.All)
            _traits[(int)trait].Add(transaction.Of(trait));
    }

    private void Learn(TransactionRecord transaction, (string Type, string? Category, bool IsCredit) kind)
    {
        ref var amounts = ref CollectionsMarshal.GetValueRefOrAddDefault(_amounts, kind, out _);
        amounts.Count++;
        amounts.Round += transaction.IsRound ? 1 : 0;
        amounts.MeanLog += (Math.Log(transaction.Size) - amounts.MeanLog) / amounts.Count;
    }

    private struct Amounts
    {
        public int Count;
        public int Round;
        public double MeanLog;
    }
}
