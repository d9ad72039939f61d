using System.Text.Json;

namespace RiskInsights.Core.Pipeline;

/// <summary>What one run is to do. Stored with the run, so that whoever goes on with it does the same.</summary>
public sealed record PipelineOptions
{
    /// <summary>Trains the models anew whatever their age. Default false.</summary>
    public bool Retrain { get; init; }

    /// <summary>A model whose newest version, in service or not, is older than so many days, 1 to 3,650, is trained anew. Default null: never for its age.</summary>
    public int? RetrainAfterDays { get; init; }

    /// <summary>The folder whose files are loaded; relative ones lie in the data folder. Default null: the data folder's <c>raw</c>.</summary>
    public string? Inbox { get; init; }

    /// <summary>Threads of the learners, at least 1. More are faster and leave less to the pages.</summary>
    public int Threads { get; init; } = 1;

    internal string ToJson() => JsonSerializer.Serialize(this);

    /// <exception cref="InvalidOperationException">Another version of the program wrote them.</exception>
    internal static PipelineOptions Parse(string json, long runId)
    {
        try
        {
            return JsonSerializer.Deserialize<PipelineOptions>(json)!;
        }
        catch (JsonException error)
        {
            throw new InvalidOperationException($"The options of run {runId} cannot be read: another version of the program wrote them. Start a new run.", error);
        }
    }
}
