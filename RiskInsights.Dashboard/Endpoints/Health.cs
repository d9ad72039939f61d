using System.Data.Common;
using RiskInsights.Core.Warehouse;
using RiskInsights.Dashboard.Jobs;

namespace RiskInsights.Dashboard.Endpoints;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: the warehouse answers and holds a bank; while the demo
/// bank is made it says how far that is.
/// </summary>
internal static class Health
{
    private const string BatchesSql = """
        SELECT COUNT(*) FROM ops_batches
        """;

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Json(new { status = "live" }));
        app.MapGet("/health/ready", ReadyAsync);
    }

    private static async Task<IResult> ReadyAsync(WarehouseDatabase warehouse, JobQueue queue, CancellationToken cancellation)
    {
        try
        {
            var batches = await warehouse.RowAsync<int>(BatchesSql, cancellation: cancellation);
            if (queue.Find(JobKinds.FirstRun, "demo") is { } preparing)
                return NotReady(new { status = "preparing", step = preparing.Step, share = Math.Round(preparing.ShareDone, 3) });
            if (warehouse.Damage is not null)
                return NotReady(new { status = "warehouse is damaged" });
            return batches == 0 ? NotReady(new { status = "empty" }) : Results.Json(new { status = "ready", batches });
        }
        catch (Exception error) when (error is WarehouseException or DbException)
        {
            return NotReady(new { status = "warehouse does not answer" });
        }
    }

    private static IResult NotReady(object state) => Results.Json(state, statusCode: StatusCodes.Status503ServiceUnavailable);
}
