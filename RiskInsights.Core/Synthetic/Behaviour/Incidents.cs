using RiskInsights.Core.Synthetic.Ledger;
using RiskInsights.Core.Synthetic.Lives;

namespace RiskInsights.Core.Synthetic.Behaviour;

/// <summary>What happens between client and bank besides payments: complaints, lost cards, reviews of the file.</summary>
internal static class Incidents
{
    private static readonly double[] Complaining = [0.003, 0.06, 0.04];

    public static void Note(Client client, BankMonth month, AccountBook book)
    {
        ref var random = ref client.Habits;
        bool complains = random.Chance(Complaining[(int)client.Life.Attitude]), loses = random.Chance(0.0025);
        bool reviewed = random.Chance(client.IsBusiness ? 0.07 : 0.03);
        int moment = month.Midnight(month.OfficeDay(ref random)) + Clock.Office(ref random);
        if (complains)
            book.Note(EventType.Complaint, moment);
        if (loses)
            book.Note(EventType.CardBlocked, moment + 120, client.Card >= 0 ? client.Card : Client.Main);
        if (reviewed)
            book.Note(EventType.KycReview, moment + 240);
    }
}
