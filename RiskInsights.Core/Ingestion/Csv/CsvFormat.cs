using CsvHelper;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Csv;

/// <summary>How one file is written: everything that is needed to read its rows.</summary>
/// <param name="Positions">The position in the file of each of the source's columns, −1 for one that is absent.</param>
/// <param name="DecimalMarks">By the source's columns.</param>
internal sealed record CsvFormat(
    TextEncoding Encoding,
    char? Separator,
    int FieldCount,
    int[] Positions,
    DecimalMark[] DecimalMarks,
    DateOrder DateOrder)
{
    private const int BufferBytes = 1 << 18;

    public CsvReader OpenReader(Stream utf8, ImportOptions options, bool lineBreaksInQuotes, Action<CsvMalformedRecord>? onMalformed) =>
        CsvReader.Create(utf8, new CsvReaderOptions
        {
            Separator = Separator,
            AllowLineBreaksInQuotes = lineBreaksInQuotes,
            MaxRecordSize = options.LongestRow,
            BufferSize = Math.Min(BufferBytes, options.LongestRow),
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
            OnMalformedRecord = onMalformed,
        });
}
