using System.Globalization;

namespace RiskInsights.Core.Synthetic;

/// <summary>
/// What a demo bank's <c>truth/hazards.csv</c> knows of its clients: how probable default and departure are, given all that is
/// hidden. No model can order clients better on average. For measurements; it is never imported.
/// </summary>
internal sealed class HiddenHazards
{
    private readonly Dictionary<(string Client, int Day), (double Default, double Departure)> _hazards = [];

    /// <param name="directory">Where the bank was written.</param>
    /// <param name="pseudonymOf">The identifier that a client goes by afterwards.</param>
    public HiddenHazards(string directory, Func<string, string> pseudonymOf)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(Path.Combine(directory, "truth", "hazards.csv")).Skip(1))
        {
            var fields = line.Split(',');
            if (!names.TryGetValue(fields[0], out var name))
                names.Add(fields[0], name = pseudonymOf(fields[0]));
            var day = DateOnly.ParseExact(fields[1], "yyyy-MM-dd", CultureInfo.InvariantCulture).DayNumber;
            _hazards.Add((name, day), (double.Parse(fields[4], CultureInfo.InvariantCulture), double.Parse(fields[5], CultureInfo.InvariantCulture)));
        }
    }

    /// <summary>
    /// The probabilities that a default, or a departure, falls into the 90 days from <paramref name="asOf"/> on (the first of a
    /// month); both 0 for a client who has defaulted, left or not joined by then.
    /// </summary>
    public (double Default, double Departure) Of(string client, DateOnly asOf) => _hazards.GetValueOrDefault((client, asOf.DayNumber - 1));
}
