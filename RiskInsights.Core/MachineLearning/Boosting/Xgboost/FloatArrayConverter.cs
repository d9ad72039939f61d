using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>
/// An array of 32-bit numbers in their shortest exact form. Always with a point or an exponent: XGBoost refuses <c>1</c> where it wants
/// a fraction. Reads the literals that <see cref="NumberLiterals"/> put between quotes.
/// </summary>
internal sealed class FloatArrayConverter : JsonConverter<float[]>
{
    public override float[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException();
        var values = new List<float>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) values.Add(Value(ref reader));
        return [.. values];
    }

    public override void Write(Utf8JsonWriter writer, float[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        Span<char> text = stackalloc char[32];
        foreach (var number in value)
        {
            number.TryFormat(text, out var length, "R", CultureInfo.InvariantCulture);
            if (!text[..length].ContainsAny('.', 'E')) ".0".CopyTo(text[length..(length += 2)]);
            writer.WriteRawValue(text[..length]);
        }
        writer.WriteEndArray();
    }

    private static float Value(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number ? reader.GetSingle()
        : reader.ValueTextEquals("NaN"u8) ? float.NaN
        : reader.ValueTextEquals("Infinity"u8) ? float.PositiveInfinity
        : reader.ValueTextEquals("-Infinity"u8) ? float.NegativeInfinity
        : throw new JsonException();
}
