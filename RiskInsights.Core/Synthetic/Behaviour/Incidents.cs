using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>What happens between client and bank besides payments: complaints, lost cards, reviews of the file.</summary>
internal static class Incidents
{
    private static readonly double[] Complaining = [0.004, 0.25, 0.14];

    /// <summary>
    /// Cards blocked in a month, by stress state: for what is lost or stolen, and by the bank where the account no longer bears
    /// what is bought.
    /// </summary>
    private static readonly double[] Blocking = [0.003, 0.04, 0.05, 0.24];

    public static void Note(Client client, BankMonth month, AccountBook book)
    {
        ref var random = ref client.Habits;
        bool complains = random.Chance(Complaining[(int)client.Life.Attitude]), blocked = random.Chance(Blocking[(int)client.Life.Stress]);
        bool reviewed = random.Chance(client.IsBusiness ? 0.07 : 0.03);
        int moment = month.Midnight(month.OfficeDay(ref random)) + Clock.Office(ref random);
        if (complains)
            book.Note(EventType.Complaint, moment);
        if (blocked)
            book.Note(EventType.CardBlocked, moment + 120, client.Card >= 0 ? client.Card : Client.Main);
        if (reviewed)
            book.Note(EventType.KycReview, moment + 240);
    }
}
