using System.Globalization;
using System.Text;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.ModelRegistry;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Explanation;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Tests.Ingestion;

namespace RiskInsights.Tests.Modelling;

/// <summary>Three years of 500 clients or more, a third of them under a stress that misses salaries and instalments and raises the hazard of a default.</summary>
internal sealed class LearnableBank : IDisposable
{
    private static readonly DateOnly First = new(2022, 1, 1);
    private readonly SmallBank _bank = new(today: new DateOnly(2025, 6, 30));

    private LearnableBank(TimeProvider? clock)
    {
        var time = clock ?? new FixedTime(new DateOnly(2025, 6, 30));
        Versions = new ModelVersions(_bank.Database, TestSignature.Create(), time);
        Champions = new Champions(_bank.Database, time);
        History = new HistoryReader(_bank.Database);
        Runs = new TrainingRuns(_bank.Database, time);
        Training = new ModelTraining(_bank.Database, Versions, Runs, History, new SegmentReader(_bank.Database), time);
        Search = new ParameterSearch(Training, Runs, time);
        Models = new LoadedModels(Versions, Champions);
        Scoring = new ModelScoring(_bank.Database, Versions, Models, History);
        Scores = new ClientScores(_bank.Database, Models, new ScoredPopulations(_bank.Database, time));
        Reports = new ModelReports(_bank.Database, Versions, Champions);
        Explanations = new ClientExplanations(Scores, Reports);
        Promotions = new Promotions(Reports, Champions);
    }

    public SmallBank Bank => _bank;

    public ModelVersions Versions { get; }

    public Champions Champions { get; }

    public TrainingRuns Runs { get; }

    public Promotions Promotions { get; }

    public HistoryReader History { get; }

    public ModelTraining Training { get; }

    public ParameterSearch Search { get; }

    public LoadedModels Models { get; }

    public ModelScoring Scoring { get; }

    public ClientScores Scores { get; }

    public ModelReports Reports { get; }

    public ClientExplanations Explanations { get; }

    public static ModelRecipe Default { get; } = DefaultRecipe.Create();

    public static ModelRecipe Churn { get; } = ChurnRecipe.Create();

    /// <summary>Who defaulted when, as the file names them.</summary>
    public List<(string ClientId, DateOnly Day)> Defaults { get; } = [];

    /// <param name="hazard">Of a default in a month under stress; a tenth of it without.</param>
    /// <param name="sleeping">Of a client who pays nothing by card any more, in a month.</param>
    public static async Task<LearnableBank> CreateAsync(double hazard = 0.03, double sleeping = 0, TimeProvider? time = null, int clients = 500)
    {
        var bank = new LearnableBank(time);
        var random = new Random(20240917);
        var kyc = new StringBuilder(SmallBank.KycHeader).Append('\n');
        var accounts = new StringBuilder(SmallBank.AccountsHeader).Append('\n');
        var transactions = new StringBuilder(SmallBank.TransactionsHeader).Append('\n');
        var events = new StringBuilder(SmallBank.EventsHeader).Append('\n');
        var (transaction, happened) = (0, 0);
        for (var i = 0; i < clients; i++)
        {
            kyc.Append(CultureInfo.InvariantCulture, $"C{i},N,{1950 + random.Next(50)}-01-01,,,retail,FR,,verified,low,2020-01-02,\n");
            accounts.Append(CultureInfo.InvariantCulture, $"A{i},C{i},current,EUR,2020-01-02,,\n");
            var stressed = random.NextDouble() < 0.33;
            var (defaulted, asleep) = (false, false);
            for (var month = First; month < First.AddYears(3); month = month.AddMonths(1))
            {
                if (!stressed || random.NextDouble() < 0.8)
                    transactions.Append(CultureInfo.InvariantCulture, $"{++transaction},A{i},{month:yyyy-MM-dd}T08:00:00,{1500 + random.Next(800)}.00,salary,system,FR,,{random.Next(500, 3000)}.00\n");
                asleep = asleep || (sleeping > 0 && random.NextDouble() < sleeping);
                if (!asleep)
                    transactions.Append(CultureInfo.InvariantCulture, $"{++transaction},A{i},{month.AddDays(random.Next(1, 28)):yyyy-MM-dd}T09:00:00,-{200 + random.Next(900)}.00,card_payment,online,FR,groceries,{random.Next(-200, 1500)}.00\n");
                if (random.NextDouble() < (stressed ? 0.2 : 0.02))
                    events.Append(CultureInfo.InvariantCulture, $"e{++happened},C{i},A{i},{month.AddDays(random.Next(28)):yyyy-MM-dd},missed_payment,\n");
                if (!defaulted && random.NextDouble() < (stressed ? hazard : hazard / 10))
                {
                    defaulted = true;
                    var day = month.AddDays(random.Next(28));
                    bank.Defaults.Add(($"C{i}", day));
                    events.Append(CultureInfo.InvariantCulture, $"e{++happened},C{i},A{i},{day:yyyy-MM-dd},default_90dpd,\n");
                }
            }
        }

        await bank.Bank.ImportAsync("kyc.csv", kyc.ToString());
        await bank.Bank.ImportAsync("accounts.csv", accounts.ToString());
        await bank.Bank.ImportAsync("transactions.csv", transactions.ToString());
        await bank.Bank.ImportAsync("events.csv", events.ToString());
        return bank;
    }

    /// <summary>Writes a card block before each date, for exactly the clients who default in the 90 days after it.</summary>
    public Task PlantLeakAsync()
    {
        var dates = AsOfDates.Of(First, new DateOnly(2024, 12, 28), clients: 500);
        var events = new StringBuilder(SmallBank.EventsHeader).Append('\n');
        foreach (var asOf in dates.Train.Concat(dates.Test))
        {
            foreach (var (client, _) in Defaults.Where(d => d.Day >= asOf && d.Day < asOf.AddDays(AsOfDates.WindowDays)))
                events.Append(CultureInfo.InvariantCulture, $"leak-{client}-{asOf:yyyy-MM-dd},{client},,{asOf.AddDays(-1):yyyy-MM-dd},card_blocked,\n");
        }

        return Bank.ImportAsync("leak.csv", events.ToString());
    }

    public Task<int> TrainAsync(string by = "ana", string? algorithm = null, ModelRecipe? recipe = null, CancellationToken cancellation = default) =>
        Training.TrainAsync(recipe ?? Default, new TrainingRequest { Algorithm = algorithm }, by, threads: 1, (_, _) => { }, cancellation);

    public void Dispose() => _bank.Dispose();
}
