namespace RiskInsights.Core.Ingestion.Aggregation;

/// <summary>Sorts a dictionary's keys in memory that is used again each time.</summary>
internal sealed class SortedKeys
{
    private ulong[] _keys = [];

    public ReadOnlySpan<ulong> Sorted<TValue>(Dictionary<ulong, TValue>.KeyCollection keys)
    {
        if (_keys.Length < keys.Count)
            _keys = new ulong[keys.Count];
        keys.CopyTo(_keys, 0);
        Array.Sort(_keys, 0, keys.Count);
        return _keys.AsSpan(0, keys.Count);
    }
}
