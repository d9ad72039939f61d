using System.Text.Json;

namespace RiskInsights.Core.Tracking;

/// <summary>What one call of log-batch carries, within the server's limits.</summary>
internal sealed record MlflowBatch(IReadOnlyList<MlflowMetric> Metrics, IReadOnlyList<MlflowText> Params, IReadOnlyList<MlflowText> Tags)
{
    public const int MostItems = 1000;
    public const int MostParams = 100;
    public const int MostTags = 100;

    /// <summary>Under the megabyte that a server takes, with room for what stands round the items.</summary>
    public const int MostBytes = 900_000;

    /// <summary>Characters of a parameter that every server keeps; newer ones keep more.</summary>
    public const int LongestParam = 250;

    public const int LongestTag = 5000;

    private const int LongestKey = 250;

    /// <summary>All of it in as few calls as the limits allow. Names and texts are made such that MLflow takes them.</summary>
    public static IEnumerable<MlflowBatch> Of(IEnumerable<MlflowMetric> metrics, IEnumerable<MlflowText> parameters, IEnumerable<MlflowText> tags)
    {
        var batch = new Open();
        foreach (var metric in metrics.Select(m => m with { Key = Key(m.Key) }))
        {
            if (!batch.Takes(metric, batch.Metrics.Count, MostItems))
                yield return batch.Close();
            batch.Metrics.Add(metric);
        }

        foreach (var parameter in parameters.Select(p => new MlflowText(Key(p.Key), Cut(p.Value, LongestParam))))
        {
            if (!batch.Takes(parameter, batch.Params.Count, MostParams))
                yield return batch.Close();
            batch.Params.Add(parameter);
        }

        foreach (var tag in tags.Select(t => new MlflowText(Key(t.Key), Cut(t.Value, LongestTag))))
        {
            if (!batch.Takes(tag, batch.Tags.Count, MostTags))
                yield return batch.Close();
            batch.Tags.Add(tag);
        }

        if (batch.Count > 0)
            yield return batch.Close();
    }

    /// <summary>MLflow's names have letters, digits, _ - . / and spaces.</summary>
    internal static string Key(string name) =>
        Cut(string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.' or '/' or ' ' ? c : '_')), LongestKey);

    /// <summary>Never between the two halves of a character.</summary>
    internal static string Cut(string text, int longest) =>
        text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];

    private sealed class Open
    {
        private int _bytes;
        private int _last;

        public List<MlflowMetric> Metrics { get; private set; } = [];

        public List<MlflowText> Params { get; private set; } = [];

        public List<MlflowText> Tags { get; private set; } = [];

        public int Count => Metrics.Count + Params.Count + Tags.Count;

        public bool Takes<T>(T item, int alike, int mostAlike)
        {
            _last = JsonSerializer.SerializeToUtf8Bytes(item, MlflowJson.Options).Length + 1;
            var takes = Count < MostItems && alike < mostAlike && _bytes + _last <= MostBytes;
            if (takes)
                _bytes += _last;
            return takes;
        }

        /// <summary>The batch as it is; the item that did not fit begins the next.</summary>
        public MlflowBatch Close()
        {
            var closed = new MlflowBatch(Metrics, Params, Tags);
            (Metrics, Params, Tags, _bytes) = ([], [], [], _last);
            return closed;
        }
    }
}
