using RiskInsights.Core.Exports;
using RiskInsights.Core.Ingestion;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Insights.Portfolio;
using RiskInsights.Core.MachineLearning.IsolationForest;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Uploads;

namespace RiskInsights.Dashboard.Jobs;

/// <summary>Makes the jobs that pages ask for.</summary>
public sealed class JobFactory(
    Importer importer, DefaultTraining training, AnomalyDetection detection, ExportService exports, PortfolioRepository portfolio, DataFolder folder, TimeProvider time)
{
    /// <summary>Learners leave one core to the pages.</summary>
    private static readonly int Threads = Math.Max(1, Environment.ProcessorCount - 1);

    /// <summary>Demo bank → import → models, for an empty warehouse.</summary>
    public IJob FirstRun(int clients) =>
        new FirstRunJob(folder, clients, time, ImportFolder(FirstRunJob.DemoFolder(folder), "canonical"), TrainDefault(), DetectAnomalies());

    /// <summary>Loads every file of a folder that a source knows.</summary>
    public IJob ImportFolder(string directory, string source) => new ImportFolderJob(importer, portfolio, directory, source);

    /// <summary>Loads files that were uploaded, in the order that the sources need, and removes them.</summary>
    public IJob ImportFiles(Upload upload) => new ImportFilesJob(importer, portfolio, upload);

    public IJob TrainDefault(LogisticRegressionOptions? options = null) =>
        new TrainDefaultJob(training, (options ?? new LogisticRegressionOptions()) with { Threads = Threads });

    public IJob DetectAnomalies(IsolationForestOptions? options = null) =>
        new DetectAnomaliesJob(detection, (options ?? AnomalyDetection.Recipe) with { Threads = Threads });

    /// <summary>Writes the tables that are named, or all.</summary>
    public IJob Export(IReadOnlyCollection<string> names) => new ExportJob(exports, names);
}
