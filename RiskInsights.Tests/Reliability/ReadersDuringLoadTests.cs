using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Reliability;

/// <summary>Readers beside a load: no error, and each batch as a whole or not at all.</summary>
public sealed class ReadersDuringLoadTests : IDisposable
{
    private const int Readers = 4;
    private const int Files = 5;
    private const int RowsPerFile = 10_000;

    // One query: whatever it sees is one state of the warehouse.
    private const string StateSql = """
        SELECT (SELECT COUNT(*) FROM fact_transactions) AS facts,
               (SELECT COALESCE(SUM(transaction_count), 0) FROM agg_daily) AS daily,
               (SELECT COALESCE(SUM(transaction_count), 0) FROM agg_account_month) AS months,
               (SELECT COALESCE(SUM(loaded_rows), 0) FROM ops_batches WHERE source = 'transactions') AS loaded
        """;

    private readonly DataFolder _folder = new(Directory.CreateTempSubdirectory("riskinsights-").FullName);

    public void Dispose() => Directory.Delete(_folder.Root, recursive: true);

    [EngineFact]
    public async Task Read_DuringALoad_SeesWholeBatchesAndNoError()
    {
        var (options, place) = TestEngines.NewWarehouse();
        using (place)
        {
            await using var warehouse = await (await OpenWarehouse.AtAsync(_folder, options)).WithAccountsAsync();
            using var loaded = new CancellationTokenSource();
            var readers = Enumerable.Range(0, Readers).Select(_ => ReadAsync(warehouse.Database, loaded.Token)).ToList();
            for (var file = 0; file < Files; file++)
                await warehouse.ImportAsync($"{file}.csv", ManyTransactions.Csv(RowsPerFile, first: 1 + (file * RowsPerFile)));
            await loaded.CancelAsync();

            var seen = (await Task.WhenAll(readers)).SelectMany(s => s).ToList();
            Assert.All(seen, s => Assert.Equal((s.Loaded, s.Loaded, s.Loaded), (s.Facts, s.Daily, s.Months)));
            Assert.All(seen, s => Assert.Equal(0, s.Loaded % RowsPerFile));
            // They were there all the time, not only before and after.
            Assert.InRange(seen.Select(s => s.Loaded).Distinct().Count(), 3, Files + 1);
            Assert.Equal(Files * RowsPerFile, await warehouse.TransactionsAsync());
        }
    }

    /// <summary>Reads on threads of the pool are served before what a job writes, because its thread is nicer.</summary>
    [LinuxFact]
    public async Task Write_FromAJob_HasItsLowPriority()
    {
        await using var warehouse = await OpenWarehouse.AtAsync(_folder);
        var fromHere = await warehouse.Database.WriteAsync(_ => Niceness());
        var fromAJob = 0;
        await JobThread.RunAsync(async () => fromAJob = await warehouse.Database.WriteAsync(_ => Niceness()));
        Assert.Equal((Niceness(), 19), (fromHere, fromAJob));
    }

    private static async Task<List<State>> ReadAsync(WarehouseDatabase database, CancellationToken until)
    {
        var seen = new List<State>();
        do
            seen.Add(await database.RowAsync<State>(StateSql, cancellation: CancellationToken.None));
        while (!until.IsCancellationRequested);
        return seen;
    }

    // The 19th field of proc(5)'s stat; the second is a name in brackets that may hold blanks.
    private static int Niceness()
    {
        var stat = File.ReadAllText("/proc/thread-self/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[16], System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed record State
    {
        public long Facts { get; init; }

        public long Daily { get; init; }

        public long Months { get; init; }

        public long Loaded { get; init; }
    }
}
