using System.Text;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning.Metrics;
using RiskInsights.Core.Modelling.Algorithms;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Synthetic;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Benchmarks.Accuracy;

/// <summary>A demo bank in a temporary warehouse, and what is hidden of it.</summary>
internal sealed class MeasuredBank : IAsyncDisposable
{
    private const string ClientsSql = """
        SELECT client_key, client_id FROM dim_clients
        """;

    private static readonly DateOnly EndsOn = new(2025, 9, 30);

    private readonly int _seed;
    private readonly string _root;
    private readonly ImportHost _host;
    private readonly HiddenHazards _hazards;
    private readonly Dictionary<int, string> _names;

    private MeasuredBank(int seed, string root, ImportHost host, HiddenHazards hazards, Dictionary<int, string> names) =>
        (_seed, _root, _host, _hazards, _names) = (seed, root, host, hazards, names);

    public static async Task<MeasuredBank> CreateAsync(int seed, int clients)
    {
        var root = Directory.CreateTempSubdirectory("riskinsights-accuracy-").FullName;
        var csv = Path.Combine(root, "csv");
        await DemoBank.WriteAsync(csv, new DemoBankOptions { Clients = clients, Seed = seed, EndsOn = EndsOn });
        var host = await ImportHost.OpenAsync(Path.Combine(root, "data"));
        await host.Importer.ImportFolderAsync(csv, "canonical", "benchmark");
        using var pseudonyms = await host.Database.WriteAsync(writer => PseudonymKey.Open(writer, host.Get<DataFolder>()));
        var hazards = new HiddenHazards(csv, client => pseudonyms.Of(Encoding.UTF8.GetBytes(client)));
        var names = (await host.Database.RowsAsync<ClientName>(ClientsSql)).ToDictionary(c => c.ClientKey, c => c.ClientId);
        return new MeasuredBank(seed, root, host, hazards, names);
    }

    /// <summary>Learns the recipe by each of its algorithms, as a training does, and judges each on the training's own test.</summary>
    public async IAsyncEnumerable<MeasuredModel> MeasureAsync(ModelRecipe recipe)
    {
        var data = await _host.Get<ModelTraining>().ReadAsync(recipe, _ => { }, CancellationToken.None);
        var test = data.Test;
        var dates = test.DateOfRows();
        var best = RocAuc.Of(test.Labels, [.. test.ClientKeys.Select((key, row) => HazardOf(recipe, key, dates[row]))]);
        var resources = new FitResources(Environment.ProcessorCount, new TrainingRequest().Seed);
        foreach (var algorithm in recipe.Algorithms)
        {
            var model = algorithm.Fit(recipe, data.Train, AlgorithmParameters.Of(algorithm, new TrainingRequest().Parameters), resources, _ => { }, CancellationToken.None);
            var probabilities = model.Probabilities(test.Features, resources.Threads);
            yield return new MeasuredModel(
                _seed, recipe.Name, algorithm.Name, algorithm == recipe.Algorithms[0], test.Count, test.Positives, best,
                RocAuc.Of(test.Labels, probabilities), CalibrationError.Of(test.Labels, probabilities).Expected);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        Directory.Delete(_root, recursive: true);
    }

    private double HazardOf(ModelRecipe recipe, int clientKey, DateOnly asOf)
    {
        var (byDefault, byDeparture) = _hazards.Of(_names[clientKey], asOf);
        return string.Equals(recipe.Name, DefaultRecipe.Name, StringComparison.Ordinal) ? byDefault : byDeparture;
    }

    private sealed record ClientName
    {
        public int ClientKey { get; init; }

        public string ClientId { get; init; } = "";
    }
}
