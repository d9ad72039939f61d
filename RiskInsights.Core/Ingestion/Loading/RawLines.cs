using System.Buffers;
using System.Text;
using RiskInsights.Core.Ingestion.Csv;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>What quarantine may keep of a row: nothing where the source holds personal data, no client's own identifier ever.</summary>
internal sealed class RawLines
{
    private const int Longest = 1 << 16;
    private readonly bool _isKept;
    private readonly CsvColumn? _client;

    public RawLines(IReadOnlyList<CsvColumn> columns)
    {
        _isKept = columns.All(c => c.Kind != CsvColumnKind.NotKept);
        _client = columns.FirstOrDefault(c => c.Kind == CsvColumnKind.ClientId);
    }

    public static RawLines Of(IReadOnlyList<CsvColumn> columns) => new(columns);

    /// <summary>The bytes to keep beside the row while it may still be turned away; empty for none.</summary>
    public ReadOnlySpan<byte> Of(SourceRow row)
    {
        if (!_isKept || (_client is not null && row.IsBroken))
            return default;
        var line = _client is null ? row.Raw : row.Masked(_client);
        return line.Length > Longest ? line[..Longest] : line;
    }

    /// <summary>The bytes as a text in which those that are no character stand as <c>\xNN</c>.</summary>
    public static string? Text(ReadOnlySpan<byte> line)
    {
        if (line.IsEmpty)
            return null;
        var text = new StringBuilder(line.Length);
        while (!line.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(line, out var rune, out var length);
            if (status == OperationStatus.Done && rune.Value != 0)
                text.Append(rune.ToString());
            else
                foreach (var b in line[..length])
                    text.Append("\\x").Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            line = line[length..];
        }

        return text.ToString();
    }
}
