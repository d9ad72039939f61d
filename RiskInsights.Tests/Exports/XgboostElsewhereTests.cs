using System.Globalization;
using RiskInsights.Tests.MachineLearning.Boosting.Xgboost;
using RiskInsights.Tests.Modelling;

namespace RiskInsights.Tests.Exports;

/// <summary>The whole way of a bank that scores with XGBoost: the downloaded JSON predicts on the exported inputs.</summary>
public sealed class XgboostElsewhereTests
{
    [XgboostFact]
    public async Task Json_OnTheExportedInputs_GivesEveryClientsProbabilityInXgboost()
    {
        using var bank = await LearnableBank.CreateAsync(sleeping: 0.02, clients: 1000);
        var version = await bank.TrainAsync(recipe: LearnableBank.Churn);
        var elsewhere = new ScoredElsewhere(bank);
        var json = await elsewhere.DownloadAsync($"churn/{version.ToString(CultureInfo.InvariantCulture)}.json");
        Assert.Equal(await bank.Versions.ArtefactAsync(LearnableBank.Churn.Name, version), json);
        var (model, predicted) = (Path.Combine(bank.Bank.Files, "churn.json"), Path.Combine(bank.Bank.Files, "predicted.csv"));
        await File.WriteAllBytesAsync(model, json);

        XgboostPeer.Run("predict_inputs.py", model, await elsewhere.InputsAsync(LearnableBank.Churn), predicted);

        var theirs = File.ReadLines(predicted).Select(line => line.Split(',')).ToDictionary(f => f[0], f => double.Parse(f[1], CultureInfo.InvariantCulture), StringComparer.Ordinal);
        // XGBoost adds and answers in 32 bits.
        ScoredElsewhere.RequireSame(await elsewhere.ProbabilitiesAsync(LearnableBank.Churn, version), theirs, 1e-6);
    }
}
