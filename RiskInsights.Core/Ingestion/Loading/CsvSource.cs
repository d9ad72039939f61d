using RiskInsights.Core.Ingestion.Csv;

namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>A source whose rows become <typeparamref name="TRecord"/>s.</summary>
public abstract class CsvSource<TRecord> : ICsvSource
{
    private protected CsvSource()
    {
    }

    public abstract string Name { get; }

    public abstract string Family { get; }

    public abstract int LoadOrder { get; }

    public abstract string FilePattern { get; }

    public abstract IReadOnlyList<CsvColumn> Columns { get; }

    public virtual IReadOnlyList<string> Companions => [];

    public virtual bool LineBreaksInQuotes => false;

    BatchCounts ICsvSource.Load(CsvInput input, LoadContext context, Action<BatchCounts, long> onBlock, CancellationToken cancellation)
    {
        var (parse, target) = Open(input, context);
        using (target)
            return new LoadPipeline<TRecord>(input, LineBreaksInQuotes, Columns, parse, context).Run(target, onBlock, cancellation);
    }

    /// <summary>
    /// What reads a row, on the reading thread, and what writes its record, on the writing one. What both need from the
    /// warehouse is read here, before the two run.
    /// </summary>
    private protected abstract (Func<SourceRow, TRecord> Parse, ITarget<TRecord> Target) Open(CsvInput input, LoadContext context);
}
