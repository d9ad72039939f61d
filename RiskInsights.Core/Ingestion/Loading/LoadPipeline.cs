using System.Collections.Concurrent;
using CsvHelper;
using RiskInsights.Core.Ingestion.Csv;
using RiskInsights.Core.Ingestion.Files;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>
/// Reads and checks rows on a thread of its own while the caller's thread, which holds the transaction, writes them.
/// A few blocks go round between the two, so the memory does not depend on the file's length.
/// </summary>
internal sealed class LoadPipeline<TRecord>(CsvInput input, bool lineBreaksInQuotes, IReadOnlyList<CsvColumn> columns, Func<SourceRow, TRecord> parse, LoadContext context)
{
    private const int Blocks = 12;
    private readonly BlockingCollection<RowBlock<TRecord>> _empty = [];
    private readonly BlockingCollection<RowBlock<TRecord>> _filled = [];
    private CsvMalformedRecord? _malformed;

    /// <summary>Runs to the end of the file, or throws.</summary>
    /// <param name="onBlock">Called after each written block with the counts and the bytes done so far.</param>
    public LoadResult Run(ITarget<TRecord> target, Action<BatchCounts, long> onBlock, CancellationToken cancellation)
    {
        var rawLines = RawLines.Of(columns);
        for (var i = 0; i < Blocks; i++)
            _empty.Add(new RowBlock<TRecord>(rawLines), cancellation);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using var quarantine = new QuarantineTable(context);
        var reading = Task.Factory.StartNew(() => Read(target, stop.Token), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        var counts = default(BatchCounts);
        try
        {
            foreach (var block in _filled.GetConsumingEnumerable(cancellation))
            {
                target.Write(block);
                quarantine.Write(block.Rejections);
                counts = counts.Plus(block);
                counts.ThrowIfUnbalanced();
                onBlock(counts, block.BytesDone);
                block.IsWritten = true;
                _empty.Add(block, cancellation);
            }
        }
        catch
        {
            stop.Cancel();
            ((IAsyncResult)reading).AsyncWaitHandle.WaitOne();
            throw;
        }

        reading.GetAwaiter().GetResult();
        while (_empty.TryTake(out var written))
            Absorb(target, written);
        target.Complete();
        quarantine.Complete();
        return new LoadResult(counts, quarantine.ByRule);
    }

    private static void Absorb(ITarget<TRecord> target, RowBlock<TRecord> block)
    {
        if (block.IsWritten)
            target.Absorb(block);
        block.Clear();
    }

    private void Read(ITarget<TRecord> target, CancellationToken stop)
    {
        try
        {
            using var bytes = input.File.FromStart();
            using var text = Utf8Stream.Decode(bytes, input.Format.Encoding);
            using var reader = input.Format.OpenReader(text, context.Options, lineBreaksInQuotes, m => _malformed = m);
            var row = new SourceRow(reader, text, input.Format, context.Pseudonyms, context.Options, context.Today);
            while (ReadBlock(target, reader, row, bytes, stop))
            {
            }
        }
        catch (CsvFormatException error)
        {
            throw CsvFormat.TooLongRow(input.File.Name, context.Options, error);
        }
        finally
        {
            _filled.CompleteAdding();
        }
    }

    private bool ReadBlock(ITarget<TRecord> target, CsvReader reader, SourceRow row, ForwardStream bytes, CancellationToken stop)
    {
        var block = _empty.Take(stop);
        Absorb(target, block);
        var hasMore = true;
        while (!block.IsFull && (hasMore = reader.Read()))
        {
            row.Begin(Malformed(reader));
            var record = row.IsBroken ? default! : parse(row);
            if (row.Broken is null)
                block.Add(record, row);
            else
                block.AddRejected(row);
        }

        block.BytesDone = bytes.Done;
        _filled.Add(block, stop);
        return hasMore;
    }

    private Rule? Malformed(CsvReader reader)
    {
        if (_malformed is not { } malformed)
            return null;
        _malformed = null;
        var runsToTheEnd = malformed.Reason == CsvMalformedReason.UnterminatedQuote;
        return runsToTheEnd && !reader.RawRecord.Contains((byte)'\n') ? Rules.TruncatedLine : Rules.UnbalancedQuote;
    }
}
