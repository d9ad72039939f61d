namespace RiskInsights.Dashboard.Components.Controls;

/// <summary>Risk band of a probability of default: A under 1 %, B 1–4, C 4–7, D 7–25, E from 25 %.</summary>
public enum Band
{
    A,
    B,
    C,
    D,
    E,
}

/// <summary>Where the bands begin.</summary>
public static class Bands
{
    /// <summary>The band of a probability of default, a share 0–1.</summary>
    public static Band Of(double probabilityOfDefault) => probabilityOfDefault switch
    {
        < 0.01 => Band.A,
        < 0.04 => Band.B,
        < 0.07 => Band.C,
        < 0.25 => Band.D,
        _ => Band.E,
    };
}
