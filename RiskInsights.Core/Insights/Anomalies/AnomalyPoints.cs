namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>The points of the scatter, column by column, all of one length.</summary>
public sealed class AnomalyPoints
{
    private readonly List<long> _transactionIds = [];
    private readonly List<float> _timesUsual = [];
    private readonly List<float> _scores = [];
    private readonly List<Verdict?> _verdicts = [];

    public IReadOnlyList<long> TransactionIds => _transactionIds;

    /// <summary>|amount| divided by what is usual for the client and the type.</summary>
    public IReadOnlyList<float> TimesUsual => _timesUsual;

    /// <summary>0 to 1, high = abnormal.</summary>
    public IReadOnlyList<float> Scores => _scores;

    /// <summary>Null while nobody judged.</summary>
    public IReadOnlyList<Verdict?> Verdicts => _verdicts;

    internal void Add(long transactionId, double timesUsual, double score, Verdict? verdict)
    {
        _transactionIds.Add(transactionId);
        _timesUsual.Add((float)timesUsual);
        _scores.Add((float)score);
        _verdicts.Add(verdict);
    }
}
