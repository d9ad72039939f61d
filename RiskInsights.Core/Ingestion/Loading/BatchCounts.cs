namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>Rows of one file so far: <c>Read = Loaded + Unchanged + Quarantined</c>.</summary>
internal readonly record struct BatchCounts(long Read, long Loaded, long Unchanged, long Quarantined)
{
    public BatchCounts Plus<TRecord>(RowBlock<TRecord> block) => new(
        Read + block.Read,
        Loaded + block.Loaded,
        Unchanged + block.Unchanged,
        Quarantined + block.Rejections.Count);

    public void ThrowIfUnbalanced()
    {
        if (Read != Loaded + Unchanged + Quarantined)
            throw new InvalidOperationException($"{Read} rows read, but {Loaded} loaded, {Unchanged} unchanged and {Quarantined} quarantined.");
    }
}

/// <summary>What a load did.</summary>
internal sealed record LoadResult(BatchCounts Counts, IReadOnlyList<RuleCount> QuarantinedByRule);
