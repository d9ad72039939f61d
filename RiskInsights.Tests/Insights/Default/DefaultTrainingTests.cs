using System.Globalization;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.MachineLearning;
using RiskInsights.Core.MachineLearning.Linear;
using RiskInsights.Tests.Ingestion;
using RiskInsights.Tests.Warehouse;

namespace RiskInsights.Tests.Insights.Default;

public sealed class DefaultTrainingTests
{
    [EngineFact]
    public async Task Train_ASoundBank_GivesAChampionWithFiguresThatAgree()
    {
        using var bank = await LearnableBank.CreateAsync();
        Assert.Equal(1, await bank.TrainAsync("Ana Morel"));
        var report = (await bank.Risk.ReportAsync(null))!;
        var test = report.Evaluation;

        Assert.Equal(("champion", "Ana Morel", "logistic_regression", 23), (report.Shown.Stage, report.Shown.TrainedBy, report.Shown.Algorithm, report.Shown.Features));
        Assert.Empty(test.Leaks);
        Assert.InRange(test.Auc, 0.6, 0.98);
        Assert.InRange(test.Auc, test.AucLow, test.AucHigh);
        Assert.Equal((2 * test.Auc) - 1, test.Gini, 9);
        Assert.True(test.AveragePrecision > test.BaseRate);
        Assert.Equal(201, test.Thresholds.Count);
        Assert.Equal((0, 0.5), (test.Thresholds[0].Threshold, test.Thresholds[^1].Threshold));
        Assert.All(test.Thresholds, t => Assert.Equal(test.TestPositives, t.TruePositives + t.FalseNegatives));
        Assert.All(test.Thresholds, t => Assert.Equal(test.TestRows, t.TruePositives + t.FalseNegatives + t.FalsePositives + t.TrueNegatives));
        Assert.Equal(test.TestRows, test.Calibration.Sum(g => g.Count));
        Assert.Equal(23, test.Effects.Count);
        Assert.Equal(test.Effects.OrderByDescending(e => e.Importance), test.Effects);
        Assert.True(test.TrainDates[^1].AddDays(AsOfDates.WindowDays) <= test.TestDates[0]);

        var ready = await bank.Training.ReadinessAsync();
        Assert.True(ready.IsReady);
        Assert.Equal((ready.TrainRows, ready.TestRows, ready.TrainPositives, ready.TestPositives), (test.TrainRows, test.TestRows, test.TrainPositives, test.TestPositives));
    }

    [EngineFact]
    public async Task Train_ASoundBank_ScoresTheClientsOfTheNewestDateInOrder()
    {
        using var bank = await LearnableBank.CreateAsync();
        var version = await bank.TrainAsync();
        var asOf = (await bank.Risk.AsOfAsync(version))!.Value;
        Assert.Equal(new DateOnly(2024, 12, 1), asOf);

        var (total, first) = await bank.Risk.RiskiestAsync(version, asOf, 0, 0, 10);
        var (_, second) = await bank.Risk.RiskiestAsync(version, asOf, 0, 10, 10);
        Assert.Equal(await bank.Bank.ValueAsync<int>("SELECT COUNT(*) FROM ml_scores"), total);
        Assert.Equal(Enumerable.Range(1, 20), first.Concat(second).Select(c => c.Rank));
        Assert.Equal(first.Concat(second).OrderByDescending(c => c.Probability).Select(c => c.Rank), first.Concat(second).Select(c => c.Rank));
        Assert.All(first, c => Assert.NotEmpty(c.Reasons));
        Assert.All(first, c => Assert.All(c.Reasons, r => Assert.True(r.Contribution > 0)));

        var threshold = second[0].Probability;
        Assert.Equal(11, (await bank.Risk.RiskiestAsync(version, asOf, threshold, 0, 5)).Total);
    }

    [EngineFact]
    public async Task Train_Twice_ComparesTheNewVersionWithTheOld()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.TrainAsync();
        var report = (await bank.Risk.ReportAsync(null))!;
        Assert.Equal((2, 1), (report.Shown.Version, report.Before!.Version));
        Assert.Equal(["champion", "archived"], report.Versions.Select(v => v.Stage));
        Assert.True(report.Comparison!.IsSameTest);
        Assert.All(report.Comparison.Measures, m => Assert.Equal(0, m.Difference));
        Assert.Null((await bank.Risk.ReportAsync(1))!.Before);
    }

    [EngineFact]
    public async Task Train_AFeatureThatReproducesTheLabel_IsACandidateThatNamesItAndScoresNobody()
    {
        using var bank = await LearnableBank.CreateAsync();
        await bank.TrainAsync();
        await bank.PlantLeakAsync();
        var version = await bank.TrainAsync();

        var report = (await bank.Risk.ReportAsync(version))!;
        Assert.True(report.Shown.IsCandidate);
        var leak = Assert.Single(report.Evaluation.Leaks);
        Assert.Equal("card_blocks_365d", leak.Feature);
        Assert.True(leak.Auc > 0.99, leak.Auc.ToString(CultureInfo.InvariantCulture));
        Assert.Null(report.ScoredAsOf);
        Assert.Equal(0, await bank.Bank.ValueAsync<int>($"SELECT COUNT(*) FROM ml_scores WHERE version = {version.ToString(CultureInfo.InvariantCulture)}"));

        var champion = (await bank.Risk.ReportAsync(null))!;
        Assert.Equal(1, champion.Shown.Version);
        Assert.True(champion.Shown.IsChampion);
        Assert.Equal(version, champion.Refused!.Version);
        Assert.Equal([leak], champion.RefusedLeaks);
    }

    [EngineFact]
    public async Task Train_TooFewDefaults_IsRefusedWithTheFigures()
    {
        using var bank = await LearnableBank.CreateAsync(hazard: 0.002);
        var ready = await bank.Training.ReadinessAsync();
        Assert.False(ready.IsReady);
        Assert.True(ready.MissingTrainPositives > 0);
        var refused = await Assert.ThrowsAsync<TrainingRefusedException>(() => bank.TrainAsync());
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"{ready.TrainPositives} defaults to learn from and {ready.TestPositives} to test on"), refused.Message, StringComparison.Ordinal);
        Assert.Empty(await bank.Versions.ListAsync(DefaultRecipe.Name));
        Assert.Null(await bank.Risk.ReportAsync(null));
    }

    [EngineFact]
    public async Task Train_NoTransactions_IsRefusedInWords()
    {
        using var bank = await new SmallBank().WithAccountsAsync();
        var versions = new Core.ModelRegistry.ModelVersions(bank.Database, TimeProvider.System);
        var training = new DefaultTraining(bank.Database, versions);
        Assert.Equal(new TrainingReadiness(0, 0, 0, 0, 0, 0), await training.ReadinessAsync());
        var refused = await Assert.ThrowsAsync<TrainingRefusedException>(() => training.TrainAsync(new LogisticRegressionOptions(), "ana", (_, _) => { }));
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

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => bank.Training.TrainAsync(new LogisticRegressionOptions(), "ana", Report, stop.Token));
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
