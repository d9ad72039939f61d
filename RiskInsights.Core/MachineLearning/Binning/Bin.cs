using System.Text.Json.Serialization;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Binning;

/// <summary>What a bin holds.</summary>
public enum BinKind
{
    /// <summary>Numbers from <see cref="Bin.Lower"/> to below <see cref="Bin.Upper"/>.</summary>
    Range,

    /// <summary>Some categories.</summary>
    Categories,

    /// <summary>Missing values (NaN).</summary>
    Missing,
}

/// <summary>One bin of a column, with what training saw in it.</summary>
/// <param name="Kind">What it holds.</param>
/// <param name="Lower">Of a range: its least value, included; null where it is open below.</param>
/// <param name="Upper">Of a range: its upper end, excluded; null where it is open above.</param>
/// <param name="Categories">The categories in it; empty for a range and for missing values.</param>
/// <param name="Rows">Training rows in the bin; 0 is possible for missing values only.</param>
/// <param name="Bads">Those of them with label 1.</param>
/// <param name="Woe">Weight of evidence, natural logarithm, smoothed: positive is safer than the population, 0 like it or unknown.</param>
/// <param name="InformationValue">The bin's part of the column's information value; at least 0.</param>
public sealed record Bin(
    BinKind Kind, float? Lower, float? Upper, IReadOnlyList<string> Categories, int Rows, int Bads, double Woe, double InformationValue)
{
    [JsonIgnore]
    public int Goods => Rows - Bads;

    /// <summary>Bads / Rows, 0 to 1; null where there are no rows.</summary>
    [JsonIgnore]
    public double? BadRate => Rows == 0 ? null : (double)Bads / Rows;

    /// <summary>The bin in words: <c>&lt; 12</c>, <c>12 to &lt; 30</c>, <c>≥ 30</c>, <c>a, b</c> or <c>missing</c>.</summary>
    [JsonIgnore]
    public string Label => Kind switch
    {
        BinKind.Missing => "missing",
        BinKind.Categories => string.Join(", ", Categories),
        _ => (Lower, Upper) switch
        {
            (null, null) => "any value",
            (null, { } upper) => Invariant($"< {upper}"),
            ({ } lower, null) => Invariant($"≥ {lower}"),
            ({ } lower, { } upper) => Invariant($"{lower} to < {upper}"),
        },
    };
}
