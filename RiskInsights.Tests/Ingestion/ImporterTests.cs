using RiskInsights.Core.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Ingestion;

public sealed class ImporterTests : IDisposable
{
    private readonly SmallBank _bank = new();

    public void Dispose() => _bank.Dispose();

    [EngineFact]
    public async Task ImportFolder_FilesInAnyOrder_LoadsClientsFirst()
    {
        // Sorted by name the accounts would come before their clients.
        foreach (var (name, text) in new[] { ("kyc", SmallBank.Kyc), ("accounts", SmallBank.Accounts), ("transactions", SmallBank.Transactions), ("events", SmallBank.Events) })
            await File.WriteAllTextAsync(Path.Combine(_bank.Files, name + ".csv"), text);

        var reports = await _bank.Importer.ImportFolderAsync(_bank.Files, Families.Canonical, "tester");

        Assert.Equal(["kyc", "accounts", "transactions", "events"], reports.Select(r => r.Source));
        Assert.Equal([2L, 3, 5, 2], reports.Select(r => r.Loaded));
        Assert.All(reports, r => Assert.Equal((r.Loaded, 0L, 0L), (r.Read, r.Unchanged, r.Quarantined)));
        Assert.Equal(116745, await _bank.ValueAsync<long>("SELECT SUM(amount_cents) FROM fact_transactions"));
        Assert.Equal("EUR", await _bank.ValueAsync<string>("SELECT value FROM ops_properties WHERE name = 'currency'"));
        Assert.Equal(32, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM dim_time"));
    }

    [EngineFact]
    public async Task ImportFile_Transaction_IsStoredFieldByField()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("transactions.csv", SmallBank.Transactions);

        var row = await _bank.ValueAsync<string>("""
            SELECT a.account_id || '|' || t.date_key || '|' || t.second_of_day || '|' || t.amount_cents || '|' || t.type || '|' || t.channel
              || '|' || t.counterparty_country || '|' || t.merchant_category || '|' || t.balance_after_cents || '|' || t.batch_id
            FROM fact_transactions t JOIN dim_accounts a ON a.account_key = t.account_key AND a.client_key = t.client_key
            WHERE t.transaction_id = 4
            """);
        Assert.Equal("B1|20240131|86399|-2005|card_payment|online|GB|travel|-2005|3", row);
    }

    [EngineFact]
    public async Task ImportFile_SameFileTwice_IsReportedAndChangesNothing()
    {
        await _bank.WithAccountsAsync();
        var first = await _bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        var second = await _bank.ImportAsync("renamed.csv", SmallBank.Transactions);

        Assert.False(first.AlreadyLoaded);
        Assert.True(second.AlreadyLoaded);
        Assert.Equal(first.BatchId, second.BatchId);
        Assert.Equal(3, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM ops_batches"));
        Assert.Equal(5, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM fact_transactions"));
    }

    [EngineFact]
    public async Task ImportFile_OverlappingFile_AddsOnlyWhatIsNewAndListsConflicts()
    {
        await _bank.WithAccountsAsync();
        await _bank.ImportAsync("january.csv", SmallBank.Transactions);

        var report = await _bank.ImportAsync("february.csv", SmallBank.TransactionsHeader + """

            5,A1,2024-02-01T00:00:00,-700.00,loan_payment,system,FR,,1187.50
            4,B1,2024-01-31T23:59:59,-20.06,card_payment,online,GB,travel,-20.05
            3,A1,2024-01-03T10:00:00,-100.00,cash,atm,ES,cash,1887.50
            6,A1,2024-02-02T00:00:00,-1.00,fee,system,FR,,1186.50
            6,A1,2024-02-02T00:00:00,-1.00,fee,system,FR,,1186.50

            """);

        Assert.Equal((5L, 1L, 1L, 3L), (report.Read, report.Loaded, report.Unchanged, report.Quarantined));
        Assert.Equal([("conflicts_with_loaded", 2L), ("duplicate_in_file", 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
        Assert.Equal(
            ["3|amount", "4|merchant_category", "6|transaction_id"],
            await _bank.Database.RowsAsync<string>($"SELECT line_number || '|' || column_name FROM ops_quarantine WHERE batch_id = {report.BatchId} ORDER BY line_number"));
        Assert.Equal(-2005, await _bank.ValueAsync<long>("SELECT amount_cents FROM fact_transactions WHERE transaction_id = 4"));
        Assert.Equal(6, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM fact_transactions"));
    }

    [EngineFact]
    public async Task ImportFile_ChangedClientAndAccount_AreUpdatedOthersUnchanged()
    {
        await _bank.WithAccountsAsync();
        var clients = await _bank.ImportAsync("kyc.csv", SmallBank.Kyc.Replace("pending,high", "verified,low", StringComparison.Ordinal));
        var accounts = await _bank.ImportAsync("accounts.csv", SmallBank.Accounts.Replace("2020-01-02,,500", "2020-01-02,2024-03-01,750.5", StringComparison.Ordinal));

        Assert.Equal((1L, 1L, 0L), (clients.Loaded, clients.Unchanged, clients.Quarantined));
        Assert.Equal((1L, 2L, 0L), (accounts.Loaded, accounts.Unchanged, accounts.Quarantined));
        Assert.Equal("verified", await _bank.ValueAsync<string>("SELECT kyc_status FROM dim_clients WHERE segment = 'student'"));
        Assert.Equal("2024-03-01|75050", await _bank.ValueAsync<string>("SELECT closed_on || '|' || credit_limit_cents FROM dim_accounts WHERE account_id = 'A1'"));
    }

    [EngineFact]
    public async Task ImportFile_AccountChangesOwnerOrCurrency_IsTurnedAway()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("accounts.csv", SmallBank.AccountsHeader + """

            A1,1002,current,EUR,2020-01-02,,500
            A2,1001,savings,USD,2020-01-02,,
            C9,1001,savings,USD,2020-01-02,,

            """);
        Assert.Equal([("currency_differs", 2L), ("conflicts_with_loaded", 1L)], report.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
        Assert.Equal(3, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM dim_accounts"));
    }

    [EngineFact]
    public async Task ImportFile_AccountsCameLater_SameFileIsTriedAgain()
    {
        // Uploading the files in the wrong order must not lock the rows out for good.
        await _bank.ImportAsync("kyc.csv", SmallBank.Kyc);
        var early = await _bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        var stillEarly = await _bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        await _bank.ImportAsync("accounts.csv", SmallBank.Accounts);
        var late = await _bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        var again = await _bank.ImportAsync("transactions.csv", SmallBank.Transactions);

        Assert.Equal([("unknown_account", 5L)], early.QuarantinedByRule.Select(r => (r.Rule, r.Rows)));
        Assert.True(stillEarly.AlreadyLoaded);
        Assert.Equal((5L, 0L), (late.Loaded, late.Quarantined));
        Assert.True(again.AlreadyLoaded);
        Assert.Equal(late.BatchId, again.BatchId);
    }

    [EngineFact]
    public async Task ImportFile_Events_FindClientAndAccount()
    {
        await _bank.WithAccountsAsync();
        var report = await _bank.ImportAsync("events.csv", SmallBank.Events + """
            e-3,1002,A1,2024-01-20,complaint,
            e-4,9999,,2024-01-20,complaint,
            e-5,1001,Z9,2024-01-20,complaint,
            e-2,1002,,2024-01-20,complaint,

            """);
        Assert.Equal((6L, 2L), (report.Read, report.Loaded));
        Assert.Equal(
            ["account_of_other_client", "duplicate_in_file", "unknown_account", "unknown_client"],
            report.QuarantinedByRule.Select(r => r.Rule).Order(StringComparer.Ordinal));
        Assert.Equal(500000, await _bank.ValueAsync<long>("SELECT SUM(amount_cents) FROM fact_events"));
    }

    [EngineFact]
    public async Task ImportFile_Cancelled_LeavesNothing()
    {
        await _bank.WithAccountsAsync();
        var rows = string.Concat(Enumerable.Range(1, 50_000).Select(i => $"{i},A1,2024-01-01T08:00:00,1.00,transfer,online,FR,,\n"));
        using var stop = new CancellationTokenSource();
        var progress = new Listener(p =>
        {
            if (p.Rows > 0)
                stop.Cancel();
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _bank.Importer.ImportFileAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SmallBank.TransactionsHeader + "\n" + rows)), "transactions.csv", "tester", progress, stop.Token));
        Assert.Equal(2, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM ops_batches"));
        Assert.Equal(0, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM fact_transactions"));
        Assert.Equal(0, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM agg_daily"));
    }

    [EngineFact]
    public async Task ImportFile_Progress_GoesFromZeroToOneAndNeverBack()
    {
        await _bank.WithAccountsAsync();
        var shares = new List<double>();
        await _bank.Importer.ImportFileAsync(
            new MemoryStream(System.Text.Encoding.UTF8.GetBytes(SmallBank.Transactions)), "transactions.csv", "tester", new Listener(p => shares.Add(p.Share)));
        Assert.Equal(shares.Order(), shares);
        Assert.Equal(1, shares[^1]);
    }

    [EngineFact]
    public async Task ImportFile_UploadBreaksOff_NoBatchNoFile()
    {
        await _bank.WithAccountsAsync();
        var before = Directory.GetFiles(Path.GetTempPath(), "tmp*").Length;
        await Assert.ThrowsAsync<IOException>(() => _bank.Importer.ImportFileAsync(new BrokenStream(), "transactions.csv", "tester"));
        Assert.Equal(2, await _bank.ValueAsync<int>("SELECT COUNT(*) FROM ops_batches"));
        Assert.True(Directory.GetFiles(Path.GetTempPath(), "tmp*").Length <= before);
    }

    private sealed class Listener(Action<ImportProgress> listen) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => listen(value);
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken) =>
            throw new IOException("The connection was closed.");
    }
}
