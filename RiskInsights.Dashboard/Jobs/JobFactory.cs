using System.Text.Json;
using RiskInsights.Core.Exports;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.Modelling.Exploration;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.Pipeline;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Makes the jobs that pages ask for, and makes them again from their rows.</summary>
public sealed class JobFactory(
    Importer importer, ModelRecipes recipes, ModelTraining training, ParameterSearch search, FeatureExplorations explorations, ModelScoring scoring, AnomalyDetection detection, ExportService exports,
    PortfolioRepository portfolio, PipelineRunner pipeline, UploadFolder uploads, DataFolder folder, ReplicaOptions replica, TimeProvider time) : IJobSource
{
    /// <summary>Learners leave one core to the pages.</summary>
    internal static readonly int Threads = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Demo bank → import → models, for an empty warehouse.</summary>
    public IJob FirstRun(int clients)
    {
        var today = DateOnly.FromDateTime(time.GetLocalNow().Date);
        return FirstRun(new FirstRunOptions { Clients = clients, EndsOn = new DateOnly(today.Year, today.Month, 1).AddDays(-1) });
    }

    /// <summary>Loads every file of a folder that a source knows.</summary>
    public IJob ImportFolder(string directory, string source) => new ImportFolderJob(importer, portfolio, directory, source);

    /// <summary>Loads files that were uploaded, in the order that the sources need, and removes them.</summary>
    public IJob ImportFiles(Upload upload) => new ImportFilesJob(importer, portfolio, upload);

    /// <summary>Trains a model of clients; with the recipe's first algorithm and its defaults where nothing else is asked for.</summary>
    public IJob Train(ModelRecipe recipe, TrainingRequest? request = null) => new TrainModelJob(training, recipe, request ?? new TrainingRequest(), Threads);

    /// <summary>Looks for better options within a budget, and trains with the best.</summary>
    /// <exception cref="ArgumentException">A budget out of its range, or an algorithm that the recipe does not know.</exception>
    public IJob Search(ModelRecipe recipe, SearchRequest request)
    {
        request.Require();
        recipe.Algorithm(request.Algorithm);
        return new SearchParametersJob(search, recipe, request, Threads);
    }

    /// <summary>Looks at the training rows of a model anew, for the Explore page.</summary>
    public IJob Explore(ModelRecipe recipe) => new ExploreFeaturesJob(explorations, recipe);

    /// <summary>Scores all clients with the champion.</summary>
    public IJob Score(ModelRecipe recipe) => new ScoreClientsJob(scoring, recipe, Threads);

    public IJob DetectAnomalies(IsolationForestOptions? options = null) =>
        new DetectAnomaliesJob(detection, (options ?? AnomalyDetection.Recipe) with { Threads = Threads });

    /// <summary>Writes the tables that are named, or all.</summary>
    public IJob Export(IReadOnlyCollection<string> names) => new ExportJob(exports, names);

    /// <summary>Runs a run of the pipeline, or goes on with it.</summary>
    public IJob Pipeline(long runId) => new PipelineJob(pipeline, portfolio, replica.Place, runId);

    public IJob Make(StoredJob job) => (job.State.Kind, job.State.Subject) switch
    {
        (JobKinds.FirstRun, _) => FirstRun(Read<FirstRunOptions>(job)),
        (JobKinds.Import, _) => Import(Read<WhatToImport>(job)),
        (JobKinds.Train, AnomalyDetection.ModelName) => DetectAnomalies(Read<IsolationForestOptions>(job)),
        (JobKinds.Train, var name) when recipes.Find(name) is { } recipe => Train(recipe, Read<TrainingRequest>(job)),
        (JobKinds.Search, var name) when recipes.Find(name) is { } recipe => Search(recipe, Read<SearchRequest>(job)),
        (JobKinds.Explore, var name) when recipes.Find(name) is { } recipe => Explore(recipe),
        (JobKinds.Score, var name) when recipes.Find(name) is { } recipe => Score(recipe),
        (JobKinds.Export, _) => Export(Read<string[]>(job)),
        (JobKinds.Pipeline, _) => Pipeline(Read<WhichRun>(job).RunId),
        _ => throw new InvalidOperationException($"This program knows no job {job.State.Kind} {job.State.Subject}: a newer one asked for it."),
    };

    /// <summary>The number of the upload that a job loads; null for every other job.</summary>
    public static string? UploadOf(StoredJob job) =>
        string.Equals(job.State.Kind, JobKinds.Import, StringComparison.Ordinal) ? Read<WhatToImport>(job).Upload : null;

    /// <summary>The run that a job of the pipeline runs; null for every other job.</summary>
    public static long? RunOf(StoredJob job) =>
        string.Equals(job.State.Kind, JobKinds.Pipeline, StringComparison.Ordinal) ? Read<WhichRun>(job).RunId : null;

    private FirstRunJob FirstRun(FirstRunOptions options) =>
        new(folder, options, ImportFolder(FirstRunJob.DemoFolder(folder), "canonical"), [.. recipes.All.Select(r => Train(r)), DetectAnomalies()]);

    private IJob Import(WhatToImport what) =>
        what.Upload is { } id ? ImportFiles(uploads.Find(id)) : ImportFolder(what.Directory!, what.Source!);

    private static T Read<T>(StoredJob job)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(job.Options)!;
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"The options of job {job.JobId} cannot be read: another version of the program wrote them. Ask for it again.", error);
        }
    }
}
