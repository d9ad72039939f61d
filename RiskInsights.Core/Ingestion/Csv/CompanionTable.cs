using CsvHelper;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Values;

namespace RiskInsights.Core.Ingestion.Csv;

/// <summary>A small file that a source looks things up in, read whole.</summary>
internal static class CompanionTable
{
    /// <summary>The named fields of each row, in the order of <paramref name="columns"/>.</summary>
    /// <exception cref="ImportRefusedException">The file is not beside the source's own, or lacks a column.</exception>
    public static IReadOnlyList<string[]> Read(InputFile file, string name, ImportOptions options, params IReadOnlyList<string> columns)
    {
        using var companion = Companions.Open(file, name);
        var header = CsvHeader.Read(companion);
        var positions = columns.Select(c => header.Names.ToList().IndexOf(c)).ToArray();
        if (positions.Contains(-1))
            throw new ImportRefusedException(companion.Name, Rules.WrongColumns, $"The file must have the columns {string.Join(", ", columns)}.");

        var format = new CsvFormat(TextEncoding.Utf8, header.Separator, header.Names.Count, positions, [], DateOrder.DayFirst);
        using var reader = format.OpenReader(companion.FromStart(), options, lineBreaksInQuotes: false, null);
        var rows = new List<string[]>();
        try
        {
            while (reader.Read())
                rows.Add([.. positions.Select(p => reader.GetString(p).Trim())]);
        }
        catch (CsvFormatException error)
        {
            throw CsvFormat.TooLongRow(companion.Name, options, error);
        }

        return rows;
    }
}
