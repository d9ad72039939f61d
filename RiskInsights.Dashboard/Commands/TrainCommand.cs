using System.CommandLine;
using System.Globalization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning.Linear;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>train</c>: trains the default model, the anomaly model, or both.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var command = new Command("train", "Train the models on the warehouse and score with them.");
        var common = new CommonOptions();
        var model = new Argument<string[]>("MODEL") { Description = "default, anomalies, or both when none is named.", Arity = ArgumentArity.ZeroOrMore };
        model.AcceptOnlyFromAmong(DefaultTraining.ModelName, AnomalyDetection.ModelName);
        common.AddTo(command);
        command.Arguments.Add(model);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed);
            string[] wanted = parsed.GetValue(model) is { Length: > 0 } named ? named : [DefaultTraining.ModelName, AnomalyDetection.ModelName];
            await using var session = await CoreSession.OpenExistingAsync(options, cancellation);
            foreach (var name in wanted)
                await TrainAsync(session, name, options.Analyst, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task TrainAsync(CoreSession session, string name, string analyst, CancellationToken cancellation)
    {
        var threads = Environment.ProcessorCount;
        using var bar = new ProgressBar();
        if (string.Equals(name, DefaultTraining.ModelName, StringComparison.Ordinal))
        {
            var version = await session.Get<DefaultTraining>().TrainAsync(new LogisticRegressionOptions { Threads = threads }, analyst, bar.Report, cancellation);
            var evaluation = await session.Get<DefaultRiskRepository>().EvaluationAsync(version, cancellation);
            bar.Finish(string.Create(
                CultureInfo.InvariantCulture,
                $"default v{version}: AUC {evaluation!.Auc:0.000} ({evaluation.AucLow:0.000} to {evaluation.AucHigh:0.000}), average precision {evaluation.AveragePrecision:0.000}, {evaluation.TestDefaults} defaults of {evaluation.TestRows} in the out-of-time test"));
            foreach (var leak in evaluation.Leaks)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"leakage: {leak.Feature} alone has AUC {leak.Auc:0.000}; the version does not score"));
        }
        else
        {
            var version = await session.Get<AnomalyDetection>().DetectAsync(AnomalyDetection.Recipe with { Threads = threads }, analyst, bar.Report, cancellation);
            var scored = await session.Get<AnomalyRepository>().ScoredAsync(version, cancellation);
            bar.Finish(string.Create(CultureInfo.InvariantCulture, $"anomalies v{version}: {scored} transactions scored"));
        }
    }
}
