using CsvHelper;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Values;
using static System.FormattableString;

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

    public bool Has(CsvColumn column) => Positions[column.Index] >= 0;

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

    /// <summary>What the reader's refusal of a row beyond <see cref="ImportOptions.LongestRow"/> means for the file.</summary>
    public static ImportRefusedException TooLongRow(string fileName, ImportOptions options, CsvFormatException error) =>
        new(fileName, Rules.FieldTooLong, Invariant($"The row of line {error.LineNumber} is longer than {options.LongestRow:N0} bytes."), error);
}
