using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Tests.Warehouse.Distribution;

/// <summary>A warehouse of version 3, with rows, brought up to date.</summary>
public sealed class ClientKeyMigrationTests : IDisposable
{
    private const string RowsSql = """
        INSERT INTO ops_batches (source, file_name, file_sha256, attempt, read_rows, loaded_rows, unchanged_rows, quarantined_rows, started_by, started_at, finished_at)
        VALUES ('transactions', 't.csv', 'x', 1, 0, 0, 0, 0, 'ana', '2024-02-01T12:00:00Z', '2024-02-01T12:00:00Z');
        INSERT INTO dim_time (date_key, date, year, quarter, month, year_month, week, day, weekday, day_number, is_weekend, is_month_end)
        VALUES (20240105, '2024-01-05', 2024, 1, 1, 202401, 1, 5, 5, 738889, 0, 0), (20240206, '2024-02-06', 2024, 1, 2, 202402, 6, 6, 2, 738921, 0, 0);
        INSERT INTO dim_clients (client_id, segment, country, kyc_status, kyc_risk_rating, batch_id)
        VALUES ('CL-1', 'retail', 'DE', 'verified', 'low', 1), ('CL-2', 'retail', 'DE', 'verified', 'low', 1);
        INSERT INTO dim_accounts (account_id, client_key, account_type, currency, opened_on, batch_id)
        VALUES ('A1', 1, 'current', 'EUR', '2020-01-01', 1), ('A2', 2, 'current', 'EUR', '2020-01-01', 1);
        INSERT INTO fact_transactions (transaction_id, account_key, client_key, date_key, booked_at, amount_cents, type, channel, counterparty_country, batch_id)
        VALUES (11, 1, 1, 20240105, '2024-01-05T10:00:00', -100, 'cash', 'atm', 'DE', 1), (12, 2, 2, 20240206, '2024-02-06T10:00:00', -200, 'cash', 'atm', 'DE', 1);
        INSERT INTO fact_events (event_id, client_key, date_key, event_type, batch_id) VALUES ('e1', 2, 20240105, 'complaint', 1);
        INSERT INTO ml_anomaly_scores (version, transaction_id, date_key, score, times_usual, main_reason, attributions)
        VALUES (1, 12, 20240206, 0.5, 2.5, 'new_country', '[]'), (1, 11, 20240105, 0.25, 1.5, '', NULL);
        INSERT INTO ml_verdicts (transaction_id, verdict, note, decided_by, decided_at)
        VALUES (12, 'fraud', 'seen', 'ana', '2024-03-01T12:00:00Z'), (11, 'unsure', '', 'bob', '2024-03-02T12:00:00Z'), (12, 'legitimate', 'called', 'bob', '2024-03-03T12:00:00Z');
        """;

    private readonly OldWarehouse _old = new();

    public void Dispose() => _old.Dispose();

    [EngineFact]
    public async Task Migrate_FromVersion3_FillsTheClientsAndLosesNothing()
    {
        await SchemaSteps.ApplyAsync(_old.Engine, 3);
        await _old.Database.WriteAsync(writer => writer.Execute(RowsSql));
        var scores = await TableText.RowsAsync(_old.Database, "ml_anomaly_scores");
        var verdicts = await TableText.RowsAsync(_old.Database, "ml_verdicts");
        var events = await TableText.RowsAsync(_old.Database, "fact_events");

        await Migrations.ApplyAsync(_old.Engine);

        Assert.Equal(scores, await TableText.RowsAsync(_old.Database, "ml_anomaly_scores", "client_key"));
        Assert.Equal(verdicts, await TableText.RowsAsync(_old.Database, "ml_verdicts", "client_key", "date_key"));
        Assert.Equal(events, await TableText.RowsAsync(_old.Database, "fact_events"));
        Assert.Equal([1, 2], await _old.Database.RowsAsync<int>("SELECT client_key FROM ml_anomaly_scores ORDER BY transaction_id"));
        Assert.Equal([2, 1, 2], await _old.Database.RowsAsync<int>("SELECT client_key FROM ml_verdicts ORDER BY verdict_id"));
        Assert.Equal([20240206, 20240105, 20240206], await _old.Database.RowsAsync<int>("SELECT date_key FROM ml_verdicts ORDER BY verdict_id"));
    }

    [EngineFact]
    public async Task Migrate_FromVersion3_NumbersTheNextVerdictAfterTheLast()
    {
        await SchemaSteps.ApplyAsync(_old.Engine, 3);
        await _old.Database.WriteAsync(writer => writer.Execute(RowsSql));
        await Migrations.ApplyAsync(_old.Engine);

        await new Core.Insights.Anomalies.Verdicts(_old.Database, TimeProvider.System).DecideAsync([11], Verdict.Error, "", "eva");

        Assert.Equal([(4L, 1)], (await _old.Database.RowsAsync<Numbered>("SELECT verdict_id, client_key FROM ml_verdicts WHERE decided_by = 'eva'")).Select(v => (v.VerdictId, v.ClientKey)));
    }

    private sealed record Numbered
    {
        public long VerdictId { get; init; }

        public int ClientKey { get; init; }
    }
}
