using RiskInsights.Core.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

public sealed class ImportEachTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    [EngineFact]
    public async Task ImportEach_SomeFilesRefused_LoadsTheOthersAndSaysWhatBecameOfEach()
    {
        // The cut file has a good header: it is only found out while it is read, after the clients are in.
        var outcomes = await _bank.Importer.ImportEachAsync(
            [Write("notes.csv", "a,b\n1,2\n"), Write("events.csv", SmallBank.EventsHeader + "\n"), Write("accounts.csv", SmallBank.Accounts), Write("empty.csv", ""), Write("kyc.csv", SmallBank.Kyc)],
            "tester");

        Assert.Equal(
            ["notes.csv wrong_columns", "empty.csv empty_file", "kyc.csv 2", "accounts.csv 3", "events.csv header_only"],
            outcomes.Select(o => $"{o.FileName} {o.RefusedBy ?? $"{o.Report!.Loaded}"}"));
        Assert.All(outcomes, o => Assert.NotEqual(o.Report is null, o.Refusal is null));
        Assert.StartsWith("notes.csv: ", outcomes[0].Refusal, StringComparison.Ordinal);
        Assert.EndsWith("(wrong_columns)", outcomes[0].Refusal, StringComparison.Ordinal);
        Assert.Equal(2, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM ops_batches"));
    }

    [EngineFact]
    public async Task ImportEach_Cancelled_KeepsWhatWasCompleteAndStops()
    {
        using var stop = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            if (p.FileName == "accounts.csv")
                stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _bank.Importer.ImportEachAsync([Write("accounts.csv", SmallBank.Accounts), Write("kyc.csv", SmallBank.Kyc)], "tester", progress, stop.Token));
        Assert.Equal("kyc", await _bank.ValueAsync<string>("SELECT source FROM ops_batches"));
    }

    [EngineFact]
    public async Task ImportEach_ProgressOfAll_GoesToOneAndNeverBack()
    {
        var shares = new List<double>();
        await _bank.Importer.ImportEachAsync(
            [Write("accounts.csv", SmallBank.Accounts), Write("notes.csv", "a,b\n1,2\n"), Write("kyc.csv", SmallBank.Kyc)], "tester", new Listener(p => shares.Add(p.Share)));
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1], 9);
    }

    [EngineFact]
    public async Task QuarantineSample_ManyRowsOfOneRule_ShowsSomeOfEachRule()
    {
        await _bank.WithAccountsAsync();
        var rows = string.Concat(Enumerable.Range(1, 20).Select(i => $"{i},A1,2024-01-01T08:00:00,0,transfer,online,FR,,\n"));
        var report = await _bank.ImportAsync("transactions.csv", SmallBank.TransactionsHeader + "\n" + rows + "21,Z9,2024-01-01T08:00:00,1,transfer,online,FR,,\n");

        var sample = await _bank.Batches.QuarantineSampleAsync(report.BatchId, 3);

        Assert.Equal(
            ["2 impossible_amount amount", "3 impossible_amount amount", "4 impossible_amount amount", "22 unknown_account account_id"],
            sample.Select(r => $"{r.LineNumber} {r.Rule} {r.ColumnName}"));
        Assert.Equal("21,Z9,2024-01-01T08:00:00,1,transfer,online,FR,,", sample[^1].RawLine?.TrimEnd());
    }

    [EngineFact]
    public async Task QuarantineSample_PersonalData_HasNoText()
    {
        var report = await _bank.ImportAsync("kyc.csv", SmallBank.Kyc.Replace("retail", "nobility", StringComparison.Ordinal));
        var row = Assert.Single(await _bank.Batches.QuarantineSampleAsync(report.BatchId, 3));
        Assert.Equal(("unknown_code", null), (row.Rule, row.RawLine));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(_bank.Files, name);
        File.WriteAllText(path, text);
        return path;
    }

    private sealed class Listener(Action<ImportProgress> listen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => listen(value);
    }
}
