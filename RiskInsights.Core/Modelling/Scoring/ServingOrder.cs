using RiskInsights.Core.ModelRegistry;

namespace RiskInsights.Core.Modelling.Scoring;

/// <summary>Which version scores, and which ones would in its place, best first.</summary>
internal static class ServingOrder
{
    /// <summary>
    /// The champion; those that were champion before it, the newest first; what older programs archived without a word of when; and
    /// last what somebody rolled back from and nobody promoted since. What was never in service stays out of it.
    /// </summary>
    /// <param name="versions">All versions of the model, newest first.</param>
    /// <param name="promotions">Of the model, newest first.</param>
    public static IEnumerable<ModelVersion> Of(IReadOnlyList<ModelVersion> versions, IReadOnlyList<Promotion> promotions)
    {
        var (former, left) = (new List<int>(), new List<int>());
        foreach (var promotion in promotions)
        {
            if (!left.Contains(promotion.Version))
                former.Add(promotion.Version);
            if (promotion is { Kind: "rollback", ReplacedVersion: { } replaced } && !former.Contains(replaced))
                left.Add(replaced);
        }

        return versions.Where(v => v.Stage is ModelStage.Champion or ModelStage.Archived).OrderBy(Place);

        int Place(ModelVersion version) =>
            version.Stage is ModelStage.Champion ? -1
            : left.Contains(version.Version) ? int.MaxValue
            : former.IndexOf(version.Version) is >= 0 and var place ? place : int.MaxValue - 1;
    }
}
