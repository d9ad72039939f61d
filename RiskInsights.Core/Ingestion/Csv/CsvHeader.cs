using CsvHelper;
using RiskInsights.Core.Ingestion.Files;

namespace RiskInsights.Core.Ingestion.Csv;

/// <summary>The first line of a file: its separator and its column names, lower case.</summary>
/// <param name="Separator">Null when the file announces it itself in a first line <c>sep=;</c>.</param>
internal sealed record CsvHeader(char? Separator, IReadOnlyList<string> Names)
{
    /// <exception cref="ImportRefusedException">The file is empty or no text, or its first line does not end.</exception>
    public static CsvHeader Read(InputFile file)
    {
        var start = FileStart.Read(file);
        using var text = Utf8Stream.Decode(new MemoryBytes(start), FileStart.MarkedEncoding(start) ?? TextEncoding.Utf8);
        var utf8 = new byte[start.Length * 2];
        utf8 = utf8[..text.ReadAtLeast(utf8, utf8.Length, throwOnEndOfStream: false)];

        var line = FirstLine(utf8);
        if (line.IsEmpty)
            throw new ImportRefusedException(file.Name, Rules.EmptyFile, "The file holds only empty lines.");
        var separator = line.StartsWith("sep="u8) ? (char?)null : SeparatorOf(line);
        using var reader = CsvReader.Create(utf8, new CsvReaderOptions { Separator = separator });
        reader.ReadHeader();
        return new CsvHeader(separator, [.. reader.Headers.Select(h => h.Trim().ToLowerInvariant())]);
    }

    /// <summary>Which of the source's columns the file lacks, and which of the file's the source does not know.</summary>
    public (IReadOnlyList<string> Missing, IReadOnlyList<string> Unknown) Compare(IReadOnlyList<CsvColumn> columns)
    {
        var missing = columns.Where(c => !c.MayBeAbsent).Select(c => c.Name).Except(Names, StringComparer.Ordinal);
        var twice = Names.GroupBy(n => n, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => g.Key);
        var unknown = Names.Except(columns.Select(c => c.Name), StringComparer.Ordinal).Concat(twice);
        return ([.. missing], [.. unknown]);
    }

    /// <summary>The position in the file of each of the source's columns, −1 for one that the file does without.</summary>
    public int[] PositionsOf(IReadOnlyList<CsvColumn> columns)
    {
        var names = Names.ToList();
        return [.. columns.Select(c => names.IndexOf(c.Name))];
    }

    private static ReadOnlySpan<byte> FirstLine(ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("\uFEFF"u8))
            text = text[3..];
        text = text.TrimStart("\r\n"u8);
        var end = text.IndexOfAny((byte)'\r', (byte)'\n');
        return end < 0 ? text : text[..end];
    }

    private static char SeparatorOf(ReadOnlySpan<byte> line)
    {
        int commas = line.Count((byte)','), semicolons = line.Count((byte)';'), tabs = line.Count((byte)'\t');
        if (tabs > commas && tabs > semicolons)
            return '\t';
        return semicolons > commas ? ';' : ',';
    }
}
