using System.Globalization;
using RiskInsights.Core.Synthetic;

namespace RiskInsights.Tests.Synthetic;

/// <summary>The bank of the default options, written and read once for all tests of its content.</summary>
public sealed class DefaultDemoBank : IAsyncLifetime, IDisposable
{
    public DemoBankFolder Folder { get; } = new();

    public DemoBankSummary Summary { get; private set; } = null!;

    public List<Transaction> Transactions { get; } = [];

    /// <summary>By account: client, type, opened, closed (null while open), credit limit in cents.</summary>
    public Dictionary<string, (string Client, string Type, DateOnly Opened, DateOnly? Closed, long Limit)> Accounts { get; } = new(StringComparer.Ordinal);

    public List<(string Client, string Account, DateOnly On, string Type, long? Cents)> Events { get; } = [];

    /// <summary>By client: the days of default and departure, where there was one.</summary>
    public Dictionary<string, (DateOnly? Default, DateOnly? Left)> Fates { get; } = new(StringComparer.Ordinal);

    public async Task InitializeAsync()
    {
        Summary = await Folder.WriteAsync(new DemoBankOptions { EndsOn = DemoBankFolder.EndsOn });
        foreach (string[] f in Folder.Rows("accounts.csv"))
            Accounts.Add(f[0], (f[1], f[2], Day(f[4])!.Value, Day(f[5]), Cents(f[6])));
        foreach (string[] f in Folder.Rows("transactions.csv"))
            Transactions.Add(new Transaction(long.Parse(f[0], CultureInfo.InvariantCulture), f[1], DateTime.ParseExact(f[2], "yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture), Cents(f[3]), f[4], f[5], f[6], f[7], Cents(f[8])));
        foreach (string[] f in Folder.Rows("events.csv"))
            Events.Add((f[1], f[2], Day(f[3])!.Value, f[4], f[5].Length == 0 ? null : Cents(f[5])));
        foreach (string[] f in Folder.Rows("truth/clients.csv"))
            Fates.Add(f[0], (Day(f[7]), Day(f[8])));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => Folder.Dispose();

    public static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static long Cents(string amount) => (long)(decimal.Parse(amount, CultureInfo.InvariantCulture) * 100);

    public sealed record Transaction(long Id, string Account, DateTime BookedAt, long Cents, string Type, string Channel, string Country, string Category, long BalanceAfter);
}
