using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.ModelRegistry;

/// <summary>Puts versions into service, one champion a model, and keeps who did it and why.</summary>
public sealed class Champions(WarehouseDatabase warehouse, TimeProvider time)
{
    private const string CurrentSql = """
        SELECT version FROM ml_model_versions WHERE model_name = @modelName AND stage = 'champion'
        """;

    private const string ArchiveSql = """
        UPDATE ml_model_versions SET stage = 'archived' WHERE model_name = @modelName AND stage = 'champion'
        """;

    private const string StageSql = """
        SELECT stage FROM ml_model_versions WHERE model_name = @modelName AND version = @version
        """;

    private const string CrownSql = """
        UPDATE ml_model_versions SET stage = 'champion' WHERE model_name = @modelName AND version = @version
        """;

    private const string KeepSql = """
        INSERT INTO ml_promotions (model_name, version, replaced_version, kind, reason, checks, decided_by, decided_at)
        VALUES (@modelName, @version, @replaced, @kind, @reason, @checks, @decidedBy, @decidedAt)
        """;

    private const string HistorySql = """
        SELECT version, replaced_version, kind, reason, checks, decided_by, decided_at
        FROM ml_promotions WHERE model_name = @modelName ORDER BY promotion_id DESC
        """;

    /// <summary>Who put which version of a model into service, newest first.</summary>
    public Task<IReadOnlyList<Promotion>> HistoryAsync(string modelName, CancellationToken cancellation = default) =>
        warehouse.RowsAsync<Promotion>(HistorySql, new { modelName }, cancellation);

    /// <summary>Makes a version champion; the one before it is archived. One row's update: no reader sees two champions or none.</summary>
    /// <param name="seen">The champion that whoever decides this was looking at.</param>
    /// <param name="reason">Why, in the analyst's words; not empty.</param>
    /// <param name="checks">JSON: the checks as they stood.</param>
    /// <exception cref="PromotionRefusedException">Another champion came in between, the version is champion already, failed a check that
    /// nothing overrides, or does not exist. Nothing was changed.</exception>
    public Task PromoteAsync(
        string modelName, int version, int? seen, string reason, string checks, string decidedBy, CancellationToken cancellation = default)
    {
        if (string.IsNullOrWhiteSpace(reason))
            throw new PromotionRefusedException(PromotionRefusal.NoReason, "A promotion needs a reason.");
        return warehouse.WriteAsync(
            writer =>
            {
                var champion = Current(writer, modelName);
                if (champion != seen)
                    throw new PromotionRefusedException(PromotionRefusal.Stale, $"Version {champion} became champion of {modelName} meanwhile: look at it before you decide.");
                Require(writer, modelName, version);
                Archive(writer, modelName);
                writer.Execute(CrownSql, new { modelName, version });
                writer.Execute(KeepSql, new
                {
                    modelName,
                    version,
                    replaced = champion,
                    kind = champion is null ? "first" : version < champion ? "rollback" : "promotion",
                    reason = reason.Trim(),
                    checks,
                    decidedBy,
                    decidedAt = time.GetUtcNow(),
                });
            },
            cancellation);
    }

    internal static int? Current(WarehouseWriter writer, string modelName) =>
        writer.Rows<int>(CurrentSql, new { modelName }) is [var version] ? version : null;

    internal static void Archive(WarehouseWriter writer, string modelName) => writer.Execute(ArchiveSql, new { modelName });

    /// <summary>The first sound version needs nobody's decision.</summary>
    /// <param name="replaced">The champion of an older program that nobody can read; null without one.</param>
    internal static void KeepFirst(WarehouseWriter writer, string modelName, int version, int? replaced, string trainedBy, DateTimeOffset decidedAt) =>
        writer.Execute(
            KeepSql, new { modelName, version, replaced, kind = "first", reason = "", checks = "[]", decidedBy = trainedBy, decidedAt });

    private static void Require(WarehouseWriter writer, string modelName, int version)
    {
        switch (writer.RowOrNull<string>(StageSql, new { modelName, version }))
        {
            case null:
                throw new PromotionRefusedException(PromotionRefusal.Unknown, $"There is no version {version} of model {modelName}.");
            case ModelStage.Champion:
                throw new PromotionRefusedException(PromotionRefusal.Already, $"Version {version} of model {modelName} is champion already.");
            case ModelStage.Candidate:
                throw new PromotionRefusedException(PromotionRefusal.Unsound, $"Version {version} of model {modelName} failed a check and can never score.");
        }
    }
}

/// <summary>One change of the champion.</summary>
public sealed record Promotion
{
    public int Version { get; init; }

    /// <summary>Null for the first champion. A first one may replace a version that an older program trained and this one cannot read.</summary>
    public int? ReplacedVersion { get; init; }

    /// <summary><c>first</c>, <c>promotion</c> or <c>rollback</c>.</summary>
    public string Kind { get; init; } = "";

    public string Reason { get; init; } = "";

    /// <summary>JSON.</summary>
    public string Checks { get; init; } = "";

    public string DecidedBy { get; init; } = "";

    public DateTimeOffset DecidedAt { get; init; }
}
