using System.Buffers;
using System.Text;
using System.Text.Unicode;
using CsvHelper;
using RiskInsights.Core.Ingestion.Files;
using RiskInsights.Core.Ingestion.Values;
using RiskInsights.Core.Privacy;
using RiskInsights.Core.Warehouse;

namespace RiskInsights.Core.Ingestion.Csv;

/// <summary>
/// The row that the reader stands on, field by field. The first rule that a field breaks is kept and makes the row a
/// rejected one; what is read after that does not matter. Nothing is allocated for a good row of numbers and codes.
/// </summary>
internal sealed class SourceRow(CsvReader reader, ForwardStream bytes, CsvFormat format, Pseudonyms pseudonyms, ImportOptions options, int today)
{
    private readonly ArrayBufferWriter<byte> _masked = new();
    private string _pseudonym = "";

    /// <summary>The rule that the row breaks, or null.</summary>
    public Rule? Broken { get; private set; }

    /// <summary>The column that broke it; empty when it is the row as a whole.</summary>
    public string BrokenColumn { get; private set; } = "";

    public long LineNumber => reader.LineNumber;

    public ReadOnlySpan<byte> Raw => reader.RawRecord;

    /// <summary>True when the row's fields cannot be told apart, so that no column can be named or masked.</summary>
    public bool IsBroken { get; private set; }

    // The reader has read the whole file when its row reaches as far as the bytes do.
    private bool IsLastWithoutLineBreak => reader.ByteOffset + reader.RawRecord.Length == bytes.Done;

    /// <summary>Starts a new row: checks what does not depend on the source.</summary>
    public void Begin(Rule? malformed)
    {
        (Broken, BrokenColumn, _pseudonym) = (malformed, "", "");
        if (malformed is null && reader.FieldCount != format.FieldCount)
            Broken = reader.FieldCount < format.FieldCount && IsLastWithoutLineBreak ? Rules.TruncatedLine : Rules.WrongFieldCount;
        else if (malformed is null && !Utf8.IsValid(reader.RawRecord))
            Broken = Rules.UndecodableText;
        IsBroken = Broken is not null;
    }

    public void Reject(Rule rule, CsvColumn? column)
    {
        if (Broken is null)
            (Broken, BrokenColumn) = (rule, column?.Name ?? "");
    }

    /// <summary>The field as it stands in the file, without quotes; empty when the column is absent.</summary>
    public ReadOnlySpan<byte> this[CsvColumn column] =>
        format.Positions[column.Index] is var position and >= 0 ? reader.GetSpan(position) : default;

    public bool IsEmpty(CsvColumn column) => this[column].Trim((byte)' ').IsEmpty;

    /// <summary>A whole number of at least 1.</summary>
    public long WholeNumber(CsvColumn column)
    {
        var text = this[column].Trim((byte)' ');
        long value = 0;
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit > 9 || value > (long.MaxValue - 9) / 10)
            {
                Reject(Rules.NotANumber, column);
                return 0;
            }

            value = (value * 10) + digit;
        }

        if (value == 0)
            Reject(text.IsEmpty ? Rules.MissingValue : Rules.NotANumber, column);
        return value;
    }

    /// <summary>An amount in cents, of the size that <see cref="ImportOptions.LargestAmount"/> allows.</summary>
    public long Money(CsvColumn column)
    {
        if (OptionalMoney(column, options.LargestAmount) is { } cents)
            return cents;
        Reject(Rules.MissingValue, column);
        return 0;
    }

    /// <summary>An amount in cents up to <paramref name="largest"/> whole units, or null when the field is empty.</summary>
    public long? OptionalMoney(CsvColumn column, long largest)
    {
        var text = this[column];
        if (text.Trim((byte)' ').IsEmpty)
            return null;
        var problem = MoneyText.Parse(text, format.DecimalMarks[column.Index], out var cents);
        if (problem is null && (cents > largest * 100 || cents < largest * -100))
            problem = Rules.ImpossibleAmount;
        if (problem is not null)
            Reject(problem, column);
        return cents;
    }

    /// <summary>A day that is not after today, as yyyymmdd.</summary>
    public int Date(CsvColumn column) => Moment(column, out _);

    /// <summary>A day that is not after today, or null when the field is empty.</summary>
    public int? OptionalDate(CsvColumn column) => IsEmpty(column) ? null : Moment(column, out _);

    /// <summary>A day that is not after today, and the second of it (0 when the file gives no time).</summary>
    public int Moment(CsvColumn column, out int secondOfDay)
    {
        if (!DateText.TryParse(this[column], format.DateOrder, out var dateKey, out secondOfDay))
            Reject(IsEmpty(column) ? Rules.MissingValue : Rules.BadDate, column);
        else if (dateKey > today)
            Reject(Rules.FutureDate, column);
        return dateKey;
    }

    /// <summary>A day of the twentieth century written <c>yymmdd</c>, with or without a time after it.</summary>
    public int ShortDate(CsvColumn column)
    {
        var text = this[column].Trim((byte)' ');
        var end = text.IndexOf((byte)' ');
        if (!DateText.TryParseShort(end < 0 ? text : text[..end], out var dateKey))
            Reject(text.IsEmpty ? Rules.MissingValue : Rules.BadDate, column);
        else if (dateKey > today)
            Reject(Rules.FutureDate, column);
        return dateKey;
    }

    /// <summary>The day of a key; any day when the row is rejected anyway.</summary>
    public DateOnly Day(int dateKey) => Broken is null ? TimeDimension.DateOf(dateKey) : default;

    /// <summary>The day of a key, or null when there is none or the row is rejected anyway.</summary>
    public DateOnly? Day(int? dateKey) => dateKey is { } key && Broken is null ? TimeDimension.DateOf(key) : null;

    /// <summary>A required code, as its index in the table.</summary>
    public byte Code(CsvColumn column, CodeTable codes)
    {
        var text = this[column];
        if (!codes.TryFind(text, out var index))
            Reject(IsEmpty(column) ? Rules.MissingValue : Rules.UnknownCode, column);
        return index;
    }

    /// <summary>A required country of ISO 3166-1 alpha-2.</summary>
    public ushort Country(CsvColumn column)
    {
        if (!CountryCode.TryParse(this[column].Trim((byte)' '), out var country))
            Reject(IsEmpty(column) ? Rules.MissingValue : Rules.UnknownCode, column);
        return country;
    }

    /// <summary>A required text of at most <paramref name="longest"/> bytes.</summary>
    public string Text(CsvColumn column, int longest = 64)
    {
        var text = OptionalText(column, longest);
        if (text is null)
            Reject(Rules.MissingValue, column);
        return text ?? "";
    }

    /// <summary>A text of at most <paramref name="longest"/> bytes, or null when the field is empty.</summary>
    public string? OptionalText(CsvColumn column, int longest = 64)
    {
        var text = this[column].Trim((byte)' ');
        if (text.Length > longest)
            Reject(Rules.IdentifierTooLong, column);
        else if (text.ContainsAnyInRange((byte)0, (byte)0x1F))
            Reject(Rules.UndecodableText, column);
        else if (!text.IsEmpty)
            return Encoding.UTF8.GetString(text);
        return null;
    }

    /// <summary>The pseudonym of the client that the field identifies.</summary>
    public string Client(CsvColumn column)
    {
        var id = this[column].Trim((byte)' ');
        if (id.IsEmpty)
            Reject(Rules.MissingValue, column);
        else if (id.Length > 200)
            Reject(Rules.IdentifierTooLong, column);
        else
            _pseudonym = pseudonyms.Of(id);
        return _pseudonym;
    }

    /// <summary>The row as it stands, but with the pseudonym in the column that identifies a client; nothing where that cannot be told.</summary>
    /// <remarks>Valid until the next call.</remarks>
    public ReadOnlySpan<byte> Masked(CsvColumn client)
    {
        var line = reader.RawRecord;
        var hidden = reader.GetRawSpan(format.Positions[client.Index]);
        if (hidden.IsEmpty)
            return line;
        if (!line.Overlaps(hidden, out var start))
            return default;
        _masked.Clear();
        _masked.Write(line[..start]);
        _ = Encoding.UTF8.GetBytes(_pseudonym, _masked);
        _masked.Write(line[(start + hidden.Length)..]);
        return _masked.WrittenSpan;
    }
}
