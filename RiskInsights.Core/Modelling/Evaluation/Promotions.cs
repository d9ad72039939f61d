using System.Text.Json;
using RiskInsights.Core.Modelling.Recipes;
using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Core.Modelling.Evaluation;

/// <summary>Puts versions of models into service, with the checks as they stood when it was decided.</summary>
public sealed class Promotions(ModelReports reports, Champions champions)
{
    /// <summary>What speaks for and against a version; null when there is no such version.</summary>
    public async Task<IReadOnlyList<PromotionCheck>?> ChecksAsync(ModelRecipe recipe, int version, CancellationToken cancellation = default) =>
        await reports.ReportAsync(recipe, version, cancellation) is { } report && report.Shown.Version == version ? PromotionChecks.Of(report) : null;

    /// <summary>Makes a version champion; a version older than the champion is a rollback. Its scores are there already.</summary>
    /// <param name="seen">The champion that whoever decides this was looking at.</param>
    /// <exception cref="PromotionRefusedException">No reason, another champion meanwhile, a check that nothing overrides. Nothing was changed.</exception>
    public async Task PromoteAsync(
        ModelRecipe recipe, int version, int? seen, string reason, string decidedBy, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        var checks = await ChecksAsync(recipe, version, cancellation)
            ?? throw new PromotionRefusedException(PromotionRefusal.Unknown, $"There is no version {version} of model {recipe.Name}.");
        if (checks.Any(c => c is { Passed: false, IsBlocking: true }))
            throw new PromotionRefusedException(PromotionRefusal.Unsound, $"Version {version} of model {recipe.Name} failed a check and can never score.");
        await champions.PromoteAsync(recipe.Name, version, seen, reason, JsonSerializer.Serialize(checks), decidedBy, cancellation);
    }
}
