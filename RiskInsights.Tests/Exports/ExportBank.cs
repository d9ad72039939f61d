using System.Runtime.InteropServices;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Ingestion.Aggregation;
using RiskInsights.Core.Warehouse;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Exports;

/// <summary>A small bank with every table filled, and its exports.</summary>
public sealed class ExportBank : IDisposable
{
    private const string LearningSql = """
        INSERT INTO ml_model_versions (model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics, evaluation, artefact, artefact_sha256, trained_by, trained_at)
        SELECT name, 1, 'champion', 'x', '{}', '["balance", "retired", "age"]', '', '', '{}', '{}', @artefact, '', 'tester', '2024-06-30T12:00:00Z'
        FROM (SELECT 'default' AS name UNION ALL SELECT 'churn' UNION ALL SELECT 'anomalies') AS models;
        INSERT INTO ml_scores (model_name, version, as_of_date_key, client_key, probability, score_rank, inputs)
        VALUES ('default', 1, 20240131, 1, 0.25, 1, @inputs), ('default', 1, 20240131, 2, 0.0078125, 2, NULL), ('default', 1, 20231231, 1, 0.5, 1, @inputs),
               ('churn', 1, 20240131, 2, 0.125, 1, @inputs);
        INSERT INTO ml_anomaly_scores (version, transaction_id, date_key, score, times_usual, main_reason, client_key)
        SELECT 1, s.transaction_id, t.date_key, s.score, s.times_usual, s.main_reason, t.client_key
        FROM (SELECT 3 AS transaction_id, 0.75 AS score, 12.5 AS times_usual, 'amount' AS main_reason
              UNION ALL SELECT 5, 0.5, 1.0, '' UNION ALL SELECT 1, 0.4, 1.0, '') AS s
        JOIN fact_transactions t ON t.transaction_id = s.transaction_id;
        INSERT INTO ml_verdicts (transaction_id, verdict, note, decided_by, decided_at, client_key, date_key)
        SELECT 5, 'unsure', 'ask', 'tester', '2024-06-30T12:00:00Z', client_key, date_key FROM fact_transactions WHERE transaction_id = 5;
        INSERT INTO ml_verdicts (transaction_id, verdict, note, decided_by, decided_at, client_key, date_key)
        SELECT 5, 'fraud', '-1+1 =cmd, "no"', 'tester', '2024-06-30T13:00:00Z', client_key, date_key FROM fact_transactions WHERE transaction_id = 5;
        """;

    /// <summary>What was scored: a balance, an input that today's recipes do not know, and no age.</summary>
    private static readonly byte[] Inputs = MemoryMarshal.AsBytes<float>([-1.5e-5f, 3, float.NaN]).ToArray();

    // The bank is so small that its large amounts are, too.
    private readonly SmallBank _bank = new(new ImportOptions { Watch = new WatchRule { LargeAmount = 500 } });

    public WarehouseDatabase Database => _bank.Database;

    public DataFolder Folder => _bank.Folder;

    public static async Task<ExportBank> FilledAsync()
    {
        var bank = new ExportBank();
        await bank._bank.WithAccountsAsync();
        await bank._bank.ImportAsync("transactions.csv", SmallBank.Transactions);
        await bank._bank.ImportAsync("events.csv", SmallBank.Events);
        await bank.Database.WriteAsync(writer => writer.Execute(LearningSql, new { artefact = new byte[1], inputs = Inputs }));
        return bank;
    }

    /// <param name="more">Further exports after the program's own.</param>
    public ExportService Exporter(params IEnumerable<IExport> more)
    {
        var services = new ServiceCollection().AddExports()
            .AddSingleton(Database).AddSingleton(Folder).AddSingleton<TimeProvider>(new FixedTime(new DateOnly(2024, 6, 30)));
        foreach (var export in more)
            services.AddSingleton(export);
        return services.BuildServiceProvider().GetRequiredService<ExportService>();
    }

    public string Latest(string table) => Path.Combine(Folder.Exports, "latest", table + ".csv");

    /// <summary>The fields of an exported table's lines, the header first.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Read(string table)
    {
        var file = CsvFile.Read(Latest(table));
        return [file.Header, .. file.Rows];
    }

    /// <summary>The sum of a money column as the file has it.</summary>
    public decimal Sum(string table, string column) => CsvFile.Read(Latest(table)).Sum(column);

    public void Dispose() => _bank.Dispose();
}
