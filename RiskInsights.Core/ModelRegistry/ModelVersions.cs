using System.Security.Cryptography;
using System.Text.Json;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.ModelRegistry;

/// <summary>The registry: every version that was trained, and which one is champion. All of it lies in the warehouse.</summary>
public sealed class ModelVersions(WarehouseDatabase warehouse, TimeProvider time)
{
    private const string ListSql = """
        SELECT model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics, trained_by, trained_at
        FROM ml_model_versions
        WHERE model_name = @modelName
        ORDER BY version DESC
        """;

    private const string ArtefactSql = """
        SELECT artefact, artefact_sha256 FROM ml_model_versions WHERE model_name = @modelName AND version = @version
        """;

    private const string EvaluationSql = """
        SELECT evaluation FROM ml_model_versions WHERE model_name = @modelName AND version = @version
        """;

    private const string NextVersionSql = """
        SELECT COALESCE(MAX(version), 0) + 1 FROM ml_model_versions WHERE model_name = @modelName
        """;

    private const string ArchiveSql = """
        UPDATE ml_model_versions SET stage = 'archived' WHERE model_name = @modelName AND stage = 'champion'
        """;

    private const string AddSql = """
        INSERT INTO ml_model_versions (model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version,
                                       metrics, evaluation, artefact, artefact_sha256, trained_by, trained_at)
        VALUES (@modelName, @version, @stage, @algorithm, @parameters, @features, @dataFingerprint, @codeVersion,
                @metrics, @evaluation, @artefact, @sha256, @trainedBy, @trainedAt)
        """;

    /// <summary>All versions of a model, newest first.</summary>
    public Task<IReadOnlyList<ModelVersion>> ListAsync(string modelName, CancellationToken cancellation = default) =>
        warehouse.RowsAsync<ModelVersion>(ListSql, new { modelName }, cancellation);

    /// <summary>The version that scores; null before the first sound training.</summary>
    public async Task<ModelVersion?> ChampionAsync(string modelName, CancellationToken cancellation = default) =>
        (await ListAsync(modelName, cancellation)).FirstOrDefault(v => string.Equals(v.Stage, ModelStage.Champion, StringComparison.Ordinal));

    /// <summary>The JSON that <see cref="TrainedModel.Evaluation"/> held.</summary>
    public Task<string?> EvaluationAsync(string modelName, int version, CancellationToken cancellation = default) =>
        warehouse.RowOrNullAsync<string>(EvaluationSql, new { modelName, version }, cancellation);

    /// <summary>The stored model, verified against its checksum.</summary>
    /// <exception cref="WarehouseException">No such version, or the stored bytes are not those that were written.</exception>
    public async Task<byte[]> ArtefactAsync(string modelName, int version, CancellationToken cancellation = default)
    {
        var row = await warehouse.RowOrNullAsync<ArtefactRow>(ArtefactSql, new { modelName, version }, cancellation)
            ?? throw new WarehouseException($"There is no version {version} of model {modelName}.");
        return string.Equals(Sha256(row.Artefact), row.ArtefactSha256, StringComparison.Ordinal)
            ? row.Artefact
            : throw new WarehouseException($"Version {version} of model {modelName} was altered after it was stored: its checksum differs.");
    }

    /// <summary>
    /// Stores a new version in <paramref name="writer"/>'s transaction. A sound one becomes champion and the champion before
    /// it is archived; an unsound one becomes a candidate and changes nothing else.
    /// </summary>
    public int Add(WarehouseWriter writer, TrainedModel model)
    {
        var version = writer.Row<int>(NextVersionSql, new { modelName = model.ModelName });
        if (model.IsSound)
            writer.Execute(ArchiveSql, new { modelName = model.ModelName });
        writer.Execute(AddSql, new
        {
            modelName = model.ModelName,
            version,
            stage = model.IsSound ? ModelStage.Champion : ModelStage.Candidate,
            algorithm = model.Algorithm,
            parameters = model.Parameters,
            features = JsonSerializer.Serialize(model.Features),
            dataFingerprint = model.DataFingerprint,
            codeVersion = ProgramVersion.Current,
            metrics = JsonSerializer.Serialize(model.Metrics),
            evaluation = model.Evaluation,
            artefact = model.Artefact,
            sha256 = Sha256(model.Artefact),
            trainedBy = model.TrainedBy,
            trainedAt = time.GetUtcNow(),
        });
        return version;
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private sealed record ArtefactRow
    {
        public byte[] Artefact { get; init; } = [];

        public string ArtefactSha256 { get; init; } = "";
    }
}
