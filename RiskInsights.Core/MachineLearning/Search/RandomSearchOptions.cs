namespace RiskInsights.Core.MachineLearning.Search;

/// <summary>The settings of <see cref="RandomSearch"/>. Immutable; change one with <c>with</c>.</summary>
public sealed record RandomSearchOptions
{
    /// <summary>Most trials. Default 50; range 1–100,000. Sixty have one of the best 5 % of the space among them, 19 times in 20.</summary>
    public int Trials { get; init; } = 50;

    /// <summary>Time after which no trial goes on. Default none; above 0. The first trial is always finished.</summary>
    public TimeSpan? Time { get; init; }

    /// <summary>Rounds from one look at a running trial to the next. Default 25; range 1–10,000.</summary>
    public int RoundsBetweenLooks { get; init; } = 25;

    /// <summary>Trials that must have come to the same look before one is stopped. Default 5; range 1–100,000; as many as <see cref="Trials"/>
    /// never stops one.</summary>
    public int TrialsBeforeStops { get; init; } = 5;

    /// <summary>Default 0. The same seed and space give the same candidates.</summary>
    public int Seed { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    public void Validate()
    {
        Options.Between(Trials, 1, 100_000);
        if (Time is { } time) Options.Positive(time.TotalSeconds, nameof(Time));
        Options.Between(RoundsBetweenLooks, 1, 10_000);
        Options.Between(TrialsBeforeStops, 1, 100_000);
    }
}
