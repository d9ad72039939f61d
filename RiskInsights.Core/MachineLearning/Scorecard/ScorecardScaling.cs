using System.Text.Json.Serialization;

namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>
/// How log-odds become points: points = Offset + Factor · ln(odds), odds = goods per bad. Higher points are safer.
/// </summary>
/// <param name="BaseScore">Points of a client whose odds are <paramref name="BaseOdds"/>. Default 600; range −1e6–1e6.</param>
/// <param name="BaseOdds">Goods per bad at the base score. Default 50; range (0, 1e9].</param>
/// <param name="PointsToDoubleOdds">Points that double the odds. Default 20; range (0, 1e6].</param>
public sealed record ScorecardScaling(double BaseScore = 600, double BaseOdds = 50, double PointsToDoubleOdds = 20)
{
    /// <summary>Points for one unit of ln(odds).</summary>
    [JsonIgnore]
    public double Factor => PointsToDoubleOdds / Math.Log(2);

    /// <summary>Points at even odds.</summary>
    [JsonIgnore]
    public double Offset => BaseScore - (Factor * Math.Log(BaseOdds));

    /// <summary>Points of these log-odds, ln(goods per bad).</summary>
    public double Points(double logOdds) => Offset + (Factor * logOdds);

    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the message names it.</exception>
    public void Validate()
    {
        Options.Between(BaseScore, -1e6, 1e6);
        Options.Positive(BaseOdds);
        Options.Between(BaseOdds, 0, 1e9);
        Options.Positive(PointsToDoubleOdds);
        Options.Between(PointsToDoubleOdds, 0, 1e6);
    }
}
