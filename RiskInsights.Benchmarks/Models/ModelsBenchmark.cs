using System.Globalization;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Benchmarks.Models;

/// <summary>Retraining, scoring and explaining on a bank of 100,000 clients, through the product's own code, beside the learners' peers.</summary>
internal static class ModelsBenchmark
{
    private const int DefaultClients = 100_000;
    private const double MostTraining = 60, MostScoring = 5;

    private const string RowsSql = """
        SELECT CAST(SUM(transaction_count) AS BIGINT) AS transactions, COUNT(*) AS months FROM agg_account_month
        """;

    /// <param name="options">The number of clients; a folder to keep the bank in, and to find it again.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var clients = options.Length > 0 ? int.Parse(options[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : DefaultClients;
        var kept = options.Length > 1 ? Path.GetFullPath(options[1]) : null;
        var temporary = Directory.CreateTempSubdirectory("riskinsights-models-").FullName;
        try
        {
            await using var host = await ModelBank.OpenAsync(kept ?? Path.Combine(temporary, "bank"), clients);
            var report = await MeasureAsync(host, clients, Path.Combine(temporary, "peers"));
            Console.WriteLine(report.ToMarkdown());
            if (clients == DefaultClients)
                await File.WriteAllTextAsync(Results.PathOf("models.md"), report.ToMarkdown());
            return report.IsKept ? 0 : 1;
        }
        finally
        {
            Directory.Delete(temporary, recursive: true);
        }
    }

    private static async Task<ModelsReport> MeasureAsync(ImportHost host, int clients, string peers)
    {
        var recipes = host.Get<ModelRecipes>();
        var (works, questions) = (new List<MeasuredWork>(), new List<AskedQuestion>());
        foreach (var recipe in recipes.All)
        {
            works.Add(Told(await PartsClock.OfAsync(
                $"retrain {recipe.Name}", MostTraining, report => host.Get<ModelTraining>().TrainAsync(recipe, new TrainingRequest(), "benchmark", JobFactory.Threads, report))));
        }

        foreach (var recipe in recipes.All)
        {
            works.Add(Told(await PartsClock.OfAsync(
                $"score all clients, {recipe.Name}", MostScoring, report => host.Get<ModelScoring>().ScoreAsync(recipe, null, null, JobFactory.Threads, report))));
            var (parts, rows) = await ReadingParts.OfAsync(host, recipe);
            var whole = new MeasuredPart($"of which reading features, {recipe.Name}, {rows.ClientKeys.Length.ToString("N0", CultureInfo.InvariantCulture)} clients", parts.Sum(p => p.Seconds), parts.Sum(p => p.CpuSeconds));
            works.Add(Told(new MeasuredWork(whole.Name, null, whole, parts)));
        }

        foreach (var recipe in recipes.All)
            questions.AddRange(await new ClientQuestions(host, recipe).AskAsync());
        var matrices = new PeerMatrices(host, peers, JobFactory.Threads);
        IReadOnlyList<PeerPair> pairs = [.. await matrices.BoostingAsync(recipes[ChurnRecipe.Name]), .. await matrices.RegressionAsync(recipes[DefaultRecipe.Name])];
        var read = await host.Database.RowAsync<BankRows>(RowsSql);
        var rowsText = FormattableString.Invariant($"{read.Transactions:N0} transactions, {read.Months:N0} account-months");
        return new ModelsReport(clients, JobFactory.Threads, rowsText, works, questions, pairs);
    }

    private static MeasuredWork Told(MeasuredWork work)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work.Name}: {work.Whole.Seconds:0.00} s ({string.Join(", ", work.Parts.Select(p => FormattableString.Invariant($"{p.Name} {p.Seconds:0.00}")))})"));
        return work;
    }

    private sealed record BankRows
    {
        public long Transactions { get; init; }

        public long Months { get; init; }
    }
}
