using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using RiskInsights.Core.Warehouse;
using RiskInsights.Core.Warehouse.Engines;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Commands;

/// <summary>The command line as a person types it: the real program, its exit code, its one-line errors.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("riskinsights-cli-").FullName;

    private string Data => Path.Combine(_root, "data");

    private string Csv => Path.Combine(_root, "csv");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Commands_GenerateImportTrainExport_DoTheWholeJob()
    {
        var generated = await TheProgram.RunAsync("generate", "--clients", "900", "--seed", "3", "--dirty", "0.5%", "--ends-on", "2025-09-30", "--output", Path.GetRelativePath(Path.GetTempPath(), Csv));
        Assert.Equal(0, generated.ExitCode);
        Assert.Contains("900 clients", generated.Output, StringComparison.Ordinal);

        var imported = await TheProgram.RunAsync("import", Csv, "--data", Data);
        Assert.Equal(0, imported.ExitCode);
        Assert.Contains("quarantined", imported.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("0 quarantined", imported.Output.Split('\n').Single(l => l.StartsWith("transactions", StringComparison.Ordinal)), StringComparison.Ordinal);

        var again = await TheProgram.RunAsync("import", Csv, "--data", Data);
        Assert.Equal(0, again.ExitCode);
        Assert.Contains("already loaded", again.Output, StringComparison.Ordinal);

        var trained = await TheProgram.RunAsync("train", "--data", Data);
        Assert.Equal(0, trained.ExitCode);
        Assert.Contains("default v1 (scorecard, champion): AUC", trained.Output, StringComparison.Ordinal);
        Assert.Contains("anomalies v1:", trained.Output, StringComparison.Ordinal);

        var scored = await TheProgram.RunAsync("score", "default", "--as-of", "2025-04-01", "--data", Data);
        Assert.Matches(@"^default v1: \d+ clients scored as of 2025-04-01", scored.Output);
        Assert.Contains(
            "Nobody can be scored as of 2025-04-02: with this data it is the first of a month from 2023-04-01 to 2025-10-01.",
            (await TheProgram.RunAsync("score", "--as-of", "2025-04-02", "--data", Data)).Error, StringComparison.Ordinal);

        var backup = Path.Combine(_root, "backup.db");
        Assert.Contains("checked", (await TheProgram.RunAsync("backup", backup, "--data", Data)).Output, StringComparison.Ordinal);
        Assert.Contains("restored; the former warehouse is", (await TheProgram.RunAsync("restore", backup, "--data", Data)).Output, StringComparison.Ordinal);

        var exported = await TheProgram.RunAsync("export", "--data", Data);
        Assert.Equal(0, exported.ExitCode);
        using var engine = new Sqlite(new DataFolder(Data).Database);
        var sum = await new WarehouseDatabase(engine).RowAsync<long>("SELECT SUM(amount_cents) FROM fact_transactions");
        Assert.Equal(sum / 100m, SumOfAmounts(Path.Combine(Data, "exports", "latest", "fact_transactions.csv")));
    }

    [Fact]
    public async Task Pipeline_NewFilesThenABadOneThenWithoutIt_ExitsWithHowItEnded()
    {
        var inbox = Directory.CreateDirectory(new DataFolder(Data).Raw).FullName;
        await File.WriteAllTextAsync(Path.Combine(inbox, "kyc.csv"), SmallBank.Kyc);
        await File.WriteAllTextAsync(Path.Combine(inbox, "accounts.csv"), SmallBank.Accounts);
        await File.WriteAllTextAsync(Path.Combine(inbox, "transactions.csv"), SmallBank.Transactions);
        var (exitCode, output, error) = await TheProgram.RunAsync("pipeline", "--data", Data);
        Assert.True(exitCode == 0, error);
        Assert.StartsWith("import: 3 new files: 10 read = 10 loaded", output, StringComparison.Ordinal);
        var report = Assert.Single(Directory.GetFiles(new DataFolder(Data).Reports));
        Assert.Contains($"report: {report}: ", output, StringComparison.Ordinal);

        await File.WriteAllTextAsync(Path.Combine(inbox, "notes.csv"), "a,b\n1,2\n");
        (exitCode, _, error) = await TheProgram.RunAsync("pipeline", "--data", Data);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: The step import failed: Every new file was refused.", error.TrimEnd().Split('\n')[^1], StringComparison.Ordinal);

        File.Delete(Path.Combine(inbox, "notes.csv"));
        (exitCode, output, error) = await TheProgram.RunAsync("pipeline", "--retry", "--data", Data);
        Assert.True(exitCode == 0, error);
        Assert.StartsWith("import: None of the 3 files in the inbox is new.", output, StringComparison.Ordinal);
        Assert.Equal((1, "error: The newest run has no step to go on with"), await TheProgram.RunAsync("pipeline", "--retry", "--data", Data) is var again ? (again.ExitCode, again.Error[..47]) : default);
    }

    [PostgresFact]
    public async Task Commands_Postgres_ImportAndExportWithoutASqliteFile()
    {
        using var database = PostgresServer.EmptyDatabase();
        string[] warehouse = ["--data", Data, "--warehouse-engine", "postgres", "--warehouse-connection", database.ConnectionString];
        Directory.CreateDirectory(Csv);
        await File.WriteAllTextAsync(Path.Combine(Csv, "kyc.csv"), SmallBank.Kyc);
        await File.WriteAllTextAsync(Path.Combine(Csv, "accounts.csv"), SmallBank.Accounts);
        await File.WriteAllTextAsync(Path.Combine(Csv, "transactions.csv"), SmallBank.Transactions);
        var imported = await TheProgram.RunAsync(["import", Csv, .. warehouse]);
        Assert.Equal(0, imported.ExitCode);
        Assert.Contains("transactions.csv: 5 read = 5 loaded", imported.Output, StringComparison.Ordinal);

        var exported = await TheProgram.RunAsync(["export", "fact_transactions", .. warehouse]);
        Assert.Equal(0, exported.ExitCode);
        Assert.Equal(1167.45m, SumOfAmounts(Path.Combine(Data, "exports", "latest", "fact_transactions.csv")));
        Assert.False(File.Exists(new DataFolder(Data).Database));
    }

    [PostgresFact]
    public async Task Commands_PostgresRefusesThePassword_FailWithOneLineThatDoesNotNameIt()
    {
        using var database = PostgresServer.EmptyDatabase();
        var (exitCode, output, error) = await TheProgram.RunAsync(
            "train", "--data", Data, "--warehouse-engine", "postgres", "--warehouse-connection", database.ConnectionString + ";Password=s3cret-guess");
        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: PostgreSQL at", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("s3cret-guess", output + error, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Commands_CopyToPostgres_ReportsEveryTableAndIsRefusedTheSecondTime()
    {
        using var database = PostgresServer.EmptyDatabase();
        Directory.CreateDirectory(Csv);
        await File.WriteAllTextAsync(Path.Combine(Csv, "kyc.csv"), SmallBank.Kyc);
        await File.WriteAllTextAsync(Path.Combine(Csv, "accounts.csv"), SmallBank.Accounts);
        await File.WriteAllTextAsync(Path.Combine(Csv, "transactions.csv"), SmallBank.Transactions);
        Assert.Equal(0, (await TheProgram.RunAsync("import", Csv, "--data", Data)).ExitCode);

        var password = Path.Combine(_root, "password");
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString);
        await File.WriteAllTextAsync(password, address.Password + "\n");
        address.Password = null;
        string[] copy = ["copy", "--to", "postgres", "--data", Data, "--warehouse-connection", address.ConnectionString, "--warehouse-password-file", password];
        var (exitCode, output, error) = await TheProgram.RunAsync(copy);
        Assert.True(exitCode == 0, error);
        Assert.Matches(@"(?m)^fact_transactions +5 +[\d,]+ +12$", output);
        Assert.Contains("are the same in SQLite and in PostgreSQL", output, StringComparison.Ordinal);

        (exitCode, _, error) = await TheProgram.RunAsync(copy);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: The target is not empty", error, StringComparison.Ordinal);

        await File.WriteAllTextAsync(password, "s3cret-guess");
        (exitCode, output, error) = await TheProgram.RunAsync(copy);
        Assert.Equal(1, exitCode);
        Assert.Contains("check user name and password", error, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-guess", output + error, StringComparison.Ordinal);
    }

    /// <summary>The signal ended the program on the spot and left half a bank behind, instead of cancelling the command.</summary>
    [Fact]
    public async Task Commands_Terminated_CancelAndKeepNothingHalfDone()
    {
        using var program = TheProgram.Start("generate", "--clients", "50000", "--output", Csv);
        var first = await program.StandardError.ReadLineAsync();
        Assert.Contains("generate", first, StringComparison.Ordinal);
        using (var kill = Process.Start("kill", ["-TERM", program.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync();
        Assert.Equal(130, program.ExitCode);
        Assert.EndsWith("error: cancelled; nothing half-done was kept", error.TrimEnd(), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(Csv));
    }

    [Theory]
    [InlineData("import", "no-such-folder")]
    [InlineData("generate", "--clients", "0")]
    [InlineData("generate", "--dirty", "much")]
    [InlineData("generate", "--ends-on", "soon")]
    [InlineData("generate", "--clients", "many")]
    [InlineData("train", "collections")]
    [InlineData("restore", "no-such-file.db")]
    [InlineData("backup", "x.db")]
    [InlineData("serve", "--urls", "nowhere")]
    [InlineData("train", "--warehouse-engine", "oracle")]
    [InlineData("train", "--warehouse-engine", "postgres")]
    [InlineData("train", "--warehouse-connection", "Host=db;Database=risk")]
    [InlineData("train", "--warehouse-engine", "postgres", "--warehouse-connection", "Host=db")]
    [InlineData("backup", "x.db", "--warehouse-engine", "postgres", "--warehouse-connection", "Host=db;Database=risk")]
    [InlineData("import", "x", "--pseudonym-key-file", "no-such.key")]
    [InlineData("train", "--warehouse-password-file", "no-such-file")]
    [InlineData("train", "--warehouse-engine", "postgres", "--warehouse-connection", "Host=db;Database=risk", "--warehouse-password-file", "no-such-file")]
    [InlineData("copy")]
    [InlineData("copy", "--to", "oracle")]
    [InlineData("copy", "--to", "postgres")]
    [InlineData("copy", "--to", "postgres", "--warehouse-connection", "Host=db;Database=risk")]
    [InlineData("pipeline", "--retrain-after-days", "soon")]
    [InlineData("pipeline", "--pipeline-cron", "0 0 6 * * ?")]
    [InlineData("serve", "--pipeline-cron", "daily")]
    [InlineData("serve", "--pipeline-time-zone", "Mars/Olympus")]
    [InlineData("fly")]
    public async Task Commands_BadInput_FailWithOneLine(params string[] arguments)
    {
        var (exitCode, _, error) = await TheProgram.RunAsync([.. arguments, "--data", Data]);
        Assert.NotEqual(0, exitCode);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.DoesNotContain("(Parameter", error, StringComparison.Ordinal);
    }

    /// <summary>A mistyped --data made an empty warehouse, and empty tables beside it, and called that a success.</summary>
    [Theory]
    [InlineData("export")]
    [InlineData("train")]
    [InlineData("pipeline")]
    public async Task Commands_FolderWithoutAWarehouse_RefuseItAndLeaveItAlone(string command)
    {
        var (exitCode, _, error) = await TheProgram.RunAsync(command, "--data", Data);
        Assert.Equal(1, exitCode);
        Assert.StartsWith($"error: {Data} holds no warehouse", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data));
    }

    /// <summary>A second start printed two stack traces before the reason, and had by then closed the jobs of the first.</summary>
    [Fact]
    public async Task Serve_PortInUse_FailsWithOneLineBeforeTheWarehouseIsTouched()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var url = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{((IPEndPoint)other.LocalEndpoint).Port}");
        var (exitCode, output, error) = await TheProgram.RunAsync("serve", "--urls", url, "--data", Data);
        Assert.Equal((1, ""), (exitCode, output));
        Assert.StartsWith("error: " + url + " is in use", error, StringComparison.Ordinal);
        Assert.Single(error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(Data));
    }

    [Fact]
    public async Task Train_EmptyWarehouse_SaysWhatIsMissing()
    {
        Directory.CreateDirectory(Csv);
        await File.WriteAllTextAsync(Path.Combine(Csv, "kyc.csv"), SmallBank.Kyc);
        Assert.Equal(0, (await TheProgram.RunAsync("import", Csv, "--data", Data)).ExitCode);
        var (exitCode, _, error) = await TheProgram.RunAsync("train", "default", "--data", Data);
        Assert.Equal(1, exitCode);
        Assert.Contains("no transactions", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Export_UnknownTable_NamesTheKnownOnes()
    {
        Directory.CreateDirectory(Csv);
        await File.WriteAllTextAsync(Path.Combine(Csv, "kyc.csv"), SmallBank.Kyc);
        Assert.Equal(0, (await TheProgram.RunAsync("import", Csv, "--data", Data)).ExitCode);
        var (exitCode, _, error) = await TheProgram.RunAsync("export", "fact_everything", "--data", Data);
        Assert.Equal(1, exitCode);
        Assert.Contains("fact_transactions", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_NobodyListens_Fails()
    {
        var (exitCode, _, error) = await TheProgram.RunAsync("health", "--url", "http://127.0.0.1:9");
        Assert.Equal(1, exitCode);
        Assert.Contains("does not answer", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_ListsTheCommands()
    {
        var (exitCode, output, _) = await TheProgram.RunAsync("--help");
        Assert.Equal(0, exitCode);
        Assert.All(["serve", "generate", "import", "train", "pipeline", "export", "copy"], name => Assert.Contains(name, output, StringComparison.Ordinal));
    }

    private static decimal SumOfAmounts(string path)
    {
        var lines = File.ReadAllLines(path);
        var column = Array.IndexOf(lines[0].Trim('\uFEFF').Split(','), "amount");
        return lines.Skip(1).Sum(l => decimal.Parse(l.Split(',')[column], CultureInfo.InvariantCulture));
    }
}
