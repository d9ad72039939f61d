using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using RiskInsights.Benchmarks.Readers;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Dashboard.Hosting;
using RiskInsights.Dashboard.Jobs;
using Answers = System.Collections.Generic.List<(string Question, double Milliseconds)>;

namespace RiskInsights.Benchmarks.Interface;

/// <summary>How long the program's pages take while it trains a model, beside how long they take without.</summary>
internal static class InterfaceBenchmark
{
    private const int DefaultClients = 20_000;
    private const int People = 4;
    private const int Rounds = 3;
    private const double MostMilliseconds = 100;

    /// <param name="options">Clients of the demo bank.</param>
    public static async Task<int> RunAsync(string[] options)
    {
        var clients = options.Length > 0 ? int.Parse(options[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture) : DefaultClients;
        var root = Directory.CreateTempSubdirectory("riskinsights-interface-").FullName;
        try
        {
            var address = new Uri($"http://127.0.0.1:{FreePort()}");
            await using var app = await DashboardHost.BuildAsync(new DashboardOptions { Data = root, Urls = address.OriginalString, Analyst = "benchmark", DemoClients = clients });
            await app.StartAsync();
            await ReadyAsync(address);

            var (idle, training, seconds) = await MeasureAsync(app.Services, address);
            var report = Report(clients, idle, training, seconds);
            Console.WriteLine(report);
            if (clients == DefaultClients)
                await File.WriteAllTextAsync(Results.PathOf("interface.md"), report);
            await app.StopAsync();
            return Share(training, 0.95) <= MostMilliseconds ? 0 : 1;
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static async Task<(Answers Idle, Answers Training, List<string> Seconds)> MeasureAsync(IServiceProvider services, Uri address)
    {
        var recipes = services.GetRequiredService<ModelRecipes>();
        var extent = (await services.GetRequiredService<PortfolioRepository>().ExtentAsync())!.Value;
        var anomalies = (await services.GetRequiredService<AnomalyRepository>().ChampionAsync())!.Version;
        var pages = await new PageVisits(services, extent, anomalies, recipes).AllAsync();
        var (queue, factory) = (services.GetRequiredService<JobQueue>(), services.GetRequiredService<JobFactory>());
        using var client = new HttpClient { BaseAddress = address };
        await NewUsers().AskAsync(Task.Delay(10_000), Rounds);
        var (idle, training, seconds) = (NewUsers(), NewUsers(), new List<string>());
        for (var round = 0; round < Rounds; round++)
        {
            await idle.AskAsync(Task.Delay(20_000), round);
            foreach (var recipe in recipes.All)
            {
                var clock = Stopwatch.StartNew();
                await training.AskAsync(EndedAsync(queue, factory.Train(recipe)), round);
                seconds.Add(string.Create(CultureInfo.InvariantCulture, $"{recipe.Name} {clock.Elapsed.TotalSeconds:0.0} s"));
            }
        }

        if (idle.Errors.Concat(training.Errors).FirstOrDefault() is { } error)
            throw new InvalidOperationException(error);
        return ([.. idle.Answers], [.. training.Answers], seconds);

        Users NewUsers() => new(random => pages[random.Next(pages.Count)].OpenAsync(client), People);
    }

    private static async Task EndedAsync(JobQueue queue, IJob job)
    {
        var state = await queue.EnqueueAsync(job, "benchmark");
        while (queue.Open.Any(open => open.JobId == state.JobId))
            await Task.Delay(50);
    }

    private static async Task ReadyAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        while ((await client.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode != HttpStatusCode.OK)
            await Task.Delay(500);
    }

    private static string Report(int clients, Answers idle, Answers training, List<string> seconds)
    {
        var rows = new StringBuilder();
        foreach (var page in idle.Select(a => a.Question).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
            rows.AppendLine(Row(page, Of(page, idle), Of(page, training)));
        rows.Append(Row("**all**", idle, training));
        return string.Create(CultureInfo.InvariantCulture, $"""
            # Interface

            `dotnet run -c Release --project RiskInsights.Benchmarks -- interface`: {People} analysts open pages of the running program on a demo bank of {clients:N0} clients, with 0.05 to 0.35 s
            to read, first with nothing else going on, then while models are trained through the queue, {Rounds} times each. From the request of the page until it and the
            answers to the questions of its cards are there; those who ask run in the same process and on the same cores. What a browser draws is not in it.

            | page | opened | p50 ms idle | p95 ms idle | opened during trainings | p50 ms | p95 ms |
            |---|---|---|---|---|---|---|
            {rows}

            - p95 of all at most {MostMilliseconds} ms during trainings is asked.
            - Trainings: {string.Join(", ", seconds)}.
            - Machine: {Machine.Describe()}

            """);
    }

    private static Answers Of(string page, Answers answers) => [.. answers.Where(a => string.Equals(a.Question, page, StringComparison.Ordinal))];

    private static string Row(string page, Answers idle, Answers training) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {page} | {idle.Count} | {Share(idle, 0.5):0.0} | {Share(idle, 0.95):0.0} | {training.Count} | {Share(training, 0.5):0.0} | {Share(training, 0.95):0.0} |");

    private static double Share(Answers answers, double share) => answers.Select(a => a.Milliseconds).Order().ElementAt((int)(share * (answers.Count - 1)));

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
