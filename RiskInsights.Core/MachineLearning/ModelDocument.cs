using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning;

/// <summary>
/// The envelope of every stored model: <c>{"format": name, "version": n, "sha256": hex, "model": {…}}</c> in UTF-8.
/// The hash is that of the bytes of <c>model</c> as written, so a cut or an edit is refused before use. It protects
/// against accidents; who wrote the file is for a signature around it to say.
/// </summary>
internal static class ModelDocument
{
    private static readonly JsonSerializerOptions Strict = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public static string Write<TContent>(string format, int version, TContent content)
    {
        var model = JsonSerializer.SerializeToUtf8Bytes(content, Strict);
        return Invariant($$"""{"format":"{{format}}","version":{{version}},"sha256":"{{Hash(model)}}","model":{{Encoding.UTF8.GetString(model)}}}""");
    }

    /// <exception cref="InvalidModelException">The text is not such a document, or it was altered.</exception>
    public static TContent Read<TContent>(string format, int version, string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = document.RootElement;
            Expect(root.ValueKind == JsonValueKind.Object && root.GetPropertyCount() == 4, "is not a model document");
            Expect(string.Equals(root.GetProperty("format").GetString(), format, StringComparison.Ordinal), $"is not of the format {format}");
            Expect(root.GetProperty("version").GetInt32() == version, Invariant($"is not of the version {version}"));
            var model = root.GetProperty("model");
            var hash = Hash(Encoding.UTF8.GetBytes(model.GetRawText()));
            Expect(string.Equals(root.GetProperty("sha256").GetString(), hash, StringComparison.Ordinal), "was altered: its SHA-256 does not match");
            return model.Deserialize<TContent>(Strict) ?? throw new InvalidModelException("The model is null.");
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidModelException("The model is not readable: it was cut or altered.", exception);
        }
    }

    /// <summary>A rule that the content of a document must obey.</summary>
    public static void Expect([DoesNotReturnIf(false)] bool holds, string otherwise)
    {
        if (!holds) throw new InvalidModelException($"The model {otherwise}.");
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}

/// <summary>A <see cref="FeatureColumn"/> as stored: its categories are absent for a numeric column.</summary>
internal sealed record FeatureColumnDocument(string Name, string[]? Categories)
{
    public static FeatureColumnDocument[] From(IEnumerable<FeatureColumn> columns) =>
        [.. columns.Select(column => new FeatureColumnDocument(column.Name, column.IsCategorical ? [.. column.Categories] : null))];

    public static FeatureColumn[] ToColumns(FeatureColumnDocument[] columns) =>
        Array.ConvertAll(columns, column => column.Categories is null
            ? FeatureColumn.Numeric(column.Name)
            : FeatureColumn.Categorical(column.Name, column.Categories));
}
