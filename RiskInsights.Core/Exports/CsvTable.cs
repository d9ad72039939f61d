using System.Data.Common;
using System.Globalization;
using System.Text;
using CsvHelper;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Exports;

/// <summary>
/// Writes a query's rows as Power BI likes them: UTF-8 with a byte order mark, ISO dates, dot decimals, true and false, and
/// text that a spreadsheet would take for a formula made harmless. Columns are told by their names: <c>…_cents</c> are money,
/// <c>is_…</c> true or false, and <c>second_of_day</c> of a <c>date_key</c> is the moment <c>booked_at</c>.
/// </summary>
public sealed class CsvTable : IDisposable
{
    private const string MoneyEnding = "_cents";
    private const string SecondOfDay = "second_of_day";

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

    /// <summary>Writes the header and the rows of a query.</summary>
    public async Task QueryAsync(WarehouseDatabase warehouse, string sql, object? parameters, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(warehouse);
        var header = false;
        await warehouse.ForEachRecordAsync(
            sql,
            parameters,
            row =>
            {
                if (!header)
                    Header(Enumerable.Range(0, row.FieldCount).Select(row.GetName));
                header = true;
                Row(row);
            },
            cancellation);
        if (!header)
            Header(await warehouse.ColumnsAsync(sql, parameters, cancellation));
    }

    /// <summary>Writes only the header: a table without rows is still a table.</summary>
    public void Header(IEnumerable<string> columns)
    {
        foreach (var name in columns)
            _csv.WriteField(IsMoney(name) ? name[..^MoneyEnding.Length] : IsSecond(name) ? "booked_at" : name);
        _csv.EndRecord();
    }

    public void Row(DbDataReader reader)
    {
        if (_columns is null)
        {
            _columns = [.. Enumerable.Range(0, reader.FieldCount).Select(i => FormatterOf(reader, i))];
        }

        foreach (var column in _columns)
            _csv.WriteField(column(reader));
        _csv.EndRecord();
        RowCount++;
    }

    /// <summary>One row of texts that are ready: money through <see cref="Money"/>.</summary>
    public void Row(params IReadOnlyList<string> fields)
    {
        foreach (var field in fields)
            _csv.WriteField(IsNumber(field) ? field : Harmless(field));
        _csv.EndRecord();
        RowCount++;
    }

    /// <summary>One row of texts and, after them, numbers with as many digits as bring the same 32 bits back. An unknown one is empty.</summary>
    public void Row(IReadOnlyList<string> texts, ReadOnlySpan<float> numbers)
    {
        foreach (var text in texts)
            _csv.WriteField(Harmless(text));
        foreach (var number in numbers)
            _csv.WriteField(float.IsNaN(number) ? "" : number.ToString("R", CultureInfo.InvariantCulture));
        _csv.EndRecord();
        RowCount++;
    }

    /// <summary>Cents as whole units with two decimals; empty for null.</summary>
    public static string Money(long? cents) => cents is { } value ? (value / 100m).ToString("0.00", CultureInfo.InvariantCulture) : "";

    /// <summary>ISO 8601 to the second, without a zone.</summary>
    public static string Moment(DateTime moment) => moment.ToString("s", CultureInfo.InvariantCulture);

    /// <summary>Text that starts like a formula gets an apostrophe in front; a number never does.</summary>
    public static string Harmless(string text) =>
        text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' ? "'" + text : text;

    public void Dispose() => _csv.Dispose();

    private static Func<DbDataReader, string> FormatterOf(DbDataReader reader, int i)
    {
        var name = reader.GetName(i);
        if (IsSecond(name))
        {
            var day = reader.GetOrdinal("date_key");
            return r => Moment(TimeDimension.MomentOf(r.GetInt32(day), r.GetInt32(i)));
        }

        if (IsMoney(name))
            return r => r.IsDBNull(i) ? "" : Money(r.GetInt64(i));
        if (name.StartsWith("is_", StringComparison.Ordinal))
            return r => r.IsDBNull(i) ? "" : r.GetInt64(i) != 0 ? "true" : "false";
        return r => r.GetValue(i) switch
        {
            DBNull => "",
            string text => Harmless(text),
            double number => number.ToString("R", CultureInfo.InvariantCulture),
            DateTime moment => Moment(moment),
            var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    // The whole of it: "-1+1" begins like a number and is a formula.
    private static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _);

    private static bool IsSecond(string column) => column.Equals(SecondOfDay, StringComparison.Ordinal);

    private static bool IsMoney(string column) => column.EndsWith(MoneyEnding, StringComparison.Ordinal);
}
