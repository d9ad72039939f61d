using System.Globalization;
using System.Text;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Insights.Anomalies;

/// <summary>
/// Six clients who pay for their groceries every noon of the first 200 days of 2024, four strange transfers in the last
/// week, and a search that has run over them.
/// </summary>
internal sealed class WatchedBank : IDisposable
{
    public const int Days = 200;

    /// <summary>Night transfers to Brazil, by clients 0 to 3.</summary>
    public static readonly long[] Strange = [9001, 9002, 9003, 9004];

    public static readonly DateOnly First = new(2024, 1, 1);

    public static readonly DateOnly Last = First.AddDays(Days - 1);

    private readonly SmallBank _bank = new(today: new DateOnly(2024, 12, 31));

    private WatchedBank()
    {
        Versions = new ModelVersions(_bank.Database, Modelling.TestSignature.Create(), Time);
        Runs = new TrainingRuns(_bank.Database, Time);
        Detection = new AnomalyDetection(_bank.Database, Versions, Runs, Time);
        Anomalies = new AnomalyRepository(_bank.Database, Versions);
        Selections = new AnomalySelections(_bank.Database);
        Verdicts = new Verdicts(_bank.Database, Time);
    }

    public SmallBank Bank => _bank;

    public FixedTime Time { get; } = new(new DateOnly(2024, 12, 31));

    public ModelVersions Versions { get; }

    public TrainingRuns Runs { get; }

    public AnomalyDetection Detection { get; }

    public AnomalyRepository Anomalies { get; }

    public AnomalySelections Selections { get; }

    public Verdicts Verdicts { get; }

    public static AnomalyFilter Everything { get; } = new() { From = First, To = Last };

    public static async Task<WatchedBank> CreateAsync(bool searched = true)
    {
        var bank = new WatchedBank();
        var kyc = new StringBuilder(SmallBank.KycHeader).Append('\n');
        var accounts = new StringBuilder(SmallBank.AccountsHeader).Append('\n');
        for (var client = 0; client < 6; client++)
        {
            var segment = client < 2 ? "student" : "retail";
            kyc.Append(CultureInfo.InvariantCulture, $"C{client},N,1980-01-01,,,{segment},FR,,verified,low,2020-01-02,\n");
            accounts.Append(CultureInfo.InvariantCulture, $"A{client},C{client},current,EUR,2020-01-02,,\n");
        }

        await bank._bank.ImportAsync("kyc.csv", kyc.ToString());
        await bank._bank.ImportAsync("accounts.csv", accounts.ToString());
        await bank._bank.ImportAsync("transactions.csv", Transactions());
        if (searched)
            await bank.SearchAsync();
        return bank;
    }

    public Task<int> SearchAsync() => Detection.DetectAsync(AnomalyDetection.Recipe with { Trees = 50 }, "tester", (_, _) => { });

    private static string Transactions()
    {
        var random = new Random(3);
        var lines = new StringBuilder(SmallBank.TransactionsHeader).Append('\n');
        var id = 0;
        for (var day = First; day <= Last; day = day.AddDays(1))
        {
            for (var client = 0; client < 6; client++)
                lines.Append(CultureInfo.InvariantCulture, $"{++id},A{client},{day:yyyy-MM-dd}T12:{random.Next(60):00}:00,-{20 + random.Next(20)}.{random.Next(10, 99)},card_payment,pos,FR,groceries,{1000 + random.Next(200)}.00\n");
        }

        for (var i = 0; i < Strange.Length; i++)
            lines.Append(CultureInfo.InvariantCulture, $"{Strange[i]},A{i},{Last.AddDays(-3):yyyy-MM-dd}T03:1{i}:00,-{900 + (100 * i)}.00,transfer,online,BR,,{10 + i}.00\n");
        return lines.ToString();
    }

    public void Dispose() => _bank.Dispose();
}
