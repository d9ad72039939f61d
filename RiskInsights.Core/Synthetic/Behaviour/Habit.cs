using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>How a client does things, whatever they are for.</summary>
internal static class Habit
{
    private static readonly double[] AttitudeFading = [1, 0.62, 0.3];

    /// <summary>Activity beside the usual, 0 to 1: it fades long before a client leaves.</summary>
    public static double Fading(Client client) => AttitudeFading[(int)client.Life.Attitude] * (client.SalaryElsewhere ? 0.75 : 1);

    /// <summary>The channel of something ordered from the bank.</summary>
    public static Channel Order(Client client)
    {
        ref var random = ref client.Habits;
        if (!random.Chance(client.Digital + 0.2))
            return random.Chance(0.01) ? Channel.Unknown : Channel.Branch;
        return random.Chance(0.3 + 0.6 * client.Digital) ? Channel.Mobile : Channel.Online;
    }

    public static ref PlannedPayment Transfer(Client client, PaymentPlan plan, int second, long cents, byte category) =>
        ref plan.Add(second, cents, TransactionType.Transfer, Order(client), client.Traits.Country, category);
}
