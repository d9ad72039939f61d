namespace RiskInsights.Core.Modelling.Training;

/// <summary>What somebody asks to be searched. Stored with the job as JSON, so that any program can run it.</summary>
public sealed record SearchRequest
{
    /// <summary>The longest budget, in minutes: a day.</summary>
    public const double MostMinutes = 1440;

    /// <summary>The most trials of one search.</summary>
    public const int MostTrials = 1000;

    /// <summary>An algorithm of the recipe; null for its first.</summary>
    public string? Algorithm { get; init; }

    /// <summary>
    /// Minutes after which no trial goes on, reading the rows included; above 0. The first trial is always finished, and training
    /// with the best setting comes after them.
    /// </summary>
    public double Minutes { get; init; } = 10;

    /// <summary>Most trials. Sixty have one of the best 5 % of all settings among them, 19 times in 20.</summary>
    public int Trials { get; init; } = 60;

    /// <summary>Of the candidates and of all that is drawn: the same seed and data give the same trials, as many as there is time for.</summary>
    public int Seed { get; init; }

    /// <exception cref="ArgumentOutOfRangeException">A budget out of its range; the message names it.</exception>
    public void Require()
    {
        if (!(Minutes > 0 && Minutes <= MostMinutes))
            throw new ArgumentOutOfRangeException(nameof(Minutes), Minutes, $"A search takes more than 0 and at most {MostMinutes} minutes.");
        if (Trials is < 1 or > MostTrials)
            throw new ArgumentOutOfRangeException(nameof(Trials), Trials, $"A search makes from 1 to {MostTrials} trials.");
    }
}
