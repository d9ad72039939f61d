using RiskInsights.Core.Insights.Anomalies;
using RiskInsights.Dashboard.Components.Charts;
using RiskInsights.Dashboard.State;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>
/// <c>/feeds/anomalies?version=…&amp;from=…&amp;to=…</c>: the scatter's points as bytes (<see cref="PointFeed"/>): a hundred
/// thousand points as text through the page's connection would take seconds.
/// </summary>
internal static class AnomalyPointFeed
{
    /// <summary>Amounts that are smaller or larger still stand at the ends of the axis: a handful of them would squeeze all others.</summary>
    public const float LeastTimes = 0.01f;

    /// <inheritdoc cref="LeastTimes"/>
    public const float MostTimes = 300;

    public static void MapAnomalyPoints(this WebApplication app) => app.MapGet(DashboardUrls.AnomalyFeed, PointsAsync);

    private static async Task<IResult> PointsAsync(
        HttpRequest request, AnomalyRepository anomalies, int version, CancellationToken cancellation)
    {
        if (AnomalyViews.FilterOf(request.QueryString.Value) is not { } filter)
            return Results.Problem("The period is missing: from and to as yyyy-mm-dd.", statusCode: StatusCodes.Status400BadRequest);
        var points = await anomalies.PointsAsync(version, filter, cancellation);
        var scores = points.Scores.ToArray();
        return Results.Bytes(
            PointFeed.Encode([.. points.TransactionIds], [.. points.TimesUsual.Select(times => Math.Clamp(times, LeastTimes, MostTimes))], scores, scores, [.. points.Verdicts.Select(StateOf)]),
            PointFeed.ContentType);
    }

    private static PointState StateOf(Verdict? verdict) => verdict switch
    {
        null => PointState.Undecided,
        Verdict.Legitimate => PointState.Cleared,
        Verdict.Unsure => PointState.Watched,
        _ => PointState.Flagged,
    };
}
