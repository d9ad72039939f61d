using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>An array of 0 and 1, which XGBoost wrote as <c>false</c> and <c>true</c> before 1.6.</summary>
internal sealed class FlagArrayConverter : JsonConverter<int[]>
{
    public override int[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        var values = new List<int>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(Value(ref reader));
        return [.. values];
    }

    public override void Write(Utf8JsonWriter writer, int[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var flag in value) writer.WriteNumberValue(flag);
        writer.WriteEndArray();
    }

    private static int Value(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.False => 0,
        JsonTokenType.True => 1,
        JsonTokenType.Number when reader.TryGetInt32(out var flag) && flag is 0 or 1 => flag,
        _ => throw new JsonException(),
    };
}
