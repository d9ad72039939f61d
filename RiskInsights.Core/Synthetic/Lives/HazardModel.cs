using RiskInsights.Core.Synthetic.Randomness;

namespace RiskInsights.Core.Synthetic.Lives;

/// <summary>A client's hidden financial stress. It moves slowly and shows late: in income, balance, missed payments.</summary>
internal enum StressState : byte { Steady, Strained, IncomeLost, Distressed }

/// <summary>A client's hidden attitude to the bank. It shows in complaints and in fading activity.</summary>
internal enum AttitudeState : byte { Content, Irritated, Leaving }

/// <summary>
/// The two hidden Markov chains that default and departure are drawn from, one step a month: first the state moves, then
/// default is drawn with the new state's hazard, then (when there was none) departure; the day is uniform in the month.
/// All log-odds are logistic in the hidden traits. Nothing here reads an account, a payment or any other visible thing:
/// behaviour follows from the states, never the reverse, so that no visible column can determine a label.
/// </summary>
internal static class HazardModel
{
    public const int StressStates = 4, AttitudeStates = 3;

    /// <summary>Days of the performance window that <see cref="Within90Days"/> speaks of.</summary>
    public const int WindowDays = 90;

    private const int MacroPeriodMonths = 54;
    private const double MacroAmplitude = 0.15;

    /// <summary>Monthly probabilities of moving between stress states; <paramref name="matrix"/> is from × to, row by row, each row summing to 1.</summary>
    public static void StressTransitions(double fragility, Span<double> matrix)
    {
        double worse = PortableMath.Exp(0.05 * fragility), better = PortableMath.Exp(-0.10 * fragility);
        Row(matrix, StressState.Steady, steady: 0, strained: 0.020 * worse, lost: 0.006 * worse, distressed: 0);
        Row(matrix, StressState.Strained, steady: 0.10 * better, strained: 0, lost: 0.010 * worse, distressed: 0.050 * worse);
        Row(matrix, StressState.IncomeLost, steady: 0.09 * better, strained: 0.05, lost: 0, distressed: 0.065 * worse);
        Row(matrix, StressState.Distressed, steady: 0.010 * better, strained: 0.030 * better, lost: 0, distressed: 0);
    }

    /// <summary>
    /// Probability of default in a month spent in <paramref name="state"/>: logistic(a + b·fragility + macro). It takes distress: who
    /// is steady is not in default within the month, and hardly who is in the lighter states.
    /// </summary>
    public static double DefaultHazard(StressState state, double fragility, double macro) => PortableMath.Logistic(macro + state switch
    {
        StressState.Steady => -14.0 + 0.05 * fragility,
        StressState.Strained => -9.0 + 0.05 * fragility,
        StressState.IncomeLost => -8.5 + 0.05 * fragility,
        _ => -2.5 + 0.05 * fragility,
    });

    /// <summary>Monthly probabilities of moving between attitudes; <paramref name="matrix"/> is from × to, row by row.</summary>
    public static void AttitudeTransitions(double engagement, Span<double> matrix)
    {
        double cooler = PortableMath.Exp(-0.25 * engagement);
        double toIrritated = Math.Min(0.3, 0.0145 * cooler), toLeaving = Math.Min(0.4, 0.065 * cooler);
        ReadOnlySpan<double> rows = [1 - toIrritated, toIrritated, 0, 0.09, 0.91 - toLeaving, toLeaving, 0, 0.04, 0.96];
        rows.CopyTo(matrix);
    }

    /// <summary>Probability of leaving the bank in a month spent in <paramref name="state"/>: logistic(a − b·engagement).</summary>
    public static double DepartureHazard(AttitudeState state, double engagement) => PortableMath.Logistic(state switch
    {
        AttitudeState.Content => -10.0 - 0.25 * engagement,
        AttitudeState.Irritated => -6.8 - 0.25 * engagement,
        _ => -2.45 - 0.10 * engagement,
    });

    /// <summary>The economic climate of a month as log-odds added to default: a triangle wave of ±0.25 over 54 months.</summary>
    public static double Macro(int year, int month)
    {
        double phase = (year * 12 + month) % MacroPeriodMonths / (double)MacroPeriodMonths;
        return MacroAmplitude * (4 * Math.Abs(phase - 0.5) - 1);
    }

    /// <summary>
    /// Probabilities, exact under the model and given everything hidden on <paramref name="asOf"/> (a month's last day),
    /// that the client's default, or departure, falls on one of the 90 days after it. The chains move independently and
    /// compete: P(default) = Σ pD(m)·SL(m−1)·c(m) and P(departure) = Σ pL(m)·SD(m)·c(m), where p is the probability of the
    /// first event in the m-th month, S of none up to it, and c the share of the month's days that lie in the window.
    /// </summary>
    public static (double Default, double Departure) Within90Days(
        StressState stress, AttitudeState attitude, double fragility, double engagement, DateOnly asOf)
    {
        Span<double> stressMoves = stackalloc double[StressStates * StressStates], attitudeMoves = stackalloc double[AttitudeStates * AttitudeStates];
        StressTransitions(fragility, stressMoves);
        AttitudeTransitions(engagement, attitudeMoves);
        Span<double> stressed = stackalloc double[StressStates], attitudes = stackalloc double[AttitudeStates];
        stressed.Clear();
        attitudes.Clear();
        stressed[(int)stress] = 1;
        attitudes[(int)attitude] = 1;

        double byDefault = 0, byDeparture = 0, stayed = 1, sound = 1;
        var month = asOf.AddDays(1);
        for (int before = 0; before < WindowDays;)
        {
            int days = DateTime.DaysInMonth(month.Year, month.Month);
            double covered = Math.Min(1, (WindowDays - before) / (double)days), macro = Macro(month.Year, month.Month);
            Move(stressed, stressMoves);
            double defaulting = 0;
            for (int s = 0; s < StressStates; s++)
            {
                double happening = stressed[s] * DefaultHazard((StressState)s, fragility, macro);
                stressed[s] -= happening;
                defaulting += happening;
            }

            Move(attitudes, attitudeMoves);
            double leaving = 0;
            for (int s = 0; s < AttitudeStates; s++)
            {
                double happening = attitudes[s] * DepartureHazard((AttitudeState)s, engagement);
                attitudes[s] -= happening;
                leaving += happening;
            }

            sound -= defaulting;
            byDefault += defaulting * stayed * covered;
            byDeparture += leaving * sound * covered;
            stayed -= leaving;
            before += days;
            month = month.AddMonths(1);
        }

        return (byDefault, byDeparture);
    }

    /// <summary>Draws the next state from a row of a transition matrix.</summary>
    public static int Next(int state, int states, ReadOnlySpan<double> matrix, double uniform)
    {
        var row = matrix.Slice(state * states, states);
        int next = 0;
        while (next < states - 1 && (uniform -= row[next]) >= 0)
            next++;
        return next;
    }

    private static void Row(Span<double> matrix, StressState from, double steady, double strained, double lost, double distressed)
    {
        // Very fragile clients would exceed certainty; at most 60 % move in a month.
        double sum = steady + strained + lost + distressed, scale = sum > 0.6 ? 0.6 / sum : 1;
        var row = matrix.Slice((int)from * StressStates, StressStates);
        (row[0], row[1], row[2], row[3]) = (steady * scale, strained * scale, lost * scale, distressed * scale);
        row[(int)from] = 1 - sum * scale;
    }

    private static void Move(Span<double> probabilities, ReadOnlySpan<double> matrix)
    {
        int n = probabilities.Length;
        Span<double> moved = stackalloc double[n];
        moved.Clear();
        for (int from = 0; from < n; from++)
            for (int to = 0; to < n; to++)
                moved[to] += probabilities[from] * matrix[from * n + to];
        moved.CopyTo(probabilities);
    }
}
