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

    /// <summary>The probabilities of a band: at least the first, below the second; null where it has no end.</summary>
    public static (double? AtLeast, double? Below) Range(Band band) => band switch
    {
        Band.A => (null, 0.01),
        Band.B => (0.01, 0.04),
        Band.C => (0.04, 0.07),
        Band.D => (0.07, 0.25),
        _ => (0.25, null),
    };
}
