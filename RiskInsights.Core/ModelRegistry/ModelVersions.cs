using System.Security.Cryptography;
using System.Text.Json;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.ModelRegistry;

/// <summary>The registry: every version that was trained, and which one is champion. All of it lies in the warehouse.</summary>
public sealed class ModelVersions(WarehouseDatabase warehouse, ArtefactSignature signature, TimeProvider time)
{
    private const string ListSql = """
        SELECT model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics, evaluation_format,
               trained_by, trained_at
        FROM ml_model_versions
        WHERE model_name = @modelName
        ORDER BY version DESC
        """;

    private const string ArtefactSql = """
        SELECT algorithm, features, artefact, artefact_sha256, signature
        FROM ml_model_versions WHERE model_name = @modelName AND version = @version
        """;

    private const string EvaluationSql = """
        SELECT evaluation FROM ml_model_versions WHERE model_name = @modelName AND version = @version
        """;

    private const string TestScoresSql = """
        SELECT test_scores FROM ml_model_versions WHERE model_name = @modelName AND version = @version AND test_scores IS NOT NULL
        """;

    private const string InputProfileSql = """
        SELECT input_profile FROM ml_model_versions WHERE model_name = @modelName AND version = @version AND input_profile IS NOT NULL
        """;

    private const string NextVersionSql = """
        SELECT COALESCE(MAX(version), 0) + 1 FROM ml_model_versions WHERE model_name = @modelName
        """;

    private const string UnreadableSql = """
        SELECT version FROM ml_model_versions
        WHERE model_name = @modelName AND stage = 'champion' AND (signature IS NULL OR evaluation_format <> @evaluationFormat)
        """;

    private const string AddSql = """
        INSERT INTO ml_model_versions (model_name, version, stage, algorithm, parameters, features, data_fingerprint, code_version, metrics,
                                       evaluation, evaluation_format, test_scores, input_profile, artefact, artefact_sha256, signature,
                                       trained_by, trained_at)
        VALUES (@modelName, @version, @stage, @algorithm, @parameters, @features, @dataFingerprint, @codeVersion, @metrics,
                @evaluation, @evaluationFormat, @testScores, @inputProfile, @artefact, @sha256, @signature,
                @trainedBy, @trainedAt)
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

    /// <summary>What <see cref="TrainedModel.TestScores"/> held; null where there was nothing.</summary>
    public Task<byte[]?> TestScoresAsync(string modelName, int version, CancellationToken cancellation = default) =>
        warehouse.RowOrNullAsync<byte[]>(TestScoresSql, new { modelName, version }, cancellation);

    /// <summary>What <see cref="TrainedModel.InputProfile"/> held; null where there was nothing.</summary>
    public Task<string?> InputProfileAsync(string modelName, int version, CancellationToken cancellation = default) =>
        warehouse.RowOrNullAsync<string>(InputProfileSql, new { modelName, version }, cancellation);

    /// <summary>The stored model, verified before anybody parses it.</summary>
    /// <exception cref="WarehouseException">No such version, it was never signed, it is not what was signed, or the key is not here to tell.</exception>
    public async Task<byte[]> ArtefactAsync(string modelName, int version, CancellationToken cancellation = default)
    {
        var row = await warehouse.RowOrNullAsync<ArtefactRow>(ArtefactSql, new { modelName, version }, cancellation)
            ?? throw new WarehouseException($"There is no version {version} of model {modelName}.");
        if (row.Signature is null)
            throw new WarehouseException($"Version {version} of model {modelName} comes from a program that did not sign what it stored: it is not used. Retrain.");
        return signature.Fits(row.Signature, modelName, version, row.Algorithm, row.Features, row.Artefact)
            ? row.Artefact
            : throw new WarehouseException($"Version {version} of model {modelName} was altered after it was stored: its signature does not fit. It is not used.");
    }

    /// <summary>
    /// Stores a new version in <paramref name="writer"/>'s transaction. A sound one becomes champion where it takes over, is the
    /// first, or the champion is another program's that nobody can read; a challenger otherwise. An unsound one becomes a candidate
    /// and changes nothing else.
    /// </summary>
    public int Add(WarehouseWriter writer, TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(model);
        var version = writer.Row<int>(NextVersionSql, new { modelName = model.ModelName });
        var champion = Champions.Current(writer, model.ModelName);
        var isFirst = champion is null || IsUnreadable(writer, model);
        var takesOver = model.IsSound && (model.TakesOver || isFirst);
        if (takesOver)
            Champions.Archive(writer, model.ModelName);
        var features = JsonSerializer.Serialize(model.Features);
        writer.Execute(AddSql, new
        {
            modelName = model.ModelName,
            version,
            stage = !model.IsSound ? ModelStage.Candidate : takesOver ? ModelStage.Champion : ModelStage.Challenger,
            algorithm = model.Algorithm,
            parameters = model.Parameters,
            features,
            dataFingerprint = model.DataFingerprint,
            codeVersion = ProgramVersion.Current,
            metrics = JsonSerializer.Serialize(model.Metrics),
            evaluation = model.Evaluation,
            evaluationFormat = model.EvaluationFormat,
            testScores = model.TestScores,
            inputProfile = model.InputProfile,
            artefact = model.Artefact,
            sha256 = Convert.ToHexStringLower(SHA256.HashData(model.Artefact)),
            signature = signature.Of(model.ModelName, version, model.Algorithm, features, model.Artefact),
            trainedBy = model.TrainedBy,
            trainedAt = time.GetUtcNow(),
        });
        if (takesOver && !model.TakesOver)
            Champions.KeepFirst(writer, model.ModelName, version, champion, model.TrainedBy, time.GetUtcNow());
        return version;
    }

    /// <summary>Whether the champion was never signed, or has another form of evaluation: it does not score, or cannot be compared with.</summary>
    private static bool IsUnreadable(WarehouseWriter writer, TrainedModel model) =>
        writer.Rows<int>(UnreadableSql, new { modelName = model.ModelName, evaluationFormat = model.EvaluationFormat }).Count > 0;

    private sealed record ArtefactRow
    {
        public string Algorithm { get; init; } = "";

        public string Features { get; init; } = "";

        public byte[] Artefact { get; init; } = [];

        public string ArtefactSha256 { get; init; } = "";

        public string? Signature { get; init; }
    }
}
