namespace RiskInsights.Core.Synthetic;

/// <summary>What the demo bank shall look like. The same options give the same bytes on any machine and in any culture.</summary>
public sealed record DemoBankOptions
{
    /// <summary>Clients ever seen, those who join or leave during the history included. Default 2,000; 1 to 1,000,000. Memory grows with it, about 1 KB each.</summary>
    public int Clients { get; init; } = 2_000;

    /// <summary>Source of all randomness. Default 42. A client's hidden life depends on the seed, its number and the dates alone, not on how many others there are.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>Bad rows planted per clean row, in each file. Default 0; 0 to 0.5. The clean rows stay as they are, whatever the value.</summary>
    public double DirtyFraction { get; init; }

    /// <summary>Length of the history in years. Default 3; 1 to 20.</summary>
    public int Years { get; init; } = 3;

    /// <summary>Last day of the history ("today" of the bank); years 1970 to 2090. It has no default: the clock belongs to the caller.</summary>
    public required DateOnly EndsOn { get; init; }

    /// <summary>
    /// Booked transactions that a client makes in a year, on average and about. Default 96; 72 to 600. Salaries, rents and
    /// other standing payments stay as they are; the number of purchases, cash withdrawals and transfers adapts, and their
    /// amounts with it, so that a client's monthly spending does not depend on this option.
    /// </summary>
    public int TransactionsPerClientYear { get; init; } = 96;

    /// <summary>Whether files of a former bank in the same folder may be replaced. Default false: they are refused.</summary>
    public bool Overwrite { get; init; }

    /// <summary>First day of the history.</summary>
    public DateOnly StartsOn => EndsOn.AddYears(-Years).AddDays(1);

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range; the message names the option and the range.</exception>
    public void Validate()
    {
        Require(Clients is >= 1 and <= 1_000_000, nameof(Clients), Clients, "from 1 to 1000000");
        Require(DirtyFraction is >= 0 and <= 0.5, nameof(DirtyFraction), DirtyFraction, "from 0 to 0.5");
        Require(Years is >= 1 and <= 20, nameof(Years), Years, "from 1 to 20");
        Require(EndsOn.Year is >= 1970 and <= 2090, nameof(EndsOn), EndsOn, "between the years 1970 and 2090");
        Require(TransactionsPerClientYear is >= 72 and <= 600, nameof(TransactionsPerClientYear), TransactionsPerClientYear, "from 72 to 600");
    }

    private static void Require(bool holds, string option, object value, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
    }
}
