using System.Buffers;

namespace RiskInsights.Core.MachineLearning.Boosting.Xgboost;

/// <summary>XGBoost writes <c>NaN</c> and <c>Infinity</c> bare, which JSON does not know; between quotes its readers do.</summary>
internal static class NumberLiterals
{
    /// <summary>The same text with these literals between quotes, where they do not stand in a string.</summary>
    public static ReadOnlySpan<byte> Quote(ReadOnlySpan<byte> json)
    {
        if (json.IndexOf("NaN"u8) < 0 && json.IndexOf("Infinity"u8) < 0) return json;
        var result = new ArrayBufferWriter<byte>(json.Length + (json.Length / 16) + 64);
        var copied = 0;
        for (var i = 0; i < json.Length;)
        {
            var length = json[i] == (byte)'"' ? 0 : Length(json[i..]);
            if (length > 0)
            {
                result.Write(json[copied..i]);
                result.Write("\""u8);
                result.Write(json.Slice(i, length));
                result.Write("\""u8);
                copied = i + length;
            }
            i = json[i] == (byte)'"' ? EndOfString(json, i) : i + Math.Max(1, length);
        }
        result.Write(json[copied..]);
        return result.WrittenSpan;
    }

    private static int Length(ReadOnlySpan<byte> text) =>
        text[0] switch
        {
            (byte)'N' when text.StartsWith("NaN"u8) => 3,
            (byte)'I' when text.StartsWith("Infinity"u8) => 8,
            (byte)'-' when text.StartsWith("-Infinity"u8) => 9,
            _ => 0,
        };

    private static int EndOfString(ReadOnlySpan<byte> json, int quote)
    {
        var i = quote + 1;
        while (i < json.Length && json[i] != (byte)'"') i += json[i] == (byte)'\\' ? 2 : 1;
        return Math.Min(i + 1, json.Length);
    }
}
