using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Tracking;

/// <summary>
/// The right to send, which one replica has at a time and gives back when it stops. One that dies loses it when it runs out.
/// Replicas' clocks may differ by half of it.
/// </summary>
/// <param name="owner">Names this run of the program; no other has it.</param>
public sealed class SenderLease(WarehouseDatabase warehouse, TimeProvider time, string owner)
{
    /// <summary>How long it is held without being renewed: twice what one run may take.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromMinutes(4);

    // A warehouse that is not shared has no other program: what stands there is of one that died.
    private const string TakeSql = """
        INSERT INTO ops_leases (name, owner, held_until) VALUES ('mlflow', @owner, @until)
        ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, held_until = excluded.held_until
        WHERE ops_leases.owner = excluded.owner OR ops_leases.held_until <= @now OR @isAlone = 1
        """;

    private const string GiveBackSql = """
        DELETE FROM ops_leases WHERE name = 'mlflow' AND owner = @owner
        """;

    /// <summary>Takes or renews it. False while another replica has it.</summary>
    public Task<bool> TakeAsync()
    {
        var now = time.GetUtcNow();
        return warehouse.WriteAsideAsync(writer => writer.Execute(TakeSql, new { owner, now, until = now + Length, isAlone = warehouse.IsShared ? 0 : 1 }) == 1);
    }

    public Task GiveBackAsync() => warehouse.WriteAsideAsync(writer => writer.Execute(GiveBackSql, new { owner }));
}
