using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Modelling.History;

/// <summary>Every event of every client, by day. An event type is a number here; names are looked up once.</summary>
internal sealed class EventBook
{
    internal const string EventsSql = """
        SELECT client_key, date_key, event_type FROM fact_events
        """;

    private readonly Dictionary<string, int> _types = new(StringComparer.Ordinal);
    private readonly List<(int Client, int Day, int Type)> _events = [];
    private int[] _first = [];

    private EventBook()
    {
    }

    public static async Task<EventBook> ReadAsync(WarehouseDatabase warehouse, ClientRegister clients, CancellationToken cancellation)
    {
        var book = new EventBook();
        await warehouse.ForEachRecordAsync(
            EventsSql,
            null,
            row =>
            {
                var client = clients.ClientAt(row.GetInt32(0));
                if (client >= 0)
                    book._events.Add((client, TimeDimension.DateOf(row.GetInt32(1)).DayNumber, book.TypeOf(row.GetString(2))));
            },
            cancellation);
        book._events.Sort();
        book._first = new int[clients.Clients.Count + 1];
        foreach (var (client, _, _) in book._events)
            book._first[client + 1]++;
        for (var i = 1; i < book._first.Length; i++)
            book._first[i] += book._first[i - 1];
        return book;
    }

    /// <summary>Events of a type from one day to before another; −1 is any beginning.</summary>
    public int Count(int client, string type, int fromDay, int toDay)
    {
        if (!_types.TryGetValue(type, out var code))
            return 0;
        var count = 0;
        for (var i = _first[client]; i < _first[client + 1]; i++)
        {
            var (_, day, found) = _events[i];
            if (found == code && day >= fromDay && day < toDay)
                count++;
        }

        return count;
    }

    /// <summary>Σ 2^(−age / half-life) over the events of a type before a day.</summary>
    public double FadingCount(int client, string type, int day, double halfLifeDays)
    {
        if (!_types.TryGetValue(type, out var code))
            return 0;
        var sum = 0.0;
        for (var i = _first[client]; i < _first[client + 1]; i++)
        {
            var (_, happened, found) = _events[i];
            if (found == code && happened < day)
                sum += Math.Pow(2, (happened - day) / halfLifeDays);
        }

        return sum;
    }

    /// <summary>The day of the newest event of a type before a day; null without one.</summary>
    public int? NewestBefore(int client, string type, int beforeDay)
    {
        if (!_types.TryGetValue(type, out var code))
            return null;
        for (var i = _first[client + 1] - 1; i >= _first[client]; i--)
        {
            var (_, day, found) = _events[i];
            if (found == code && day < beforeDay)
                return day;
        }

        return null;
    }

    private int TypeOf(string type)
    {
        if (!_types.TryGetValue(type, out var code))
            _types.Add(type, code = _types.Count);
        return code;
    }
}
