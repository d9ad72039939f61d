using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Lives;

internal enum Segment : byte { Retail, Affluent, SmallBusiness, Student, Corporate }

/// <summary>How the clients of a segment live. Shares are 0 to 1; money is euros a month.</summary>
internal sealed record SegmentProfile
{
    public required string Code { get; init; }

    public required double Share { get; init; }

    /// <summary>Median of the net income, or of the turnover for businesses.</summary>
    public required double Income { get; init; }

    public required double IncomeSigma { get; init; }

    /// <summary>Number of purchases beside the average client's.</summary>
    public required double Activity { get; init; }

    public required double Tenants { get; init; }

    public required double WithLoan { get; init; }

    public required double WithCard { get; init; }

    public required double WithSavings { get; init; }

    /// <summary>Arranged overdraft, in months of income.</summary>
    public required double Overdraft { get; init; }

    /// <summary>Added to the client's hidden fragility (standard deviations).</summary>
    public required double Fragility { get; init; }

    /// <summary>Log-odds added to a purchase being made on the phone or the web rather than on site.</summary>
    public required double Digital { get; init; }

    public required double Travel { get; init; }
}

internal static class Segments
{
    /// <summary>In the order of <see cref="Segment"/>.</summary>
    public static readonly SegmentProfile[] Profiles =
    [
        new() { Code = "retail", Share = 0.62, Income = 2_150, IncomeSigma = 0.34, Activity = 1.0, Tenants = 0.58, WithLoan = 0.34, WithCard = 0.25, WithSavings = 0.50, Overdraft = 0.35, Fragility = 0.05, Digital = 0, Travel = 1 },
        new() { Code = "affluent", Share = 0.12, Income = 5_600, IncomeSigma = 0.38, Activity = 1.2, Tenants = 0.20, WithLoan = 0.30, WithCard = 0.55, WithSavings = 0.85, Overdraft = 0.60, Fragility = -0.6, Digital = 0.3, Travel = 1.9 },
        new() { Code = "small_business", Share = 0.10, Income = 11_000, IncomeSigma = 0.60, Activity = 1.0, Tenants = 0.75, WithLoan = 0.45, WithCard = 0.30, WithSavings = 0.15, Overdraft = 0.50, Fragility = 0.45, Digital = 0.2, Travel = 0.8 },
        new() { Code = "student", Share = 0.13, Income = 820, IncomeSigma = 0.28, Activity = 0.9, Tenants = 0.45, WithLoan = 0.18, WithCard = 0.08, WithSavings = 0.30, Overdraft = 0.30, Fragility = 0.15, Digital = 1.1, Travel = 0.9 },
        new() { Code = "corporate", Share = 0.03, Income = 95_000, IncomeSigma = 0.80, Activity = 1.6, Tenants = 0.85, WithLoan = 0.55, WithCard = 0.40, WithSavings = 0.20, Overdraft = 0.40, Fragility = -0.2, Digital = 0.6, Travel = 1.2 },
    ];

    public static SegmentProfile Profile(this Segment segment) => Profiles[(int)segment];

    public static bool IsBusiness(this Segment segment) => segment is Segment.SmallBusiness or Segment.Corporate;

    public static Segment Draw(ref RandomStream random)
    {
        double u = random.NextDouble();
        int i = 0;
        while (i < Profiles.Length - 1 && (u -= Profiles[i].Share) >= 0)
            i++;
        return (Segment)i;
    }
}
