using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;
using RiskInsights.Tests.Modelling;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Exports;

/// <summary>The whole way of a bank that scores in its own database: the exported inputs become a table there, and the downloaded SQL reads it.</summary>
public sealed class ScorecardElsewhereTests
{
    private static readonly string[] Texts = ["client_id", "as_of"];

    [EngineFact]
    public async Task Sql_OnTheExportedInputs_GivesEveryClientsProbability()
    {
        using var bank = await LearnableBank.CreateAsync(clients: 1500);
        var version = await bank.TrainAsync();
        var elsewhere = new ScoredElsewhere(bank);
        var sql = Encoding.UTF8.GetString(await elsewhere.DownloadAsync($"default/{version.ToString(CultureInfo.InvariantCulture)}.sql"));
        var path = await elsewhere.InputsAsync(LearnableBank.Default);
        var file = CsvFile.Read(path);
        Assert.All(file.Rows, row => Assert.Equal(("2024-12-01", "1"), (row[1], row[2])));
        Assert.True(file.Rows.Count > 1000);
        Assert.Contains(file.Rows, row => row.Contains(""));

        using var database = TestEngines.Current == TestEngine.Postgres ? PostgresServer.EmptyDatabase() : null;
        await using DbConnection connection = database is null ? new SqliteConnection("Data Source=:memory:") : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await FillAsync(connection, LearnableBank.Default.InputsTable, path);
        ScoredElsewhere.RequireSame(await elsewhere.ProbabilitiesAsync(LearnableBank.Default, version), await RunAsync(connection, sql), 1e-9);
    }

    private static async Task FillAsync(DbConnection connection, string table, string path)
    {
        var file = CsvFile.Read(path);
        await using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE {table} ({string.Join(", ", file.Header.Select(name => $"\"{name}\" {(Texts.Contains(name) ? "TEXT" : "DOUBLE PRECISION")}"))})";
        await command.ExecuteNonQueryAsync();
        if (connection is NpgsqlConnection postgres)
        {
            await using var copy = await postgres.BeginTextImportAsync($"COPY {table} FROM STDIN WITH (FORMAT csv, HEADER)");
            await copy.WriteAsync(await File.ReadAllTextAsync(path));
            return;
        }

        command.CommandText = $"INSERT INTO {table} VALUES ({string.Join(", ", file.Header.Select((_, i) => $"@p{i}"))})";
        foreach (var row in file.Rows)
        {
            command.Parameters.Clear();
            for (var i = 0; i < row.Length; i++)
            {
                var parameter = command.CreateParameter();
                parameter.ParameterName = $"p{i}";
                parameter.Value = Texts.Contains(file.Header[i]) ? row[i] : row[i].Length == 0 ? DBNull.Value : double.Parse(row[i], CultureInfo.InvariantCulture);
                command.Parameters.Add(parameter);
            }

            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task<Dictionary<string, double>> RunAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var (client, probability) = (reader.GetOrdinal("client_id"), reader.GetOrdinal("probability"));
        var scores = new Dictionary<string, double>(StringComparer.Ordinal);
        while (await reader.ReadAsync())
            scores.Add(reader.GetString(client), reader.GetDouble(probability));
        return scores;
    }
}
