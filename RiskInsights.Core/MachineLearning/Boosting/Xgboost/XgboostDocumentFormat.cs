using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>The text of an <see cref="XgboostDocument"/>.</summary>
internal static class XgboostDocumentFormat
{
    /// <summary>XGBoost writes the counts among its parameters as strings.</summary>
    public const JsonNumberHandling NumberInString = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.WriteAsString;

    /// <summary>
    /// Names go out as UTF-8, because XGBoost 1.7 does not decode <c>\u00e9</c>. Fields that no version read here needs are skipped.
    /// </summary>
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowDuplicateProperties = false,
        MaxDepth = 16,
    };

    public static string Write(XgboostDocument document) => JsonSerializer.Serialize(document, Options);

    public static JsonElement ToElement(XgboostDocument document) => JsonSerializer.SerializeToElement(document, Options);

    /// <exception cref="InvalidModelException">Not JSON, not an XGBoost model, or one of a kind that is not read; the place is named.</exception>
    public static XgboostDocument Read(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8)) utf8 = utf8[3..];
        if (utf8.StartsWith("{L"u8) || utf8.StartsWith("{i"u8) || utf8.StartsWith("binf"u8))
            throw new InvalidModelException("The file is a binary XGBoost model; save it with the extension .json.");
        if (utf8.TrimStart(" \t\r\n"u8).StartsWith("["u8))
            throw new InvalidModelException("The file is a list, as dump_model writes it; a model is written by save_model.");
        var json = NumberLiterals.Quote(utf8);
        Parse<XgboostKind>(json).RequireBinaryTrees();
        return Parse<XgboostDocument>(json);
    }

    private static T Parse<T>(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, Options) ?? throw new InvalidModelException("The file holds null, not a model.");
        }
        catch (JsonException exception)
        {
            var place = exception.Path is null or "$" ? "its start" : exception.Path.Replace("$.", "", StringComparison.Ordinal);
            throw new InvalidModelException(Invariant($"The file is not a whole XGBoost model: a missing, wrong or repeated field at {place} (line {exception.LineNumber + 1}, byte {exception.BytePositionInLine + 1})."), exception);
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArgumentException)
        {
            throw new InvalidModelException("The file is not a whole XGBoost model: a text in it is not valid UTF-8.", exception);
        }
    }
}
