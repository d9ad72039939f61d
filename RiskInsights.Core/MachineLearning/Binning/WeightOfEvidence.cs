namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>
/// Weight of evidence and information value against one population (Siddiqi, "Credit Risk Scorecards", 2006). With
/// p the population's bad rate and s the smoothing, WoE = ln((goods + s·(1 − p)) / (bads + s·p)) − ln((1 − p) / p): natural
/// logarithm, positive = safer than the population, 0 = like it or unknown; an empty bin has 0.
/// </summary>
/// <param name="rows">Rows of the population; some good, some bad.</param>
/// <param name="bads">Rows with label 1.</param>
/// <param name="smoothing">Rows of the population's bad rate added to every bin; above 0.</param>
internal sealed class WeightOfEvidence(int rows, int bads, double smoothing)
{
    private readonly double _badRate = (double)bads / rows;
    private readonly double _logOdds = Math.Log((double)(rows - bads) / bads);

    public double BadRate => _badRate;

    public double Of(int binRows, int binBads)
    {
        if (binRows == 0) return 0;
        return Math.Log((binRows - binBads + (smoothing * (1 - _badRate))) / (binBads + (smoothing * _badRate))) - _logOdds;
    }

    /// <summary>The bin's bad rate with the added rows: what orders categories, so that rare ones stay in the middle.</summary>
    public double SmoothedBadRate(int binRows, int binBads) => (binBads + (smoothing * _badRate)) / (binRows + smoothing);

    /// <summary>The bin's share (share of goods − share of bads) · WoE of the column's information value; at least 0.</summary>
    public double InformationValue(int binRows, int binBads) =>
        (((double)(binRows - binBads) / (rows - bads)) - ((double)binBads / bads)) * Of(binRows, binBads);
}
