using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Loading;

namespace RiskInsights.Core.Ingestion;

/// <summary>
/// One kind of file: its columns, its rules, the table it fills. A new one is a file in <c>Sources/</c> and a line in
/// <see cref="IngestionServices"/>.
/// </summary>
public interface ICsvSource
{
    /// <summary>Stable name, kept with each batch, for example <c>transactions</c>.</summary>
    string Name { get; }

    /// <summary>The sources that belong together in one folder: <c>canonical</c>, <c>berka</c>.</summary>
    string Family { get; }

    /// <summary>Files of a folder are loaded in this order: clients, accounts, facts.</summary>
    int LoadOrder { get; }

    /// <summary>The names that its files have, as a wildcard.</summary>
    string FilePattern { get; }

    IReadOnlyList<CsvColumn> Columns { get; }

    /// <summary>Files that must stand in the same folder, for sources that are spread over several.</summary>
    IReadOnlyList<string> Companions { get; }

    /// <summary>
    /// True when a text of the source may go over several lines in quotes. Elsewhere a line break ends the row, so that a
    /// lost quote costs one row.
    /// </summary>
    bool LineBreaksInQuotes { get; }

    /// <summary>True when rows hold personal data: quarantine keeps no line of them.</summary>
    bool HoldsPersonalData => Columns.Any(c => c.Kind == CsvColumnKind.NotKept);

    /// <summary>Loads all rows inside the context's transaction.</summary>
    internal BatchCounts Load(CsvInput input, LoadContext context, Action<BatchCounts, long> onBlock, CancellationToken cancellation);
}
