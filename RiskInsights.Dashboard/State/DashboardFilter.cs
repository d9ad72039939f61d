using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.WebUtilities;
using RiskInsights.Core.Insights.Portfolio;

namespace RiskInsights.Dashboard.State;

/// <summary>
/// What the analyst looks at: a period, a comparison, and the chosen values of some dimensions.
/// It lives in the URL, and only there; every change makes a new one.
/// </summary>
/// <remarks>
/// Query: <c>from</c> and <c>to</c> as yyyy-MM-dd in the years that imports accept, 1900 to 2199, <c>compare</c> as <c>year</c> or <c>none</c>, and one parameter
/// per dimension with values separated by commas, in the order of choice. Anything unreadable counts as absent.
/// </remarks>
public sealed record DashboardFilter
{
    /// <summary>No dates (the page's default period), compared with the period before, nothing filtered.</summary>
    public static readonly DashboardFilter Everything = new();

    /// <summary>The parameters that belong to the filter; a page's own parameters have other names.</summary>
    internal static readonly IReadOnlyList<string> Parameters =
        ["from", "to", "compare", .. Enum.GetValues<Dimension>().Select(NameOf)];

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public Comparison Compare { get; init; }

    /// <summary>The dimensions that are filtered, the latest choice last. Never holds an empty selection.</summary>
    public IReadOnlyList<Selection> Selections { get; init; } = [];

    public IReadOnlyList<string> Segments => Of(Dimension.Segment);

    public IReadOnlyList<string> Channels => Of(Dimension.Channel);

    public IReadOnlyList<string> Types => Of(Dimension.Type);

    public IReadOnlyList<string> Countries => Of(Dimension.Country);

    /// <summary>The chosen values of a dimension; empty when it is not filtered.</summary>
    public IReadOnlyList<string> Of(Dimension dimension) =>
        Selections.FirstOrDefault(s => s.Dimension == dimension)?.Values ?? [];

    /// <summary>The chosen period, or the quarter that ends on the last day with data.</summary>
    public Period PeriodIn(DataSpan data) =>
        From is { } from && To is { } to ? new(from, to) : PeriodPresets.Of(PeriodPreset.Quarter, data.Last);

    /// <summary>The period to compare with; null when no comparison is wanted.</summary>
    public Period? ComparedIn(DataSpan data) => Compare switch
    {
        Comparison.None => null,
        Comparison.YearBefore => PeriodIn(data).YearBefore(),
        _ => PeriodIn(data).Before(),
    };

    /// <summary>The preset that the period equals; <see cref="PeriodPreset.Custom"/> for any other.</summary>
    public PeriodPreset PresetIn(DataSpan data)
    {
        var period = PeriodIn(data);
        return Enum.GetValues<PeriodPreset>()
            .FirstOrDefault(p => p == PeriodPreset.Custom || PeriodPresets.Of(p, data.Last) == period);
    }

    public DashboardFilter During(Period period) => this with { From = period.From, To = period.To };

    /// <summary>Chooses a value, or gives it up when it was chosen.</summary>
    public DashboardFilter Toggle(Dimension dimension, string value)
    {
        var values = Of(dimension);
        return With(dimension, values.Contains(value, StringComparer.Ordinal)
            ? [.. values.Where(v => !string.Equals(v, value, StringComparison.Ordinal))]
            : [.. values, value]);
    }

    /// <summary>Replaces the chosen values of a dimension; an empty list removes its filter.</summary>
    public DashboardFilter With(Dimension dimension, IReadOnlyList<string> values)
    {
        var others = Selections.Where(s => s.Dimension != dimension);
        return this with { Selections = values.Count == 0 ? [.. others] : [.. others, new Selection(dimension, values)] };
    }

    public DashboardFilter Without(Dimension dimension) => With(dimension, []);

    public DashboardFilter WithoutSelections() => this with { Selections = [] };

    /// <summary>Reads the filter out of a URL's query, with or without what stands before the question mark.</summary>
    public static DashboardFilter Parse(string? url)
    {
        var query = QueryHelpers.ParseQuery(url?.Contains('?', StringComparison.Ordinal) == true ? url[url.IndexOf('?', StringComparison.Ordinal)..] : url);
        string? Value(string name) => query.TryGetValue(name, out var values) ? values[0] : null;

        var from = Day(Value("from"));
        var to = Day(Value("to"));
        var inOrder = from is not null && to is not null && from <= to;
        var selections = new List<Selection>();
        foreach (var (name, values) in query)
        {
            if (DimensionOf(name) is not { } dimension) continue;
            var chosen = values.SelectMany(v => (v ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct(StringComparer.Ordinal).ToList();
            if (chosen.Count > 0) selections.Add(new(dimension, chosen));
        }

        return new()
        {
            From = inOrder ? from : null,
            To = inOrder ? to : null,
            Compare = Value("compare") switch { "year" => Comparison.YearBefore, "none" => Comparison.None, _ => Comparison.Previous },
            Selections = selections,
        };
    }

    /// <summary>The query without a question mark; empty for <see cref="Everything"/>.</summary>
    public string ToQuery()
    {
        var query = new StringBuilder();
        void Add(string name, string value) => query.Append(query.Length == 0 ? "" : "&").Append(name).Append('=').Append(value);

        if (From is { } from && To is { } to)
        {
            Add("from", from.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
            Add("to", to.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        }
        if (Compare != Comparison.Previous) Add("compare", Compare == Comparison.YearBefore ? "year" : "none");
        foreach (var selection in Selections)
            Add(NameOf(selection.Dimension), string.Join(',', selection.Values.Select(Uri.EscapeDataString)));
        return query.ToString();
    }

    // Two filters are equal when their URLs are: the lists inside compare by reference.
    public bool Equals(DashboardFilter? other) => other is not null && string.Equals(ToQuery(), other.ToQuery(), StringComparison.Ordinal);

    public override int GetHashCode() => ToQuery().GetHashCode(StringComparison.Ordinal);

    private static string NameOf(Dimension dimension) => dimension switch
    {
        Dimension.Segment => "segment",
        Dimension.Channel => "channel",
        Dimension.Type => "type",
        _ => "country",
    };

    private static Dimension? DimensionOf(string name)
    {
        foreach (var dimension in Enum.GetValues<Dimension>())
        {
            if (string.Equals(NameOf(dimension), name, StringComparison.Ordinal)) return dimension;
        }
        return null;
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 1900 and <= 2199 ? day : null;
}
