using System.Buffers;
using System.Buffers.Text;
using System.Text;
using RiskInsights.Core.Synthetic.Behaviour;

namespace RiskInsights.Core.Synthetic.Files;

/// <summary>
/// Writes CSV as UTF-8 without a byte-order mark: comma, line feed, ISO dates, decimal point; a field with a comma or a
/// quote is quoted. Formatting knows no culture. Rows gather in a buffer; the caller flushes when <see cref="IsFull"/>.
/// </summary>
internal sealed class CsvOutput : IAsyncDisposable
{
    private const int BufferSize = 1 << 18, Reserve = 4_096;

    private readonly FileStream _stream;
    private readonly byte[] _buffer = new byte[BufferSize + Reserve];
    private int _used, _rowStart, _lastRowStart;

    public CsvOutput(string path, string header)
    {
        Name = Path.GetFileName(path);
        _stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0, useAsync: false);
        Raw(Encoding.ASCII.GetBytes(header));
        EndRow();
    }

    /// <summary>The file's name without its folder.</summary>
    public string Name { get; }

    /// <summary>Lines written, the header included: the number of the last written line, the header being 1.</summary>
    public long Lines { get; private set; }

    public bool IsFull => _used >= BufferSize;

    /// <summary>The last row without its line feed; valid until the next write or flush.</summary>
    public ReadOnlySpan<byte> LastRow => _buffer.AsSpan(_lastRowStart, _used - 1 - _lastRowStart);

    public void Raw(ReadOnlySpan<byte> field)
    {
        Separate();
        field.CopyTo(_buffer.AsSpan(_used));
        _used += field.Length;
    }

    public void Text(string field)
    {
        if (field.AsSpan().ContainsAny(",\"\r\n"))
            field = $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
        Separate();
        _used += Encoding.UTF8.GetBytes(field, _buffer.AsSpan(_used));
    }

    public void Empty() => Separate();

    public void Number(long value)
    {
        Separate();
        Digits(value);
    }

    /// <summary>A prefix and a number of at least <paramref name="digits"/> digits, padded with zeros.</summary>
    public void Code(ReadOnlySpan<byte> prefix, long number, byte digits)
    {
        Raw(prefix);
        Utf8Formatter.TryFormat(number, _buffer.AsSpan(_used), out int written, new StandardFormat('D', digits));
        _used += written;
    }

    /// <summary>Appends a dash and a number to the field just written.</summary>
    public void Suffix(int number)
    {
        _buffer[_used++] = (byte)'-';
        Digits(number);
    }

    /// <summary>Cents as an amount with two decimals.</summary>
    public void Amount(long cents)
    {
        Separate();
        if (cents < 0)
        {
            _buffer[_used++] = (byte)'-';
            cents = -cents;
        }

        Digits(cents / 100);
        _buffer[_used++] = (byte)'.';
        TwoDigits((int)(cents % 100));
    }

    /// <summary>A fraction or factor with six decimals, rounded to the nearest.</summary>
    public void Fraction(double value)
    {
        Separate();
        if (value < 0)
        {
            _buffer[_used++] = (byte)'-';
            value = -value;
        }

        long millionths = (long)(value * 1_000_000 + 0.5);
        Digits(millionths / 1_000_000);
        _buffer[_used++] = (byte)'.';
        int rest = (int)(millionths % 1_000_000);
        TwoDigits(rest / 10_000);
        TwoDigits(rest / 100 % 100);
        TwoDigits(rest % 100);
    }

    /// <summary>A day number as yyyy-MM-dd; 0 as an empty field.</summary>
    public void Date(int dayNumber)
    {
        Separate();
        if (dayNumber != 0)
            Day(DateOnly.FromDayNumber(dayNumber));
    }

    /// <summary>A moment as yyyy-MM-ddTHH:mm:ss.</summary>
    /// <param name="second">Seconds since the first midnight of the month that begins on <paramref name="firstOfMonth"/>.</param>
    public void Moment(DateOnly firstOfMonth, int second)
    {
        Separate();
        int day = second / BankMonth.Day, rest = second % BankMonth.Day;
        Day(new DateOnly(firstOfMonth.Year, firstOfMonth.Month, day + 1));
        _buffer[_used++] = (byte)'T';
        TwoDigits(rest / 3_600);
        _buffer[_used++] = (byte)':';
        TwoDigits(rest / 60 % 60);
        _buffer[_used++] = (byte)':';
        TwoDigits(rest % 60);
    }

    public void EndRow()
    {
        _buffer[_used++] = (byte)'\n';
        (_lastRowStart, _rowStart) = (_rowStart, _used);
        Lines++;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await _stream.WriteAsync(_buffer.AsMemory(0, _used), cancellationToken);
        (_used, _rowStart, _lastRowStart) = (0, 0, 0);
    }

    /// <summary>Closes the file; what was not flushed is lost, as it must be when writing was given up.</summary>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    private void Separate()
    {
        if (_used > _rowStart)
            _buffer[_used++] = (byte)',';
    }

    private void Day(DateOnly date)
    {
        TwoDigits(date.Year / 100);
        TwoDigits(date.Year % 100);
        _buffer[_used++] = (byte)'-';
        TwoDigits(date.Month);
        _buffer[_used++] = (byte)'-';
        TwoDigits(date.Day);
    }

    private void TwoDigits(int value)
    {
        _buffer[_used++] = (byte)('0' + value / 10);
        _buffer[_used++] = (byte)('0' + value % 10);
    }

    private void Digits(long value)
    {
        Utf8Formatter.TryFormat(value, _buffer.AsSpan(_used), out int written);
        _used += written;
    }
}
