namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>Where the records of a source go: one table, and what hangs on it.</summary>
internal interface ITarget<TRecord> : IDisposable
{
    /// <summary>Writes the block's records, and counts or rejects each of them on the block.</summary>
    void Write(RowBlock<TRecord> block);

    /// <summary>Writes what was held back, after the last block.</summary>
    void Complete();
}
