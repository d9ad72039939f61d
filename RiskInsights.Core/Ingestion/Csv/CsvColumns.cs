using System.Collections;

namespace RiskInsights.Core.Ingestion.Csv;

/// <summary>The columns of a source, declared one by one.</summary>
internal sealed class CsvColumns : IReadOnlyList<CsvColumn>
{
    private readonly List<CsvColumn> _columns = [];

    public int Count => _columns.Count;

    public CsvColumn this[int index] => _columns[index];

    public CsvColumn Required(string name, CsvColumnKind kind) => Add(name, kind, mayBeAbsent: false);

    public CsvColumn Optional(string name, CsvColumnKind kind) => Add(name, kind, mayBeAbsent: true);

    public IEnumerator<CsvColumn> GetEnumerator() => _columns.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private CsvColumn Add(string name, CsvColumnKind kind, bool mayBeAbsent)
    {
        var column = new CsvColumn(_columns.Count, name, kind, mayBeAbsent);
        _columns.Add(column);
        return column;
    }
}
