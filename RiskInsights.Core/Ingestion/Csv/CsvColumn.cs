namespace RiskInsights.Core.Ingestion.Csv;

/// <summary>What the fields of a column hold.</summary>
public enum CsvColumnKind
{
    Text,
    WholeNumber,
    Money,
    Date,
    Moment,
    Code,

    /// <summary>The bank's own identifier of a client: only its pseudonym leaves the file.</summary>
    ClientId,

    /// <summary>Personal data that is not kept.</summary>
    NotKept,
}

/// <summary>One column of a source.</summary>
/// <param name="Index">Its position in the source's list; a file may have its columns in any order.</param>
/// <param name="MayBeAbsent">The file may do without the column; its fields are empty then.</param>
public sealed record CsvColumn(int Index, string Name, CsvColumnKind Kind, bool MayBeAbsent);
