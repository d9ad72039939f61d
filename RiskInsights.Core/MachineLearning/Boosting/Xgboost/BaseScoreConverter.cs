using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>A number in a string, <c>"5E-1"</c>; since XGBoost 3.1 a list of one for each output, <c>"[5E-1]"</c>.</summary>
internal sealed class BaseScoreConverter : JsonConverter<float>
{
    public override float Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number) return reader.GetSingle();
        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw new JsonException();
        if (text.StartsWith('[') && text.EndsWith(']')) text = text[1..^1];
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var score) ? score : throw new JsonException();
    }

    public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString("R", CultureInfo.InvariantCulture));
}
