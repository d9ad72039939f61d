namespace RiskInsights.Core.Insights.Portfolio;

/// <summary>Sums of a span of days, money in cents.</summary>
internal readonly record struct DayTotals(long Count, long DebitCents, long CreditCents)
{
    public long VolumeCents => DebitCents + CreditCents;

    public static DayTotals operator +(DayTotals a, DayTotals b) =>
        new(a.Count + b.Count, a.DebitCents + b.DebitCents, a.CreditCents + b.CreditCents);
}

/// <summary>One pass over the cells of a period: totals by day under all filters, and by code under all filters but its own.</summary>
internal sealed class CellTotals
{
    private static readonly int Dimensions = Enum.GetValues<PortfolioDimension>().Length;
    private readonly DayTotals[] _days;
    private readonly DayTotals[][] _byCode;

    private CellTotals(Period period, DayTotals[] days, DayTotals[][] byCode)
    {
        (Period, _days, _byCode) = (period, days, byCode);
    }

    public Period Period { get; }

    public static CellTotals Of(DailyCells cells, PortfolioFilter filter, Period period)
    {
        bool[][] masks =
        [
            cells.Codes[(int)PortfolioDimension.Segment].Mask(filter.Segments),
            cells.Codes[(int)PortfolioDimension.Country].Mask(filter.Countries),
            cells.Codes[(int)PortfolioDimension.Channel].Mask(filter.Channels),
            cells.Codes[(int)PortfolioDimension.Type].Mask(filter.Types),
        ];
        var totals = new CellTotals(
            period, new DayTotals[period.Days], [.. cells.Codes.Select(codes => new DayTotals[codes.Count])]);
        var (start, end) = cells.Slice(period);
        for (var cell = start; cell < end; cell++)
            totals.Add(cells, cell, masks);
        return totals;
    }

    /// <summary>The codes with any volume now or before, largest first.</summary>
    public static IReadOnlyList<BreakdownRow> Breakdown(DailyCells cells, PortfolioDimension dimension, CellTotals current, CellTotals previous) =>
        [.. current._byCode[(int)dimension]
            .Select((now, code) => (Now: now, Before: previous._byCode[(int)dimension][code], Code: code))
            .Where(row => row.Now.Count + row.Before.Count > 0)
            .Select(row => new BreakdownRow(cells.Codes[(int)dimension][row.Code], row.Now.VolumeCents, row.Before.VolumeCents, row.Now.Count))
            .OrderByDescending(row => row.VolumeCents).ThenBy(row => row.Code, StringComparer.Ordinal)];

    /// <summary>Sum of a part of the period.</summary>
    public DayTotals In(Period part)
    {
        var sum = default(DayTotals);
        for (var day = part.From.DayNumber; day <= part.To.DayNumber; day++)
            sum += _days[day - Period.From.DayNumber];
        return sum;
    }

    private void Add(DailyCells cells, int cell, bool[][] masks)
    {
        var refusals = 0;
        var refusedBy = -1;
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            if (masks[dimension][cells.Code((PortfolioDimension)dimension, cell)])
                continue;
            refusals++;
            refusedBy = dimension;
        }

        if (refusals > 1)
            return;
        var totals = new DayTotals(cells.Count(cell), cells.Debit(cell), cells.Credit(cell));
        if (refusals == 0)
            _days[cells.Day(cell) - Period.From.DayNumber] += totals;
        for (var dimension = 0; dimension < Dimensions; dimension++)
        {
            // A cell that only one dimension refuses still belongs to that dimension's own card.
            if (refusals == 0 || refusedBy == dimension)
                _byCode[dimension][cells.Code((PortfolioDimension)dimension, cell)] += totals;
        }
    }
}
