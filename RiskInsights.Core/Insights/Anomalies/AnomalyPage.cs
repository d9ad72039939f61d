namespace RiskInsights.Core.Insights.Anomalies;

/// <summary>A page of the queue.</summary>
/// <param name="Ascending">Lowest score, oldest booking or smallest |amount| first.</param>
/// <param name="Offset">Rows to leave out.</param>
/// <param name="Limit">Rows at most.</param>
public readonly record struct AnomalyPage(AnomalySort Sort, bool Ascending, int Offset, int Limit)
{
    /// <summary>Equal keys stand in the order of their ids, so that pages never overlap.</summary>
    internal string OrderBy
    {
        get
        {
            var way = Ascending ? "ASC" : "DESC";
            return Sort switch
            {
                AnomalySort.Booked => $"t.date_key {way}, t.second_of_day {way}",
                AnomalySort.Amount => $"ABS(t.amount_cents) {way}",
                _ => $"s.score {way}",
            } + ", s.transaction_id";
        }
    }
}

public enum AnomalySort
{
    Score,
    Booked,
    Amount,
}
