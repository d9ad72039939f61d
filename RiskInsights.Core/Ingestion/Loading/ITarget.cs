namespace RiskInsights.Core.Ingestion.Loading;

/// <summary>Where the records of a source go: one table, and what hangs on it.</summary>
internal interface ITarget<TRecord> : IDisposable
{
    /// <summary>Writes the block's records, and counts or rejects each of them on the block.</summary>
    void Write(RowBlock<TRecord> block);

    /// <summary>
    /// Called on the reading thread when the block has been written, before it is used again: the place for work that
    /// needs no database and would keep the writing thread from its own.
    /// </summary>
    void Absorb(RowBlock<TRecord> block)
    {
    }

    /// <summary>Writes what was held back, after the last block, on the writing thread.</summary>
    void Complete();
}
