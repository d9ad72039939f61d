using System.Globalization;

namespace RiskInsights.Core.MachineLearning.Scorecard;

/// <summary>
/// A scorecard as SQL, so that another system can score without this program: expressions over a relation with a column for each
/// feature in the card, named and in the unit of the feature; categories are their codes, NULL is missing. Plain arithmetic and CASE
/// only, one text for SQLite (3.35 and later) and PostgreSQL; results equal the model's to a few units in the 15th digit.
/// </summary>
/// <remarks>
/// <para>
/// The model reads 32-bit numbers, a database compares 64-bit ones. So a bin does not begin at its edge e but at the least double that
/// is e or more once rounded to 32 bits: the middle between e and the 32-bit number below it, or the double after the middle where a tie
/// rounds down (to the even one). Hence the 24.9999990463256836 where the card says 25. It decides right for every double in the range
/// of 32-bit numbers; beyond it, where the model refuses, the outermost bin counts. Columns may be doubles or whole numbers up
/// to 2^53 (PostgreSQL: also numeric, of up to 15 digits), not text.
/// </para>
/// <para>
/// The probability needs no exponential: the odds are the product of the factors exp(coefficient · WoE) of the bins, which are
/// constants. A category code that the model refuses has weight of evidence 0, as one that training never saw.
/// </para>
/// </remarks>
public sealed class ScorecardSql
{
    /// <summary>Keeps every product of odds, and 1 + odds, within the range of a double.</summary>
    private const double MostLogOdds = 700;

    private readonly ScorecardFeature[] _inCard;
    private readonly string _relation;

    /// <param name="card">The card to write down.</param>
    /// <param name="relation">Name by which the expressions call the relation. Columns are always qualified with it, because SQLite takes a bare
    /// quoted name that is no column for a text.</param>
    /// <exception cref="ArgumentException">The relation or a feature has a name that SQL cannot hold (a NUL character), or the card has
    /// log-odds beyond ±700.</exception>
    public ScorecardSql(ScorecardModel card, string relation = "client")
    {
        ArgumentNullException.ThrowIfNull(card);
        _inCard = [.. card.Features.Where(feature => feature.Exclusion is null)];
        _relation = Quoted(relation);
        var most = Math.Abs(card.Intercept) + _inCard.Sum(feature => feature.Binning.Bins.Max(bin => Math.Abs(feature.Coefficient * bin.Woe)));
        if (!(most <= MostLogOdds))
            throw new ArgumentException(FormattableString.Invariant($"The card has log-odds of up to ±{most}; SQL holds odds up to ±{MostLogOdds}."), nameof(card));
        Score = Joined(" + ", [], feature => Cases(feature, bin => Whole(Points(feature, bin))));
        ExactScore = Joined(" + ", [Double(0)], feature => Cases(feature, bin => Number(Points(feature, bin))));
        LogOdds = Joined(" + ", [Double(card.Intercept)], feature => Cases(feature, bin => Number(Evidence(feature, bin))));
        var odds = Joined(" * ", [Double(Math.Exp(card.Intercept))], feature => Cases(feature, bin => Number(Math.Exp(Evidence(feature, bin)))));
        Probability = $"(1 / (1 + {odds}))";
    }

    /// <summary>Points on the card, a whole number: <see cref="ScorecardModel.Score"/>. Higher is safer.</summary>
    public string Score { get; }

    /// <summary>Points before rounding: <see cref="ScorecardModel.ExactScore"/>. Higher is safer.</summary>
    public string ExactScore { get; }

    /// <summary>ln(goods per bad): <see cref="ScorecardModel.LogOdds"/>. Higher is safer.</summary>
    public string LogOdds { get; }

    /// <summary>Probability of label 1 (bad), 0 to 1: <see cref="ScorecardModel.Probability"/>.</summary>
    public string Probability { get; }

    /// <summary>
    /// A query of one row for each of a table's or view's: the key and <c>score</c>, <c>exact_score</c>, <c>log_odds</c>, <c>probability</c>.
    /// </summary>
    /// <param name="table">Its name, without a schema; quoted here.</param>
    /// <param name="key">The column that tells whose row it is; quoted here.</param>
    /// <exception cref="ArgumentException">A name is empty or holds a NUL character.</exception>
    public string SelectFromTable(string table, string key) => Select(Quoted(table), key);

    /// <summary>As <see cref="SelectFromTable"/>, of a query's rows.</summary>
    /// <param name="query">A SELECT without a semicolon at its end. It becomes part of the SQL as it is: never from a user's hand.</param>
    /// <inheritdoc cref="SelectFromTable"/>
    public string SelectFromQuery(string query, string key)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(query);
        return Select($"(\n{query}\n)", key);
    }

    private string Select(string source, string key) => $"""
        SELECT {_relation}.{Quoted(key)},
        {Score} AS score,
        {ExactScore} AS exact_score,
        {LogOdds} AS log_odds,
        {Probability} AS probability
        FROM {source} AS {_relation}
        """;

    private static double Evidence(ScorecardFeature feature, int? bin) => bin is { } at ? feature.Coefficient * feature.Binning.Bins[at].Woe : 0;

    private static double Points(ScorecardFeature feature, int? bin) => bin is { } at ? feature.Bins[at].ExactPoints : feature.NeutralPoints;

    private string Joined(string by, string[] first, Func<ScorecardFeature, string> cases) =>
        $"({string.Join(by + "\n  ", [.. first, .. _inCard.Select(cases)])})";

    /// <summary>What a feature's bins say; NULL must come first, because it is in no comparison.</summary>
    /// <param name="written">The literal of a bin, or of a value that is in none.</param>
    private string Cases(ScorecardFeature feature, Func<int?, string> written)
    {
        var (column, bins) = ($"{_relation}.{Quoted(feature.Name)}", feature.Binning.Bins);
        var last = bins.Count - 1;
        var cases = new List<string>(bins.Count) { $"WHEN {column} IS NULL THEN {written(last)}" };
        for (var i = 0; i < last; i++)
        {
            if (feature.Binning.Column.IsCategorical)
                cases.Add($"WHEN {column} IN ({string.Join(", ", bins[i].Categories.Select(category => Whole(feature.Binning.Column.CodeOf(category))))}) THEN {written(i)}");
            else if (bins[i].Upper is { } upper)
                cases.Add($"WHEN {column} < {Boundary(upper)} THEN {written(i)}");
        }
        return $"CASE {string.Join(' ', cases)} ELSE {written(feature.Binning.Column.IsCategorical ? null : last - 1)} END";
    }

    /// <summary>
    /// The least double that rounds to the edge or more, with 18 digits: SQLite reads a decimal to within a thousandth of the gap between
    /// two doubles, so one of 17 that lies near the middle of the gap could become the wrong one.
    /// </summary>
    private static string Boundary(float edge)
    {
        var middle = ((double)edge + MathF.BitDecrement(edge)) / 2;
        var edgeIsEven = (BitConverter.SingleToInt32Bits(edge) & 1) == 0;
        return (edgeIsEven ? middle : Math.BitIncrement(middle)).ToString("G18", CultureInfo.InvariantCulture);
    }

    /// <summary>As a double: PostgreSQL takes a decimal literal for an exact number, and the first operand decides for the others.</summary>
    private static string Double(double value) => $"CAST({Number(value)} AS DOUBLE PRECISION)";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Whole(double value) => ScorecardFeature.Rounded(value).ToString(CultureInfo.InvariantCulture);

    private static string Quoted(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('\0', StringComparison.Ordinal)) throw new ArgumentException($"The name '{name}' holds a NUL character.", nameof(name));
        return $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
