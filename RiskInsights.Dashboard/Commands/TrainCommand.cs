using System.CommandLine;
using System.Globalization;
using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Training;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>train</c>: trains the models of clients, the anomaly model, or all.</summary>
internal static class TrainCommand
{
    private static readonly string[] Models = [DefaultRecipe.Name, ChurnRecipe.Name, AnomalyDetection.ModelName];

    public static Command Create()
    {
        var command = new Command("train", "Train the models on the warehouse and score with them.");
        var common = new CommonOptions();
        var model = new Argument<string[]>("MODEL") { Description = "default, churn, anomalies, or all when none is named.", Arity = ArgumentArity.ZeroOrMore };
        model.AcceptOnlyFromAmong(Models);
        var algorithm = new Option<string?>("--algorithm") { Description = "scorecard, gradient_boosting or logistic_regression; by default what the model is usually learned with." };
        var search = new Option<double?>("--search") { HelpName = "MINUTES", Description = "Look for better options for so many minutes first, and train with the best; not for anomalies." };
        search.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double?>() is { } minutes && !(minutes > 0 && minutes <= SearchRequest.MostMinutes))
                result.AddError(string.Create(CultureInfo.InvariantCulture, $"--search takes more than 0 and at most {SearchRequest.MostMinutes} minutes."));
        });
        common.AddTo(command);
        command.Arguments.Add(model);
        command.Options.Add(algorithm);
        command.Options.Add(search);
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed);
            string[] wanted = parsed.GetValue(model) is { Length: > 0 } named ? named : Models;
            await using var session = await CoreSession.OpenExistingAsync(options, cancellation);
            foreach (var name in wanted)
                await TrainAsync(session, name, parsed.GetValue(algorithm), parsed.GetValue(search), options.Analyst, cancellation);
            return 0;
        });
        return command;
    }

    private static async Task TrainAsync(CoreSession session, string name, string? algorithm, double? minutes, string analyst, CancellationToken cancellation)
    {
        var threads = Environment.ProcessorCount;
        using var bar = new ProgressBar();
        if (session.Get<ModelRecipes>().Find(name) is { } recipe)
        {
            var version = minutes is { } budget
                ? await session.Get<ParameterSearch>().SearchAsync(
                    recipe, new SearchRequest { Algorithm = algorithm, Minutes = budget }, analyst, threads, step => bar.Report(Words(step), step.ShareDone), cancellation)
                : await session.Get<ModelTraining>().TrainAsync(recipe, new TrainingRequest { Algorithm = algorithm }, analyst, threads, bar.Report, cancellation);
            var report = await session.Get<ModelReports>().ReportAsync(recipe, version, cancellation);
            bar.Finish(Line(name, report!));
            foreach (var leak in report!.Evaluation.Leaks)
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"leakage: {leak.Feature} alone has AUC {leak.Auc:0.000}; the version does not score"));
        }
        else
        {
            var version = await session.Get<AnomalyDetection>().DetectAsync(AnomalyDetection.Recipe with { Threads = threads }, analyst, bar.Report, cancellation);
            var scored = await session.Get<AnomalyRepository>().ScoredAsync(version, cancellation);
            bar.Finish(string.Create(CultureInfo.InvariantCulture, $"anomalies v{version}: {scored} transactions scored"));
        }
    }

    private static string Words(SearchStep step) => (step.Trial, step.BestLoss) switch
    {
        ({ } trial, { } loss) => string.Create(CultureInfo.InvariantCulture, $"trial {trial} of {step.Trials}, best log loss {loss:0.0000}"),
        ({ } trial, null) => string.Create(CultureInfo.InvariantCulture, $"trial {trial} of {step.Trials}"),
        _ => step.Name,
    };

    private static string Line(string name, ModelReport report)
    {
        var test = report.Evaluation;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{name} v{report.Shown.Version} ({report.Shown.Algorithm}, {report.Shown.Stage}): AUC {test.Auc.Value:0.000} ({test.Auc.Low:0.000} to {test.Auc.High:0.000}), average precision {test.AveragePrecision.Value:0.000}, calibration error {test.CalibrationError:0.0000}, {test.TestPositives} of {test.TestRows} rows of the out-of-time test came to pass");
    }
}
