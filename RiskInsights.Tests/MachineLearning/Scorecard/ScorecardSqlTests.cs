using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Npgsql;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Scorecard;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.MachineLearning.Scorecard;

/// <summary>The SQL is run on each engine and compared with the model, row by row.</summary>
public sealed class ScorecardSqlTests
{
    private static readonly (FeatureMatrix Features, byte[] Labels) Data = ScorecardTests.Applicants(10_000, seed: 1);
    private static readonly ScorecardModel Card = ScorecardTrainer.Fit(Data.Features, Data.Labels);

    [EngineFact]
    public void Select_TenThousandClients_EqualsTheModel()
    {
        var rows = Enumerable.Range(0, Data.Features.Rows).Select(row => Array.ConvertAll(Data.Features.Row(row).ToArray(), value => (double)value)).ToArray();
        AssertEqualToModel(Card, rows);
    }

    /// <summary>
    /// Doubles that are no 32-bit numbers: each edge, its neighbours in 32 bits, the middles between them, where the rounding turns, and the
    /// next doubles on both sides of all of these; and the extremes.
    /// </summary>
    [EngineTheory]
    [InlineData(1)]
    [InlineData(2)]
    public void Select_DoublesAroundEveryEdge_EqualsTheModel(int seed)
    {
        var card = CardWithAwkwardEdges(seed);
        var rows = new List<double[]>();
        for (var j = 0; j < card.Columns.Count; j++)
        {
            var edges = card.Features[j].Binning.Bins.Select(bin => bin.Upper).OfType<float>().ToArray();
            var tried = edges.SelectMany(Around).Concat([0, -0.0, float.MaxValue, float.MinValue, float.Epsilon, double.Epsilon, 1e-300, 1e30, double.NaN]);
            foreach (var value in tried.SelectMany(value => new[] { Math.BitDecrement(value), value, Math.BitIncrement(value) }).Where(value => float.IsFinite((float)value) || double.IsNaN(value)))
            {
                var row = new double[card.Columns.Count];
                row[j] = value;
                rows.Add(row);
            }
        }
        Assert.True(rows.Count > 300);
        AssertEqualToModel(card, [.. rows]);

        static IEnumerable<double> Around(float edge)
        {
            float below = MathF.BitDecrement(edge), above = MathF.BitIncrement(edge);
            return [edge, below, above, ((double)edge + below) / 2, ((double)edge + above) / 2];
        }
    }

    /// <summary>Whole-number columns and a category code that training never saw.</summary>
    [EngineFact]
    public void Select_WholeNumbersAndUnseenCategories_EqualsTheModel()
    {
        var random = new RandomStream(5);
        var rows = Enumerable.Range(0, 500).Select(_ => new double[] { random.Next(9000), random.Next(8), random.Next(4), 18 + random.Next(60), 0 }).ToArray();
        AssertEqualToModel(Card, rows, "BIGINT");
    }

    [Fact]
    public void Expressions_OneColumn_AreWrittenByTheRules()
    {
        float[] values = [.. Enumerable.Repeat(0f, 1000), .. Enumerable.Repeat(25f, 1000)];
        byte[] labels = [.. Enumerable.Range(0, 2000).Select(i => (byte)(i % 1000 < (i < 1000 ? 100 : 400) ? 1 : 0))];
        var card = ScorecardTrainer.Fit(new FeatureMatrix([FeatureColumn.Numeric("an \"odd\" name")], values), labels);
        var points = card.Features[0].Bins;
        Assert.Equal(
            $"""(CASE WHEN "c"."an ""odd"" name" IS NULL THEN {points[2].Points} WHEN "c"."an ""odd"" name" < 24.9999990463256836 THEN {points[0].Points} ELSE {points[1].Points} END)""",
            new ScorecardSql(card, "c").Score);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            var sql = new ScorecardSql(card).SelectFromTable("features", "client_key");
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("fr-FR");
            Assert.Equal(sql, new ScorecardSql(card).SelectFromTable("features", "client_key"));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Sql_WrongInput_IsRefused()
    {
        Assert.Contains("NUL", Assert.Throws<ArgumentException>(() => new ScorecardSql(Card, "a\0b")).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ScorecardSql(Card, ""));
        var sql = new ScorecardSql(Card);
        Assert.Throws<ArgumentException>(() => sql.SelectFromTable("", "client_key"));
        Assert.Throws<ArgumentException>(() => sql.SelectFromTable("features", ""));
        Assert.Throws<ArgumentException>(() => sql.SelectFromQuery(" ", "client_key"));
    }

    /// <summary>SQLite would take an unknown quoted name for a text, and score everybody alike.</summary>
    [EngineFact]
    public void Select_ColumnThatIsNotThere_FailsInsteadOfScoring()
    {
        using var connection = Open(out var place);
        using (place)
        {
            var error = Assert.ThrowsAny<DbException>(() => Read(connection, new ScorecardSql(Card).SelectFromQuery("SELECT 1 AS client_key, 2 AS income", "client_key")));
            Assert.Contains("arrears", error.Message, StringComparison.Ordinal);
        }
    }

    private static void AssertEqualToModel(ScorecardModel card, double[][] rows, string type = "DOUBLE PRECISION")
    {
        using var connection = Open(out var place);
        using (place)
        {
            Fill(connection, card, rows, type);
            var sql = new ScorecardSql(card);
            var read = Read(connection, sql.SelectFromTable("features", "client_key"));
            Assert.Equal(rows.Length, read.Count);
            for (var i = 0; i < rows.Length; i++)
            {
                var row = Array.ConvertAll(rows[i], value => (float)value);
                Assert.Equal(card.Score(row), read[i][1]);
                Assert.Equal(card.ExactScore(row), read[i][2], 1e-9);
                Assert.Equal(card.LogOdds(row), read[i][3], 1e-9);
                Assert.Equal(card.Probability(row), read[i][4], 1e-12);
            }
            Assert.Equal(read, Read(connection, sql.SelectFromQuery("SELECT * FROM features", "client_key")));
        }
    }

    private static DbConnection Open(out IDisposable? place)
    {
        var server = TestEngines.Current == TestEngine.Postgres ? PostgresServer.EmptyDatabase() : null;
        place = server;
        DbConnection connection = server is null ? new SqliteConnection("Data Source=:memory:") : new NpgsqlConnection(server.ConnectionString);
        connection.Open();
        return connection;
    }

    private static void Fill(DbConnection connection, ScorecardModel card, double[][] rows, string type)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        var names = card.Columns.Select(column => $"\"{column.Name}\"").ToArray();
        command.CommandText = $"CREATE TABLE features (client_key BIGINT PRIMARY KEY, {string.Join(", ", names.Select(name => $"{name} {type}"))})";
        command.ExecuteNonQuery();
        command.CommandText = $"INSERT INTO features VALUES (@key, {string.Join(", ", names.Select((_, j) => $"@p{j}"))})";
        for (var i = 0; i < rows.Length; i++)
        {
            command.Parameters.Clear();
            Add("key", (long)i);
            for (var j = 0; j < names.Length; j++)
                Add($"p{j}", double.IsNaN(rows[i][j]) ? DBNull.Value : type == "BIGINT" ? (long)rows[i][j] : rows[i][j]);
            command.ExecuteNonQuery();
        }
        transaction.Commit();

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    private static List<double[]> Read(DbConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql + " ORDER BY client_key";
        using var reader = command.ExecuteReader();
        Assert.Equal("client_key, score, exact_score, log_odds, probability", string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)));
        var rows = new List<double[]>();
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(j => Convert.ToDouble(reader.GetValue(j), CultureInfo.InvariantCulture))]);
        return rows;
    }

    /// <summary>Columns of very different size, with negative, tiny and huge edges.</summary>
    private static ScorecardModel CardWithAwkwardEdges(int seed)
    {
        var random = new RandomStream(seed);
        float[] scales = [1, 1e-6f, 1e9f, 3e37f, 1e-42f];
        var builder = new FeatureMatrixBuilder(TestData.Columns(scales.Length));
        var labels = new byte[6000];
        for (var row = 0; row < labels.Length; row++)
        {
            var values = new float[scales.Length];
            var logit = 0.0;
            for (var j = 0; j < values.Length; j++)
            {
                var normal = TestData.Normal(ref random);
                logit += normal;
                values[j] = random.NextDouble() < 0.05 ? float.NaN : (float)(normal * scales[j]);
            }
            labels[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? (byte)1 : (byte)0;
            builder.Add(values);
        }
        return ScorecardTrainer.Fit(builder.Build(), labels);
    }
}
