using System.Runtime.InteropServices;
using System.Security.Cryptography;
using RiskInsights.Core.MachineLearning;

namespace RiskInsights.Core.Insights.Default;

/// <summary>Client × as-of date, with what became of each.</summary>
internal sealed class DefaultTrainingSet
{
    private readonly FeatureMatrixBuilder _features = new(DefaultFeatures.Columns);
    private readonly List<byte> _labels = [];

    public int Rows => _labels.Count;

    public int Positives { get; private set; }

    public byte[] Labels => [.. _labels];

    public FeatureMatrix Features => _features.Build();

    public static async Task<DefaultTrainingSet> ReadAsync(DefaultFeatureQuery query, IReadOnlyList<DateOnly> dates, CancellationToken cancellation)
    {
        var set = new DefaultTrainingSet();
        foreach (var asOf in dates)
            set.Add(await query.RowsAsync(asOf, cancellation), await query.DefaultedAsync(asOf, cancellation), asOf);
        return set;
    }

    /// <summary>SHA-256 of features and labels: equal data, equal fingerprint.</summary>
    public static string Fingerprint(FeatureMatrix features, byte[] labels)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(features.Values));
        hash.AppendData(labels);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Add(IReadOnlyList<DefaultFeatureRow> rows, IReadOnlySet<int> defaulted, DateOnly asOf)
    {
        var values = new float[DefaultFeatures.All.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < values.Length; i++)
                values[i] = DefaultFeatures.All[i].Value(row, asOf);
            _features.Add(values);
            var label = defaulted.Contains(row.ClientKey) ? (byte)1 : (byte)0;
            _labels.Add(label);
            Positives += label;
        }
    }
}
