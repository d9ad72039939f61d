using System.Data.Common;
using System.Globalization;
using System.Text;
using CsvHelper;

namespace RiskInsights.Core.Exports;

/// <summary>
/// Writes a query's rows as Power BI likes them: UTF-8 with a byte order mark, ISO dates, dot decimals, true and false, and
/// text that a spreadsheet would take for a formula made harmless.
/// </summary>
public sealed class CsvTable : IDisposable
{
    private readonly CsvWriter _csv;
    private Func<DbDataReader, string>[]? _columns;

    private CsvTable(CsvWriter csv) => _csv = csv;

    /// <summary>Rows written so far, without the header.</summary>
    public int RowCount { get; private set; }

    public static CsvTable To(Stream stream)
    {
        stream.Write(Encoding.UTF8.Preamble);
        return new CsvTable(CsvWriter.Create(stream, new CsvWriterOptions(), leaveOpen: true));
    }

    /// <summary>Writes only the header: a table without rows is still a table.</summary>
    public void Header(IEnumerable<string> columns)
    {
        foreach (var name in columns)
            _csv.WriteField(Money.IsColumn(name) ? Money.NameOf(name) : name);
        _csv.EndRecord();
    }

    public void Row(DbDataReader reader)
    {
        if (_columns is null)
        {
            _columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => FormatterOf(reader.GetName(i), i))];
        }

        foreach (var column in _columns)
            _csv.WriteField(column(reader));
        _csv.EndRecord();
        RowCount++;
    }

    /// <summary>Text that starts like a formula gets an apostrophe in front; a number never does.</summary>
    public static string Harmless(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;

    public void Dispose() => _csv.Dispose();

    private static Func<DbDataReader, string> FormatterOf(string name, int i)
    {
        if (Money.IsColumn(name))
            return r => r.IsDBNull(i) ? "" : Money.Text(r.GetInt64(i));
        if (name.StartsWith("is_", StringComparison.Ordinal))
            return r => r.IsDBNull(i) ? "" : r.GetInt64(i) != 0 ? "true" : "false";
        return r => r.GetValue(i) switch
        {
            DBNull => "",
            string text => Harmless(text),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            DateTime moment => moment.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static class Money
    {
        private const string Ending = "_cents";

        public static bool IsColumn(string name) => name.EndsWith(Ending, StringComparison.Ordinal);

        public static string NameOf(string name) => name[..^Ending.Length];

        public static string Text(long cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture);
    }
}
