namespace RiskInsights.Core.Warehouse.Engines;

/// <summary>
/// Has the disk write what a long change appends to the write-ahead log while the change goes on. The commit waits until all
/// of it is safe: without this it finds an idle disk and half a gigabyte to write.
/// </summary>
internal sealed class SqliteLogFlush : IDisposable
{
    private const long StepBytes = 32 << 20;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);

    private readonly string _log;
    private readonly ITimer _timer;
    private readonly Lock _one = new();
    private long _flushed;

    /// <param name="log">The path of the log, which need not be there.</param>
    public SqliteLogFlush(string log)
    {
        _log = log;
        _flushed = LengthOrZero();
        _timer = TimeProvider.System.CreateTimer(_ => Flush(), null, Interval, Interval);
    }

    public void Dispose() => _timer.Dispose();

    private long LengthOrZero() => new FileInfo(_log) is { Exists: true } file ? file.Length : 0;

    private void Flush()
    {
        // The disk may take longer than the timer.
        if (!_one.TryEnter())
            return;
        try
        {
            var length = LengthOrZero();
            if (length - _flushed < StepBytes)
                return;

            // A handle of its own: SQLite locks another file, so that closing this one takes no lock away.
            using var log = File.OpenHandle(_log, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(log);
            _flushed = length;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The commit flushes again, and says what is wrong.
        }
        finally
        {
            _one.Exit();
        }
    }
}
