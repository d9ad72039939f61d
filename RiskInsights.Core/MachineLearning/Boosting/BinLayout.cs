namespace RiskInsights.Core.MachineLearning.Boosting;

/// <summary>
/// Shares the columns out over lanes, the bytes of a binned row. A column of many bins has a lane of its own; those of few bins are
/// put together as long as the product of their states fits a byte, so that a histogram adds one number for all of them; the sums
/// of each are then added up from those of their combinations, exactly. Eight yes-or-no columns cost as much as one.
/// </summary>
internal sealed class BinLayout
{
    /// <summary>States of a lane, and cells of its histogram.</summary>
    public const int MostStates = 256;

    private BinLayout(ColumnBins[] columns, Lane[] lanes)
    {
        Columns = columns;
        Lanes = lanes;
    }

    /// <summary>By the column's index in the matrix.</summary>
    public ColumnBins[] Columns { get; }

    public Lane[] Lanes { get; }

    public static BinLayout Of(IReadOnlyList<ColumnBins> columns)
    {
        // First fit, the largest first; a column that cannot vary needs no lane but has one all the same: it costs nothing.
        var lanes = new List<(List<ColumnBins> Members, int States)>();
        var open = 0;
        foreach (var column in columns.OrderByDescending(column => column.States).ThenBy(column => column.Column))
        {
            while (open < lanes.Count && lanes[open].States * 2 > MostStates) open++;
            var fit = open;
            while (fit < lanes.Count && lanes[fit].States * column.States > MostStates) fit++;
            if (fit == lanes.Count) lanes.Add(([], 1));
            lanes[fit].Members.Add(column);
            lanes[fit] = (lanes[fit].Members, lanes[fit].States * column.States);
        }
        // Lanes in the order of their first columns: wide columns are then read in the order in which they lie in a row.
        lanes.Sort((a, b) => a.Members.Min(column => column.Column).CompareTo(b.Members.Min(column => column.Column)));
        var placed = new ColumnBins[columns.Count];
        var result = new Lane[lanes.Count];
        for (var lane = 0; lane < result.Length; lane++)
        {
            var multiplier = 1;
            foreach (var column in lanes[lane].Members)
            {
                placed[column.Column] = column with { Lane = lane, Multiplier = multiplier };
                multiplier *= column.States;
            }
            result[lane] = new Lane(lane, [.. lanes[lane].Members.Select(column => placed[column.Column])], multiplier);
        }
        return new BinLayout(placed, result);
    }
}

/// <summary>One byte of a binned row.</summary>
/// <param name="Index">Its position in the row.</param>
/// <param name="Columns">Those that share it, by rising multiplier.</param>
/// <param name="States">Product of their states: the values that the byte can have.</param>
internal sealed record Lane(int Index, ColumnBins[] Columns, int States);
