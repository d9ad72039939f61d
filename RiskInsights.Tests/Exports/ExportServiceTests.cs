using System.Globalization;
using System.Security.Cryptography;
using RiskInsights.Core.Exports;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Exports;

public sealed class ExportServiceTests
{
    [EngineTheory]
    [InlineData("fact_transactions", "amount", "SELECT SUM(amount_cents) FROM fact_transactions")]
    [InlineData("fact_transactions", "balance_after", "SELECT SUM(balance_after_cents) FROM fact_transactions")]
    [InlineData("fact_events", "amount", "SELECT SUM(amount_cents) FROM fact_events")]
    [InlineData("dim_accounts", "credit_limit", "SELECT SUM(credit_limit_cents) FROM dim_accounts")]
    [InlineData("agg_daily", "debit", "SELECT SUM(debit_cents) FROM agg_daily")]
    [InlineData("agg_daily", "credit", "SELECT SUM(credit_cents) FROM agg_daily")]
    [InlineData("agg_account_month", "closing_balance", "SELECT SUM(closing_balance_cents) FROM agg_account_month")]
    [InlineData("agg_watched", "amount", "SELECT SUM(ABS(amount_cents)) FROM fact_transactions WHERE ABS(amount_cents) >= 50000")]
    [InlineData("kpis", "debit", "SELECT SUM(debit_cents) FROM agg_daily")]
    [InlineData("kpis", "credit", "SELECT SUM(credit_cents) FROM agg_daily")]
    [InlineData("anomalies", "amount", "SELECT SUM(amount_cents) FROM fact_transactions WHERE transaction_id IN (3, 5)")]
    public async Task Export_SumOfMoney_EqualsTheDatabase(string table, string column, string sql)
    {
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync([], "tester");
        var cents = await bank.Database.RowAsync<long>(sql);
        Assert.NotEqual(0, cents);
        Assert.Equal(cents / 100m, bank.Sum(table, column));
    }

    [EngineFact]
    public async Task Export_InAFrenchProcess_StaysInvariant()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync([], "tester");

        Assert.Equal([0xEF, 0xBB, 0xBF], (await File.ReadAllBytesAsync(bank.Latest("dim_time")))[..3]);
        Assert.Contains("20240106,2024-01-06,2024,1,1,202401,1,6,6,", Line(bank, "dim_time", "20240106"), StringComparison.Ordinal);
        Assert.EndsWith(",true,false", Line(bank, "dim_time", "20240106"), StringComparison.Ordinal);
        Assert.Equal("4,3,2,20240131,2024-01-31T23:59:59,-20.05,card_payment,online,GB,travel,-20.05,3", Line(bank, "fact_transactions", "4"));
        Assert.Equal("default,1,20240131", Line(bank, "scores", "default")[..18]);
        Assert.Contains(",0.25,1", Line(bank, "scores", "default"), StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Export_TextThatLooksLikeAFormula_IsHarmlessAndNumbersStay()
    {
        string[] payloads = ["=HYPERLINK(\"http://x\")", "+1+1", "-1+1|cmd", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "'ok", "plain, with a comma", ""];
        using var bank = await ExportBank.FilledAsync();
        foreach (var payload in payloads)
        {
            await bank.Database.WriteAsync(w => w.Execute("UPDATE dim_clients SET region = @payload WHERE client_key = 1", new { payload }));
            await bank.Exporter().ExportAsync(["dim_clients"], "tester");
            var region = bank.Read("dim_clients")[1][4];
            Assert.Equal(payload.Length > 0 && "=+-@\t\r\n".Contains(payload[0]) ? "'" + payload : payload, region);
        }

        await bank.Exporter().ExportAsync(["fact_transactions", "anomalies"], "tester");
        Assert.Equal(["2000.00", "-12.50", "-100.00", "-20.05", "-700.00"], bank.Read("fact_transactions").Skip(1).Select(l => l[5]));
        Assert.Equal("'-1+1 =cmd, \"no\"", bank.Read("anomalies").Single(l => l[0] == "5")[14]);
    }

    [EngineFact]
    public async Task Export_Anomalies_HaveTheNewestVerdict()
    {
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync(["anomalies"], "tester");
        Assert.Equal(["3|", "5|fraud"], bank.Read("anomalies").Skip(1).Select(l => $"{l[0]}|{l[13]}"));
    }

    [EngineFact]
    public async Task Export_AccountMonths_HaveTheirFirstAndLastDay()
    {
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync(["agg_account_month"], "tester");
        Assert.Equal(
            ["1|20240101|20240103", "1|20240201|20240201", "3|20240131|20240131"],
            bank.Read("agg_account_month").Skip(1).Select(l => $"{l[0]}|{l[14]}|{l[15]}"));
    }

    [EngineFact]
    public async Task Export_Scores_AreTheNewestAsOfDateAlone()
    {
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync(["scores"], "tester");
        Assert.Equal(["20240131|0.125", "20240131|0.25", "20240131|0.0078125"], bank.Read("scores").Skip(1).Select(l => $"{l[2]}|{l[7]}"));
    }

    [EngineFact]
    public async Task Export_Inputs_AreThoseOfTheNewestScoringByNameAndUnknownOnesEmpty()
    {
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync(["inputs_default"], "tester");
        var file = CsvFile.Read(bank.Latest("inputs_default"));
        // The second client was scored by a program that kept no inputs.
        var row = Assert.Single(file.Rows);
        Assert.Equal((await bank.Database.RowAsync<string>("SELECT client_id FROM dim_clients WHERE client_key = 1"), "2024-01-31", "1"), (row[0], row[1], row[2]));
        Assert.Equal(("-1.5E-05", ""), (row[file.Column("balance")], row[file.Column("age")]));
        Assert.Equal(4, row.Count(field => field.Length > 0));
    }

    [EngineFact]
    public async Task Export_Twice_GivesTheSameBytesInLatestAndHistory()
    {
        using var bank = await ExportBank.FilledAsync();
        var first = await bank.Exporter().ExportAsync([], "tester");
        var before = first.ToDictionary(r => r.Name, r => File.ReadAllBytes(bank.Latest(r.Name)));
        var second = await bank.Exporter().ExportAsync([], "tester");

        Assert.Equal(bank.Exporter().Names, first.Select(r => r.Name));
        Assert.Equal(first.Select(r => r.FileSha256), second.Select(r => r.FileSha256));
        foreach (var row in second)
        {
            var bytes = File.ReadAllBytes(bank.Latest(row.Name));
            Assert.Equal(before[row.Name], bytes);
            Assert.Equal(bytes, File.ReadAllBytes(Path.Combine(bank.Folder.Exports, "history", row.Name, row.FileName)));
            Assert.Equal((Convert.ToHexStringLower(SHA256.HashData(bytes)), (long)bytes.Length), (row.FileSha256, row.ByteCount));
            Assert.Equal($"{row.Name}_20240630_120000.csv", row.FileName);
        }
    }

    [EngineFact]
    public async Task History_AfterExports_ListsThemAndTheNewestOfEach()
    {
        using var bank = await ExportBank.FilledAsync();
        var exporter = bank.Exporter();
        Assert.Empty(await exporter.LatestAsync());
        await exporter.ExportAsync(["kpis", "scores"], "ana");
        await exporter.ExportAsync(["kpis"], "ben");

        Assert.Equal(["kpis ben", "scores ana", "kpis ana"], (await exporter.HistoryAsync(10)).Select(r => $"{r.Name} {r.ExportedBy}"));
        var latest = await exporter.LatestAsync();
        Assert.Equal(("ben", "ana", 2), (latest["kpis"].ExportedBy, latest["scores"].ExportedBy, latest.Count));
    }

    [EngineFact]
    public async Task PathOf_NewestExport_IsTheFileOfThatExportAndNoOther()
    {
        using var bank = await ExportBank.FilledAsync();
        var exporter = bank.Exporter();
        await exporter.ExportAsync(["kpis"], "ana");
        var newest = (await exporter.LatestAsync())["kpis"];
        Assert.Equal(await File.ReadAllBytesAsync(bank.Latest("kpis")), await File.ReadAllBytesAsync(exporter.PathOf(newest)!));

        // What another replica exported after that: this folder holds only the one before.
        var elsewhere = newest with { FileName = "kpis_20991231_235959.csv" };
        Assert.Equal(bank.Database.IsShared ? null : bank.Latest("kpis"), exporter.PathOf(elsewhere));
        using var again = new MemoryStream();
        await exporter.WriteTableAsync("kpis", again, CancellationToken.None);
        Assert.Equal(newest.ByteCount, again.Length);
        await Assert.ThrowsAsync<ArgumentException>(() => exporter.WriteTableAsync("../../keys/pseudonym", again, CancellationToken.None));
    }

    [EngineFact]
    public async Task Export_ATableFails_LeavesEveryFormerFileAlone()
    {
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync([], "tester");
        var before = Files(bank);
        await bank.Database.WriteAsync(w => w.Execute("UPDATE dim_clients SET region = 'elsewhere'"));

        var error = await Assert.ThrowsAnyAsync<Exception>(() => bank.Exporter(new BrokenExport()).ExportAsync([], "tester"));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);

        Assert.Equal(before, Files(bank));
        Assert.Equal(13, (await bank.Exporter().HistoryAsync(100)).Count);
    }

    [EngineFact]
    public async Task Export_CancelledHalfWay_LeavesEveryFormerFileAlone()
    {
        using var bank = await ExportBank.FilledAsync();
        await bank.Exporter().ExportAsync([], "tester");
        var before = Files(bank);
        await bank.Database.WriteAsync(w => w.Execute("UPDATE dim_clients SET region = 'elsewhere'"));
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bank.Exporter().ExportAsync(
            [],
            "tester",
            (table, _) =>
            {
                if (table == "kpis")
                    stop.Cancel();
            },
            stop.Token));

        Assert.Equal(before, Files(bank));
        Assert.Equal(13, (await bank.Exporter().HistoryAsync(100)).Count);
    }

    [EngineFact]
    public async Task Export_UnknownTable_NamesTheOnesThereAre()
    {
        using var bank = new ExportBank();
        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => bank.Exporter().ExportAsync(["dim_cats"], "tester"));
        Assert.Contains("no table dim_cats", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("dim_clients", refusal.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(bank.Folder.Exports, "latest")));
    }

    private static string Line(ExportBank bank, string table, string key) => string.Join(',', bank.Read(table).First(l => l[0] == key));

    /// <summary>Every file below the exports with its content's hash.</summary>
    private static IEnumerable<string> Files(ExportBank bank) =>
        Directory.EnumerateFiles(bank.Folder.Exports, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(f => f + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))).ToList();

    private sealed class BrokenExport : IExport
    {
        public string Name => "broken";

        public string Sql => "SELECT missing FROM nowhere";
    }
}
