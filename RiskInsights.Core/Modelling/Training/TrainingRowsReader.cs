using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;

namespace RiskInsights.Core.Modelling.Training;

/// <summary>Computes a recipe's features for many dates in one pass over the history, and the labels of those that are learned from.</summary>
internal sealed class TrainingRowsReader
{
    private readonly ModelRecipe _recipe;
    private readonly IReadOnlyList<DateOnly> _dates;
    private readonly DateOnly? _today;
    private readonly FeatureMatrixBuilder _features;
    private readonly List<int> _clients = [];
    private readonly List<int> _clientKeys = [];
    private readonly List<byte> _labels = [];
    private readonly int[] _starts;
    private ClientRows? _now;

    private TrainingRowsReader(ModelRecipe recipe, IReadOnlyList<DateOnly> dates, DateOnly? today) =>
        (_recipe, _dates, _today, _features, _starts) = (recipe, dates, today, new FeatureMatrixBuilder(recipe.Columns), new int[dates.Count]);

    /// <param name="dates">Firsts of months with a whole window after them, oldest first.</param>
    /// <param name="today">A date to look from without a label, for scoring.</param>
    /// <param name="progress">Receives the share done, 0 to 1.</param>
    public static async Task<(TrainingRows Rows, ClientRows? Today)> ReadAsync(
        ModelRecipe recipe, HistoryReader history, IReadOnlyList<DateOnly> dates, DateOnly? today, Action<double> progress, CancellationToken cancellation)
    {
        var reader = new TrainingRowsReader(recipe, dates, today);
        DateOnly[] stops = [.. dates.Concat(dates.Select(AsOfDates.ReadUntil)).Concat(today is { } now ? [now] : []).Distinct().Order()];
        var done = 0;
        await history.ReadAsync(
            stops,
            stop =>
            {
                cancellation.ThrowIfCancellationRequested();
                reader.Stop(stop);
                progress((double)++done / stops.Length);
            },
            cancellation);
        var rows = new TrainingRows(dates, reader._starts, [.. reader._clientKeys], reader._features.Build(), [.. reader._labels]);
        return (rows, reader._now);
    }

    private void Stop(HistoryStop stop)
    {
        for (var i = 0; i < _dates.Count; i++)
        {
            if (AsOfDates.ReadUntil(_dates[i]) == stop.Date)
                Label(stop, i);
        }

        for (var i = 0; i < _dates.Count; i++)
        {
            if (_dates[i] == stop.Date)
                Look(stop, i);
        }

        if (_today == stop.Date)
            _now = ClientRows.Of(_recipe, stop);
    }

    private void Look(HistoryStop stop, int date)
    {
        _starts[date] = _clients.Count;
        ClientRows.Each(_recipe, stop, (history, row) =>
        {
            _features.Add(row);
            _clients.Add(history.Client);
            _clientKeys.Add(history.ClientKey);
            _labels.Add(0);
        });
    }

    private void Label(HistoryStop stop, int date)
    {
        var outcome = stop.Outcome(_dates[date], _dates[date].AddDays(AsOfDates.WindowDays));
        var end = date + 1 < _dates.Count && _dates[date + 1] < stop.Date ? _starts[date + 1] : _clients.Count;
        for (var i = _starts[date]; i < end; i++)
        {
            outcome.Client = _clients[i];
            _labels[i] = _recipe.Label(outcome) ? (byte)1 : (byte)0;
        }
    }
}
