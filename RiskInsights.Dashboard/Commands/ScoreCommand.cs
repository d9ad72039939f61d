using System.CommandLine;
using System.Globalization;
using RiskInsights.Core.Insights.Churn;
using RiskInsights.Core.Insights.Default;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.Modelling.Scoring;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Dashboard.Commands;

/// <summary><c>score</c>: scores all clients with a version of a model, as of the newest date or an earlier one.</summary>
internal static class ScoreCommand
{
    private static readonly string[] Models = [DefaultRecipe.Name, ChurnRecipe.Name];

    public static Command Create()
    {
        var command = new Command("score", "Score all clients with the champions, as of the newest date or an earlier one.");
        var common = new CommonOptions();
        var model = new Argument<string[]>("MODEL") { Description = "default, churn, or both when none is named.", Arity = ArgumentArity.ZeroOrMore };
        model.AcceptOnlyFromAmong(Models);
        var asOf = new Option<DateOnly?>("--as-of") { HelpName = "DATE", Description = "The first of a month (yyyy-mm-dd): only what lies before it is looked at. By default the newest." };
        var version = new Option<int?>("--model-version") { HelpName = "N", Description = "Another version than the champion; with one MODEL." };
        common.AddTo(command);
        command.Arguments.Add(model);
        command.Options.Add(asOf);
        command.Options.Add(version);
        command.Validators.Add(result =>
        {
            if (result.GetValue(version) is not null && result.GetValue(model) is not { Length: 1 })
                result.AddError("--model-version needs one MODEL whose version it is.");
        });
        command.SetAction(async (parsed, cancellation) =>
        {
            var options = common.Read(parsed);
            await using var session = await CoreSession.OpenExistingAsync(options, cancellation);
            foreach (var name in parsed.GetValue(model) is { Length: > 0 } named ? named : Models)
                await ScoreAsync(session, name, parsed.GetValue(version), parsed.GetValue(asOf), cancellation);
            return 0;
        });
        return command;
    }

    private static async Task ScoreAsync(CoreSession session, string name, int? version, DateOnly? asOf, CancellationToken cancellation)
    {
        using var bar = new ProgressBar();
        var recipe = session.Get<ModelRecipes>()[name];
        var result = await session.Get<ModelScoring>().ScoreAsync(recipe, version, asOf, Environment.ProcessorCount, bar.Report, cancellation)
            ?? throw new WarehouseException(version is { } wanted ? $"Model {name} has no version {wanted} that can be scored with." : $"Model {name} has no champion: train it first.");
        bar.Finish(string.Create(CultureInfo.InvariantCulture, $"{name} v{result.Version}: {result.Clients} clients scored as of {result.AsOf:yyyy-MM-dd}"));
    }
}
