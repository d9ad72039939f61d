using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Insights.Default;

/// <summary>The scores of all clients at risk as of one date, riskiest first.</summary>
internal sealed class DefaultScores
{
    private readonly DateOnly _asOf;
    private readonly List<(int ClientKey, double Probability, string Reasons)> _scores;

    private DefaultScores(DateOnly asOf, List<(int ClientKey, double Probability, string Reasons)> scores) => (_asOf, _scores) = (asOf, scores);

    public static DefaultScores Of(LogisticRegressionModel model, IReadOnlyList<DefaultFeatureRow> rows, DateOnly asOf)
    {
        var values = new float[DefaultFeatures.All.Count];
        var contributions = new double[values.Length];
        var scores = new List<(int ClientKey, double Probability, string Reasons)>(rows.Count);
        foreach (var row in rows)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = DefaultFeatures.All[i].Value(row, asOf);
            model.Contributions(values, contributions);
            scores.Add((row.ClientKey, model.Probability(values), Reason.ToJson(row, asOf, contributions)));
        }

        scores.Sort((a, b) => a.Probability == b.Probability ? a.ClientKey.CompareTo(b.ClientKey) : b.Probability.CompareTo(a.Probability));
        return new DefaultScores(asOf, scores);
    }

    public void Write(WarehouseWriter writer, int version)
    {
        using var insert = writer.BulkInsert(
            "ml_scores", "model_name", "version", "as_of_date_key", "client_key", "probability", "score_rank", "reasons");
        for (var rank = 0; rank < _scores.Count; rank++)
        {
            insert.Set(0, DefaultTraining.ModelName);
            insert.Set(1, version);
            insert.Set(2, TimeDimension.KeyOf(_asOf));
            insert.Set(3, _scores[rank].ClientKey);
            insert.Set(4, _scores[rank].Probability);
            insert.Set(5, rank + 1);
            insert.Set(6, _scores[rank].Reasons);
            insert.Insert();
        }

        insert.Flush();
    }
}
