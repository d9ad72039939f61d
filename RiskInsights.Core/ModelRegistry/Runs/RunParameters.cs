using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace RiskInsights.Core.ModelRegistry.Runs;

/// <summary>The settings of a run as flat names and values: <c>max_depth</c> → 4.</summary>
public static class RunParameters
{
    private static readonly JsonSerializerOptions Names = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>
    /// The properties of an options record, or the entries of a dictionary, by their names in snake_case. What is inside another
    /// carries both names with a point between them; a list is one text; what is null is left out.
    /// </summary>
    public static IReadOnlyDictionary<string, RunValue> Of(object options) => Flat(JsonSerializer.SerializeToElement(options, options.GetType(), Names));

    /// <summary>Reads what <see cref="ToJson"/> wrote, and the options of older versions, which were stored with names in PascalCase.</summary>
    internal static IReadOnlyDictionary<string, RunValue> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Flat(document.RootElement);
    }

    internal static string ToJson(IReadOnlyDictionary<string, RunValue> parameters)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            foreach (var (name, value) in parameters.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                writer.WritePropertyName(name);
                if (value.Number is { } number && double.IsFinite(number))
                    writer.WriteRawValue(IsJsonNumber(value.Text) ? value.Text : number.ToString("R", CultureInfo.InvariantCulture));
                else
                    writer.WriteStringValue(value.Text);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static Dictionary<string, RunValue> Flat(JsonElement root)
    {
        var values = new Dictionary<string, RunValue>(StringComparer.Ordinal);
        Add(values, "", root);
        return values;
    }

    private static void Add(Dictionary<string, RunValue> values, string name, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                    Add(values, Joined(name, JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name)), property.Value);
                break;
            case JsonValueKind.Number:
                values[name] = new RunValue(element.GetRawText(), element.GetDouble());
                break;
            case JsonValueKind.String:
                values[name] = RunValue.Of(element.GetString()!);
                break;
            case JsonValueKind.Null:
                break;
            default:
                values[name] = RunValue.Of(element.GetRawText());
                break;
        }
    }

    private static string Joined(string outer, string inner) => outer.Length == 0 ? inner : $"{outer}.{inner}";

    private static bool IsJsonNumber(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || text[0] is '-') && !text.Contains('∞', StringComparison.Ordinal);
}
