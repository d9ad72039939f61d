using System.Globalization;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.Modelling.Evaluation;
using RiskInsights.Core.Modelling.History;
using RiskInsights.Core.Modelling.Training;
using RiskInsights.Core.ModelRegistry.Runs;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Modelling.Training;

public sealed class ModelTrainingTests
{
    [EngineFact]
    public async Task Train_ASoundBank_GivesAChampionWithFiguresThatAgree()
    {
        using var bank = await LearnableBank.CreateAsync();
        Assert.Equal(1, await bank.TrainAsync("Ana Morel"));
        var report = (await bank.Reports.ReportAsync(LearnableBank.Default, null))!;
        var test = report.Evaluation;

        Assert.Equal(("champion", "Ana Morel", "scorecard", DefaultRecipe.Create().Features.Count), (report.Shown.Stage, report.Shown.TrainedBy, report.Shown.Algorithm, report.Shown.Features));
        Assert.Empty(test.Leaks);
        Assert.InRange(test.Auc.Value, 0.6, 0.98);
        Assert.InRange(test.Auc.Value, test.Auc.Low, test.Auc.High);
        Assert.Equal((2 * test.Auc.Value) - 1, test.Gini.Value, 9);
        Assert.True(test.AveragePrecision.Value > test.BaseRate);
        Assert.Equal(201, test.Thresholds.Count);
        Assert.Equal((0, 0.5), (test.Thresholds[0].Threshold, test.Thresholds[^1].Threshold));
        Assert.All(test.Thresholds, t => Assert.Equal(test.TestPositives, t.TruePositives + t.FalseNegatives));
        Assert.All(test.Thresholds, t => Assert.Equal(test.TestRows, t.TruePositives + t.FalseNegatives + t.FalsePositives + t.TrueNegatives));
        Assert.Equal(test.TestRows, test.Calibration.Sum(g => g.Count));
        Assert.NotEmpty(test.Effects);
        Assert.Equal(test.Effects.OrderByDescending(e => e.Importance), test.Effects);
        Assert.True(test.TrainDates[^1].AddDays(AsOfDates.WindowDays) <= test.TestDates[0]);

        var ready = await bank.Training.ReadinessAsync(LearnableBank.Default);
        Assert.True(ready.IsReady);
        Assert.Equal((test.TrainRows, test.TestRows), (ready.TrainRows, ready.TestRows));
        Assert.InRange(ready.TrainEvents, test.TrainPositives / 3, test.TrainPositives);
        Assert.InRange(ready.TestEvents, test.TestPositives / 3, test.TestPositives);
    }

    [EngineFact]
    public async Task Train_ASoundBank_ScoresTheClientsOfTheNewestDateInOrder()
    {
        using var bank = await LearnableBank.CreateAsync();
        var version = await bank.TrainAsync();
        var asOf = (await bank.Reports.AsOfAsync(LearnableBank.Default, version))!.Value;
        Assert.Equal(new DateOnly(2024, 12, 1), asOf);

        var (total, first) = await bank.Scores.RiskiestAsync(LearnableBank.Default, version, asOf, 0, 0, 10);
        var (_, second) = await bank.Scores.RiskiestAsync(LearnableBank.Default, version, asOf, 0, 10, 10);
        Assert.Equal(await bank.Bank.ValueAsync<int>("SELECT COUNT(*) FROM ml_scores"), total);
        Assert.Equal(Enumerable.Range(1, 20), first.Concat(second).Select(c => c.Rank));
        Assert.Equal(first.Concat(second).OrderByDescending(c => c.Probability).Select(c => c.Rank), first.Concat(second).Select(c => c.Rank));
        Assert.All(first, c => Assert.NotEmpty(c.Reasons));
        Assert.All(first, c => Assert.All(c.Reasons, r => Assert.True(r.Contribution > 0)));

        var threshold = second[0].Probability;
        // A card of few bins gives equal probabilities to some.
        Assert.Equal(first.Concat(second).Count(c => c.Probability >= threshold), (await bank.Scores.RiskiestAsync(LearnableBank.Default, version, asOf, threshold, 0, 5)).Total);
    }

    [EngineFact]
    public async Task Train_Twice_LeavesTheChampionAndPutsTheNewVersionBesideIt()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.TrainAsync();
        var report = (await bank.Reports.ReportAsync(LearnableBank.Default, 2))!;
        Assert.Equal(["challenger", "champion"], report.Versions.Select(v => v.Stage));
        Assert.Equal((2, 1), (report.Shown.Version, report.Before!.Version));
        Assert.True(report.Comparison!.IsSameTest);
        Assert.All(report.Comparison.Measures, m => Assert.Equal(0, m.Difference));
        Assert.Equal((0, 1), (report.Paired!.Difference, report.Paired.PValue));
        Assert.Equal(report.Evaluation.TestRows, report.Paired.Rows);
        Assert.Equal(1, (await bank.Reports.ReportAsync(LearnableBank.Default, null))!.Shown.Version);
        Assert.Null((await bank.Reports.ReportAsync(LearnableBank.Default, 1))!.Before);
    }

    [EngineTheory]
    [InlineData("scorecard")]
    [InlineData("gradient_boosting")]
    [InlineData("logistic_regression")]
    public async Task Train_WithEachAlgorithm_StoresAModelThatScoresAndExplainsAlikeWhenItIsReadAgain(string algorithm)
    {
        using var bank = await LearnableBank.CreateAsync();
        var version = await bank.TrainAsync(algorithm: algorithm);
        var loaded = (await bank.Models.VersionAsync(LearnableBank.Default, version))!;
        var (_, rows) = await bank.Scores.RiskiestAsync(LearnableBank.Default, version, (await bank.Reports.AsOfAsync(LearnableBank.Default, version))!.Value, 0, 0, 50);
        foreach (var row in rows)
        {
            var scored = (await bank.Scores.ScoredAsync(LearnableBank.Default, row.ClientKey))!;
            Assert.Equal(row.Probability, loaded.Model.Probability(scored.Row), 12);
            var contributions = new double[scored.Row.Length];
            loaded.Model.Contributions(scored.Row, contributions);
            // Trees add up their leaves in 32 bits.
            Assert.Equal(Math.Log(row.Probability / (1 - row.Probability)), loaded.Model.BaseLogit + contributions.Sum(), tolerance: 2e-5);
            // Many rows together: the same bits.
            Assert.Equal([.. contributions, .. contributions], loaded.Model.Contributions(new FeatureMatrix(LearnableBank.Default.Columns, [.. scored.Row, .. scored.Row])));
        }
    }

    [EngineFact]
    public async Task Train_Churn_LearnsWhoWillDoNothing()
    {
        using var bank = await LearnableBank.CreateAsync(sleeping: 0.02);
        var version = await bank.TrainAsync(recipe: LearnableBank.Churn);
        var report = (await bank.Reports.ReportAsync(LearnableBank.Churn, version))!;
        Assert.Equal("gradient_boosting", report.Shown.Algorithm);
        Assert.True(report.Evaluation.TestPositives >= TrainingReadiness.NeededTestEvents);
        Assert.Empty(report.Evaluation.Leaks);
    }

    [EngineFact]
    public async Task Train_AnInputThatNeverDiffers_IsSetAsideAndNamed()
    {
        using var bank = await LearnableBank.CreateAsync();
        var evaluation = (await bank.Reports.EvaluationAsync(LearnableBank.Default, await bank.TrainAsync()))!;

        // Nobody of this bank has a loan, a complaint, a blocked card or cash.
        Assert.Contains("complaints_365d", evaluation.LeftOut);
        Assert.DoesNotContain("missed_payments_365d", evaluation.LeftOut);
    }

    [EngineFact]
    public async Task Train_AFeatureThatReproducesTheLabel_IsACandidateThatNamesItAndScoresNobody()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.PlantLeakAsync();
        var version = await bank.TrainAsync();

        var report = (await bank.Reports.ReportAsync(LearnableBank.Default, version))!;
        Assert.True(report.Shown.IsCandidate);
        var leaks = report.Evaluation.Leaks;
        Assert.Equal(["card_blocks_365d", "card_blocks_recent"], leaks.Select(l => l.Feature).Order(StringComparer.Ordinal));
        Assert.All(leaks, l => Assert.True(l.Auc > 0.99, l.Auc.ToString(CultureInfo.InvariantCulture)));
        Assert.Null(report.ScoredAsOf);
        Assert.Equal(0, await bank.Bank.ValueAsync<int>($"SELECT COUNT(*) FROM ml_scores WHERE version = {version.ToString(CultureInfo.InvariantCulture)}"));

        var champion = (await bank.Reports.ReportAsync(LearnableBank.Default, null))!;
        Assert.Equal(1, champion.Shown.Version);
        Assert.True(champion.Shown.IsChampion);
        Assert.Equal(version, champion.Refused!.Version);
        Assert.Equal(leaks, champion.RefusedLeaks);
    }

    [EngineFact]
    public async Task Train_TooFewDefaults_IsRefusedWithTheFigures()
    {
        using var bank = await LearnableBank.CreateAsync(hazard: 0.002);
        var ready = await bank.Training.ReadinessAsync(LearnableBank.Default);
        Assert.False(ready.IsReady);
        Assert.True(ready.MissingTrainEvents > 0);
        var refused = await Assert.ThrowsAsync<TrainingRefusedException>(() => bank.TrainAsync());
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{ready.TrainEvents} events to learn from and {ready.TestEvents} to test on"), refused.Message, StringComparison.Ordinal);
        Assert.Empty(await bank.Versions.ListAsync(DefaultRecipe.Name));
        Assert.Null(await bank.Reports.ReportAsync(LearnableBank.Default, null));
    }

    [EngineFact]
    public async Task Train_NoTransactions_IsRefusedInWords()
    {
        using var bank = await new SmallBank().WithAccountsAsync();
        var versions = new Core.ModelRegistry.ModelVersions(bank.Database, TestSignature.Create(), TimeProvider.System);
        var training = new ModelTraining(
            bank.Database, versions, new TrainingRuns(bank.Database, TimeProvider.System), new HistoryReader(bank.Database), new SegmentReader(bank.Database), TimeProvider.System);
        Assert.Equal(new TrainingReadiness(0, 0, 0, 0, 0, 0), await training.ReadinessAsync(LearnableBank.Default));
        var refused = await Assert.ThrowsAsync<TrainingRefusedException>(() => training.TrainAsync(LearnableBank.Default, new TrainingRequest(), "ana", 1, (_, _) => { }));
        Assert.Contains("There are no transactions.", refused.Message, StringComparison.Ordinal);
    }

    [EngineFact]
    public async Task Train_CancelledWhileFitting_LeavesNoVersion()
    {
        using var bank = await LearnableBank.CreateAsync();
        using var stop = new CancellationTokenSource();
        void Report(string step, double share)
        {
            if (string.Equals(step, "job_fitting", StringComparison.Ordinal))
                stop.Cancel();
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bank.Training.TrainAsync(LearnableBank.Default, new TrainingRequest(), "ana", 1, Report, stop.Token));
        Assert.Empty(await bank.Versions.ListAsync(DefaultRecipe.Name));
    }

    [EngineFact]
    public async Task Train_SameData_GivesTheSameFiguresAndFingerprint()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.TrainAsync();
        var versions = await bank.Versions.ListAsync(DefaultRecipe.Name);
        Assert.Equal(versions[0].DataFingerprint, versions[1].DataFingerprint);
        Assert.Equal(versions[0].Metrics, versions[1].Metrics);
    }
}
